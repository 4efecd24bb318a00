import { getOperationAST, parse } from "graphql";
import { createClient } from "graphql-ws";
import { csrfHeader, loadSession, signedIn } from "./session.js";

const httpUrl = new URL("/graphql", location.href);
const wsUrl = new URL("/graphql", location.href);
wsUrl.protocol = location.protocol === "https:" ? "wss:" : "ws:";

/** What GraphiQL calls to run anything: its own introspection and the reader's operations. */
export function fetcher(request, { headers: written = {} } = {}) {
  const headers = signedIn() ? withoutRoom(written) : written;
  const operation = findOperation(request);
  if (!operation) return post(request, headers);
  // GraphiQL learns the operation's name a moment after the text changed. Who
  // pastes and runs at once would otherwise send the name of the previous one.
  const named = { ...request, operationName: operation.name?.value };
  return operation.operation === "subscription" ? subscribe(named, headers) : post(named, headers);
}

function findOperation({ query, operationName }) {
  try {
    const document = parse(query);
    return getOperationAST(document, operationName) ?? getOperationAST(document);
  } catch {
    return null; // A syntax error: the server explains it better than we can.
  }
}

/** The examples leave room for a token; who is signed in with a session needs none. */
function withoutRoom(headers) {
  const filled = ([name, value]) => name.toLowerCase() !== "authorization" || !/^\s*bearer\s*$/i.test(value);
  return Object.fromEntries(Object.entries(headers).filter(filled));
}

async function post(request, headers) {
  let { status, answer } = await send(request, headers);
  // The session began anew in another tab.
  if (status === 403 && answer?.errors?.[0]?.extensions?.code === "CSRF_TOKEN_REQUIRED") {
    await loadSession();
    ({ status, answer } = await send(request, headers));
  }
  return answer ?? { errors: [{ message: `De server antwoordde met status ${status}, zonder JSON.` }] };
}

async function send(request, headers) {
  const response = await fetch(httpUrl, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/graphql-response+json, application/json",
      ...csrfHeader(),
      ...headers,
    },
    body: JSON.stringify(request),
  });
  return { status: response.status, answer: await response.json().catch(() => null) };
}

/**
 * Every subscription gets a client, and so a connection, of its own: the token
 * in connection_init is then always the one in the headers editor right now.
 * The client is lazy: it closes the connection when the subscription ends.
 */
function subscribe(request, headers) {
  return {
    subscribe(sink) {
      const client = createClient({
        url: wsUrl.href,
        lazy: true,
        // A silent reconnect would hide the events missed in between.
        retryAttempts: 0,
        connectionParams: authorization(headers),
      });
      const unsubscribe = client.subscribe(request, {
        next: (result) => sink.next(result),
        error: (error) => sink.error(readable(error)),
        complete: () => sink.complete(),
      });
      return { unsubscribe };
    },
  };
}

function authorization(headers) {
  const name = Object.keys(headers).find((key) => key.toLowerCase() === "authorization");
  return name && { authorization: headers[name] };
}

/** A CloseEvent has no properties of its own, so GraphiQL would show it as almost nothing. */
function readable(error) {
  if (Array.isArray(error)) return error; // GraphQL errors
  if (error instanceof CloseEvent) {
    return { message: `De verbinding is gesloten (${error.code}${error.reason && `: ${error.reason}`}).` };
  }
  return { message: error?.message || "De verbinding met de server is mislukt." };
}
