// Reads on Mercurius: fastify, and each document compiled by graphql-jit from its second request on.
import Fastify from "fastify";
import mercurius from "mercurius";

import { resolvers, typeDefs } from "./reading/schema.mjs";
import { listening, opened } from "./reading/settings.mjs";

const { pool, viewerOf } = opened();
const app = Fastify();

app.register(mercurius, {
  schema: typeDefs,
  resolvers,
  jit: 1,
  graphiql: false,
  context: async (request) => ({ pool, viewer: await viewerOf(request.headers.authorization) }),
});

await app.listen({ host: "127.0.0.1", port: 0 });
listening(app.server.address().port);
