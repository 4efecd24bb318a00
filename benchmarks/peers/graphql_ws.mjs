// The same subscription on Node: graphql-ws on ws, the same schema and document, one Melding handed to everybody.
// Without a database and without checking who asks: what is left is what GraphQL and the sockets cost there.
// Argument: the file with the schema.
import { readFileSync } from "node:fs";
import http from "node:http";

import { buildSchema } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";

const [schemaFile] = process.argv.slice(2);
const schema = buildSchema(readFileSync(schemaFile, "utf8"));
const waiting = new Set();
const cursor = (sequence) => Buffer.from(`m1:44021:0123456789abcdef:${sequence}`).toString("base64url");
let sequence = 0;

async function* meldingen() {
  yield { meldingen: { __typename: "MeldingenUpToDate", cursor: cursor(sequence) } };
  while (true) {
    yield await new Promise((resolve) => waiting.add(resolve));
  }
}

schema.getSubscriptionType().getFields().meldingen.subscribe = () => meldingen();

function arrived() {
  sequence += 1;
  const id = Buffer.from(`Melding:8f2f0f4e-7c1b-4a52-9d2e-${String(sequence).padStart(12, "0")}`).toString("base64url");
  const melding = {
    __typename: "Melding",
    id,
    kind: "ACTIVITY_PUBLISHED",
    text: "Een activiteit werd gepubliceerd",
    at: new Date().toISOString(),
    read: false,
    count: 1,
    territory: { id: "VGVycml0b3J5OjQ0MDIx", name: "Gent" },
    activity: {
      id: "QWN0aXZpdHk6OGYyZjBmNGUtN2MxYi00YTUyLTlkMmUtMDAwMDAwMDAwMDAw",
      title: "Conversatietafel voor anderstaligen in de bibliotheek",
      status: "PUBLISHED",
    },
    organisation: { id: "T3JnYW5pc2F0aW9uOjhmMmYwZjRlLTdjMWItNGE1Mi05ZDJlLTAwMDAwMDAwMDAwMA", name: "Stad Gent" },
  };
  return { meldingen: { __typename: "MeldingArrived", cursor: cursor(sequence), melding } };
}

const server = http.createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    const event = arrived();
    const told = [...waiting];
    waiting.clear();
    for (const resolve of told) resolve(event);
    const body = '{"data":{"publishActivity":{"__typename":"ActivityPublished"}}}';
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
    response.end(body);
  });
});

const sockets = new WebSocketServer({ server, path: "/graphql", perMessageDeflate: false });
useServer({ schema }, sockets);

process.on("SIGTERM", () => process.exit(0));

server.listen(0, "127.0.0.1", () => console.log(`running on http://127.0.0.1:${server.address().port}`));
