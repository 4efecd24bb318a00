// Reads on PostGraphile: a schema of its own over the same tables, with the conditions of authorisation added to it.
import { createServer } from "node:http";

import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";

import { authorisation } from "./postgraphile/authorisation.mjs";
import { schemaPreset } from "./postgraphile/schema.mjs";
import { listening, opened } from "./reading/settings.mjs";

const { pool, viewerOf } = opened();

const instance = postgraphile({
  extends: [schemaPreset],
  plugins: [authorisation],
  pgServices: [makePgService({ pool, schemas: ["public"] })],
  grafserv: { graphqlPath: "/graphql", graphiql: false, websockets: false, watch: false },
  grafast: {
    context: async ({ node }) => ({ viewer: await viewerOf(node.req.headers.authorization) }),
  },
});

const server = createServer();
await instance.createServ(grafserv).addTo(server);
server.listen(0, "127.0.0.1", () => listening(server.address().port));
