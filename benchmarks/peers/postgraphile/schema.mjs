// Which of the tables PostGraphile shows: what the measured documents need, and nothing that would give others away.
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { pgSmartTags } from "postgraphile/utils";

const SHOWN = ["activity", "activity_term", "vocabulary_term", "organisation", "municipality"];

function between(from, to) {
  return (constraint) => constraint.getClass()?.relname === from && constraint.getForeignClass()?.relname === to;
}

const tags = pgSmartTags([
  { kind: "class", match: ({ relname }) => !SHOWN.includes(relname), tags: { behavior: "-*" } },
  {
    kind: "class",
    match: "activity_term",
    tags: {
      behavior: "-query:resource:connection -query:resource:list -query:resource:single",
      // There is no such constraint in the database: a term may be one that no vocabulary knows yet.
      foreignKey: "(vocabulary, code) references vocabulary_term (vocabulary, code)|@fieldName term",
    },
  },
  {
    kind: "constraint",
    match: between("activity_term", "activity"),
    tags: { foreignSimpleFieldName: "terms", behavior: "+manyRelation:resource:list" },
  },
  // Without an index it would not be offered for sorting; an activity has few terms.
  { kind: "attribute", match: "activity_term.position", tags: { behavior: "+attribute:orderBy" } },
  { kind: "constraint", match: between("activity", "municipality"), tags: { fieldName: "place" } },
  { kind: "constraint", match: between("activity", "organisation"), tags: { fieldName: "organisation" } },
]);

export const schemaPreset = {
  extends: [PostGraphileAmberPreset],
  plugins: [tags],
  schema: {
    // From an organisation or a municipality one would get at activities that the viewer may not see.
    defaultBehavior:
      "-insert -update -delete -node -manyRelation:resource:connection -manyRelation:resource:list -singleRelation:backward",
  },
};
