// Reads on graphql-yoga: graphql-js behind node:http, with its caches of parsed and validated documents.
import { createServer } from "node:http";

import { createSchema, createYoga } from "graphql-yoga";

import { resolvers, typeDefs } from "./reading/schema.mjs";
import { listening, opened } from "./reading/settings.mjs";

const { pool, viewerOf } = opened();

const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers }),
  graphiql: false,
  landingPage: false,
  logging: false,
  context: async ({ request }) => ({ pool, viewer: await viewerOf(request.headers.get("authorization")) }),
});

const server = createServer(yoga);
server.listen(0, "127.0.0.1", () => listening(server.address().port));
