// node follow.mjs '{"transport": "ws" | "sse", "url", "token", "query", "variables"}'
// Follows Meldingen with the client that others use, one line of JSON per thing that happens. It reconnects by itself,
// each time from the last cursor it saw, and ends when its input does.
import { createClient as createSseClient } from "graphql-sse";
import { createClient as createWsClient } from "graphql-ws";
import { setTimeout as delay } from "node:timers/promises";
import WebSocket from "ws";

const { transport, url, token, query, variables } = JSON.parse(process.argv[2]);
const authorization = `Bearer ${token}`;

function say(event, payload = null) {
  const at = performance.timeOrigin + performance.now();
  process.stdout.write(`${JSON.stringify({ event, at, payload })}\n`);
}

const on = {
  connecting: (retrying) => retrying && say("retrying"),
  connected: () => say("connected"),
};

const clients = {
  ws: () =>
    createWsClient({
      url: url.replace("http://", "ws://"),
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
      retryAttempts: Infinity,
      retryWait: () => delay(50),
      shouldRetry: () => true,
      on,
    }),
  sse: () =>
    createSseClient({
      url,
      headers: { authorization },
      retryAttempts: Infinity,
      retry: () => delay(50),
      on,
    }),
};

const client = clients[transport]();
// Both clients send this very object again when they reconnect.
const request = { query, variables: { ...variables } };

client.subscribe(request, {
  next: (result) => {
    const cursor = result.data?.meldingen?.cursor;
    if (cursor) request.variables.after = cursor;
    say("next", result);
  },
  error: (error) => say("error", String(error?.reason ?? error?.message ?? JSON.stringify(error))),
  complete: () => say("complete"),
});

process.stdin.resume();
process.stdin.on("end", async () => {
  await client.dispose();
  process.exit(0);
});
