// Global ids and cursors: the same opaque texts as this project's, byte for byte.
const ORDER = "activities UPDATED_AT down";

const encoded = (text) => Buffer.from(text).toString("base64url");
const decoded = (text) => Buffer.from(text, "base64url").toString();

export const globalId = (kind, key) => encoded(`${kind}:${key}`);

/** Return the key in a global id, or null if it is one of another kind. */
export function keyOf(kind, id) {
  const text = decoded(id);
  return text.startsWith(`${kind}:`) ? text.slice(kind.length + 1) : null;
}

/** Return the place of a row in the table. */
export function cursorOf(row) {
  return encoded(JSON.stringify([ORDER, "t", utc(row.updated_at), "u", row.id]));
}

/** Return the key and id that a cursor stands for, as PostgreSQL reads them. */
export function placeOf(cursor) {
  const [order, , at, , id] = JSON.parse(decoded(cursor));
  if (order !== ORDER) throw new Error("a cursor of another list");
  return [at, id];
}

// A Date knows milliseconds only; what comes after the second is the same in every zone, and is taken over as text.
function utc(brussels) {
  const fraction = brussels.slice(19, -6);
  return `${new Date(brussels).toISOString().slice(0, 19)}${fraction}+00:00`;
}
