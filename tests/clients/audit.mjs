// node audit.mjs '{"url": ...}': runs the audits of graphql-http and prints each outcome.
import { auditServer } from "graphql-http";

const { url } = JSON.parse(process.argv[2]);
const results = await auditServer({ url });
const outcomes = results.map(({ id, name, status, reason }) => ({ id, name, status, reason }));
process.stdout.write(JSON.stringify(outcomes));
