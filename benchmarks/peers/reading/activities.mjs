// Reading activities: a page or one of them, with what the selection asks for and in as few statements as it takes.
import { cursorOf, keyOf, placeOf } from "./ids.mjs";
import { detailOf, rowOf } from "./rows.mjs";
import { selectedNames } from "./selection.mjs";
import { count, one, page, terms } from "./statements.mjs";

const VOCABULARIES = { types: "TYPE", topics: "TOPIC", goals: "GOAL", languageLevels: "LANGUAGE_LEVEL" };
const IN_DETAIL_ONLY = [
  ...["createdAt", "description", "contacts", "registration", "price"],
  ...["location.kind", "location.name", "location.address", "location.geo"],
];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function pageOfTerritory(nis, { first, after }, { pool, viewer }, info) {
  const names = selectedNames(info);
  const detail = IN_DETAIL_ONLY.some((name) => names.has(name));
  const values = [nis, first + 1, ...(after ? placeOf(after) : [])];
  const { rows } = await pool.query({ ...page({ detail, after: Boolean(after) }), values });
  const hasNextPage = rows.length > first;
  if (hasNextPage) rows.pop();
  const found = await termsOf(pool, rows, names);
  const shown = detail ? detailOf : rowOf;
  const edges = rows.map((row) => ({ cursor: cursorOf(row), node: shown(row, viewer, found.get(row.id)) }));
  return { nis, edges, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null } };
}

export async function countOfTerritory(nis, { pool }) {
  const { rows } = await pool.query({ ...count, values: [nis] });
  return rows[0].count;
}

export async function oneActivity(id, { pool, viewer }, info) {
  const key = keyOf("Activity", id);
  if (key === null || !UUID.test(key)) return null;
  const { rows } = await pool.query({ ...one, values: [key, viewer.territory, viewer.acting] });
  if (rows.length === 0) return null;
  const found = await termsOf(pool, rows, selectedNames(info));
  return detailOf(rows[0], viewer, found.get(key));
}

async function termsOf(pool, rows, names) {
  const found = new Map();
  const wanted = Object.keys(VOCABULARIES).filter((name) => names.has(name));
  if (wanted.length === 0 || rows.length === 0) return found;
  const values = [rows.map((row) => row.id), wanted.map((name) => VOCABULARIES[name])];
  for (const { activity_id, vocabulary, code, label } of (await pool.query({ ...terms, values })).rows) {
    if (!found.has(activity_id)) found.set(activity_id, {});
    (found.get(activity_id)[vocabulary] ??= []).push({ code, label });
  }
  return found;
}
