// The statements: prepared once per connection under their names, each reading the columns that its answer needs.
const ROW = `
  a.id, a.title, a.status, a.published_at, a.updated_at, a.updated_by, a.views, a.version, a.source_system,
  a.source_external_id, a.organiser_name, o.id AS organisation_id, m.nis, m.name AS municipality_name`;
const DETAIL = `${ROW},
  a.created_at, a.description_html, a.contacts, a.registration, a.price_kind, a.price_cents, a.location_kind,
  a.location_name, a.street, a.postcode, a.locality, a.latitude, a.longitude`;
const JOINED = `
  FROM activity a
  LEFT JOIN organisation o ON o.id = a.organisation_id
  LEFT JOIN municipality m ON m.nis = a.municipality`;
const ON_TERRITORY = "a.municipality = $1 AND a.status <> 'DELETED'";
const NEWEST_FIRST = "ORDER BY a.updated_at DESC, a.id DESC LIMIT $2";
const AFTER = "AND (a.updated_at, a.id) < ($3::timestamptz, $4::uuid)";

export const who = {
  name: "who",
  text: `
    SELECT o.id, o.kind, o.municipality, m.name
    FROM organisation o LEFT JOIN municipality m ON m.nis = o.municipality
    WHERE (o.ovo = $1 OR o.kbo = $1) AND o.ended_on IS NULL`,
};

/** Return the statement for a page: with the columns of a row or all of them, from the start or after a place. */
export const page = ({ detail, after }) => PAGES[Number(detail)][Number(after)];

const PAGES = [ROW, DETAIL].map((columns, detail) =>
  ["", AFTER].map((place, after) => ({
    name: `page ${detail} ${after}`,
    text: `SELECT ${columns} ${JOINED} WHERE ${ON_TERRITORY} ${place} ${NEWEST_FIRST}`,
  })),
);

export const count = { name: "count", text: `SELECT count(*)::int AS count FROM activity a WHERE ${ON_TERRITORY}` };

export const one = {
  name: "one",
  text: `
    SELECT ${DETAIL} ${JOINED}
    WHERE a.id = $1 AND a.status <> 'DELETED'
      AND (a.status = 'PUBLISHED' OR a.municipality = $2 OR a.organisation_id = $3)`,
};

export const terms = {
  name: "terms",
  text: `
    SELECT t.activity_id, t.vocabulary, t.code, coalesce(v.label, t.code) AS label
    FROM activity_term t LEFT JOIN vocabulary_term v ON v.vocabulary = t.vocabulary AND v.code = t.code
    WHERE t.activity_id = ANY($1::uuid[]) AND t.vocabulary = ANY($2::text[])
    ORDER BY t.activity_id, t.vocabulary, t.position`,
};
