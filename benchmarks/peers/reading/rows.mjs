// From rows to what the schema shows: objects whose properties are the fields, so that none needs a resolver.
import { globalId } from "./ids.mjs";

/** Return what a table shows of an activity. */
export function rowOf(row, viewer, terms) {
  return {
    __typename: "Activity",
    id: globalId("Activity", row.id),
    title: row.title,
    status: row.status,
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
    updatedBy: authorOf(row.updated_by, viewer),
    views: row.views,
    version: row.version,
    source: { system: row.source_system, externalId: row.source_external_id },
    organiser: row.organiser_name && {
      name: row.organiser_name,
      organisation: row.organisation_id && { id: globalId("Organisation", row.organisation_id) },
    },
    location: { municipality: row.nis && { nis: row.nis, name: row.municipality_name } },
    types: terms?.TYPE ?? [],
    topics: terms?.TOPIC ?? [],
    goals: terms?.GOAL ?? [],
    languageLevels: terms?.LANGUAGE_LEVEL ?? [],
  };
}

/** Return all that is stored of it. */
export function detailOf(row, viewer, terms) {
  const shown = rowOf(row, viewer, terms);
  shown.createdAt = row.created_at;
  shown.description = { html: row.description_html };
  shown.contacts = row.contacts;
  shown.registration = row.registration;
  shown.price = { kind: row.price_kind, amount: amountOf(row.price_cents) };
  Object.assign(shown.location, {
    kind: row.location_kind,
    name: row.location_name,
    address: row.postcode && { street: row.street, postcode: row.postcode, locality: row.locality },
    geo: row.latitude === null ? null : { latitude: row.latitude, longitude: row.longitude },
  });
  return shown;
}

// Which person of an organisation it was is for that organisation to know.
function authorOf(stored, viewer) {
  const organisation = stored.organisation_name;
  const hidden = stored.kind === "PERSON" && organisation !== null;
  if (hidden && (viewer.acting === null || viewer.acting !== stored.organisation_id)) {
    return { kind: "ORGANISATION", name: organisation };
  }
  return { kind: stored.kind, name: stored.name };
}

function amountOf(cents) {
  return cents === null ? null : `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}
