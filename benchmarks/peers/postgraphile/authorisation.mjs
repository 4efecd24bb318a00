// What the viewer may see, as conditions that every way to an activity gets.
import { TYPES } from "postgraphile/@dataplan/pg";
import { context } from "postgraphile/grafast";
import { sql } from "postgraphile/pg-sql2";
import { wrapPlans } from "postgraphile/utils";

const visible = (name, codec, $activities) => $activities.placeholder(context().get("viewer").get(name), codec);

/** The moderators' table: all on the viewer's territory. */
function onTerritory(plan) {
  const $connection = plan();
  const $activities = $connection.getSubplan();
  const territory = visible("territory", TYPES.text, $activities);
  $activities.where(sql`${$activities}.municipality = ${territory}`);
  $activities.where(sql`${$activities}.status <> 'DELETED'`);
  return $connection;
}

/** One activity: what is public, on the viewer's territory, or of the organisation for which they act. */
function toTheViewer(plan) {
  const $activity = plan();
  const $activities = $activity.getClassStep();
  const territory = visible("territory", TYPES.text, $activities);
  const acting = visible("acting", TYPES.uuid, $activities);
  $activities.where(sql`${$activities}.status <> 'DELETED'`);
  $activities.where(
    sql`(${$activities}.status = 'PUBLISHED' or ${$activities}.municipality = ${territory} or ${$activities}.organisation_id = ${acting})`,
  );
  return $activity;
}

export const authorisation = wrapPlans({
  Query: {
    allActivities: onTerritory,
    activityByRowId: toTheViewer,
    activityBySourceSystemAndSourceExternalId: toTheViewer,
  },
});
