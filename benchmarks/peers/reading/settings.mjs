// What a measurement tells a peer: where the database is, and whose tokens it trusts.
import { openPool } from "./database.mjs";
import { viewers } from "./viewers.mjs";

export const databaseUrl = process.env.IKDOEMEE_DATABASE_URL;
export const trusted = JSON.parse(process.env.BENCHMARK_TRUST);

/** Return the pool, and the function that finds out who is asking. */
export function opened() {
  const pool = openPool(databaseUrl);
  return { pool, viewerOf: viewers(pool, trusted) };
}

/** Say where the server is to be found, and end when told to. */
export function listening(port) {
  process.on("SIGTERM", () => process.exit(0));
  console.log(`running on http://127.0.0.1:${port}`);
}
