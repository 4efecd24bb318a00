// The pool of connections, and how PostgreSQL's values become those of the answers.
import pg from "pg";

const { TIMESTAMPTZ } = pg.types.builtins;

/** Return `2026-03-01T19:30:00+01:00` for `2026-03-01 19:30:00+01`: microseconds are none or six digits. */
export function isoOf(text) {
  const offset = `${text.slice(-3)}:00`;
  const fraction = text.slice(19, -3);
  return `${text.slice(0, 10)}T${text.slice(11, 19)}${fraction && fraction.padEnd(7, "0")}${offset}`;
}

/** Open a pool whose sessions live in Brussels: PostgreSQL converts times faster than JavaScript does. */
export function openPool(connectionString) {
  pg.types.setTypeParser(TIMESTAMPTZ, isoOf);
  return new pg.Pool({ connectionString, max: 20, options: "-c TimeZone=Europe/Brussels" });
}
