// An OpenID Connect provider that behaves like the access management: the certified `oidc-provider` of npm, with a
// choice of capacity at every sign-in. It listens on loopback, prints its address, and ends when its input does.
// Tests answer its questions by query, and change it through /control.
import { createServer } from "node:http";
import { generateKeyPair, exportJWK, importJWK, decodeJwt, SignJWT } from "jose";
import Provider, { interactionPolicy } from "oidc-provider";

const SCOPE = "agii_aanbodplatform";
const { Check, Prompt } = interactionPolicy;
const wanted = { publicUrl: "http://127.0.0.1:1", api: "urn:ikdoemee:api", tamper: null, publicKey: null, hidden: [] };
const chosen = new Map(); // grant -> the claims of the capacity
let key;
let serve;

async function newKey() {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), alg: "RS256", use: "sig" };
}

function build(issuer) {
  const policy = interactionPolicy.base();
  policy.remove("consent");
  const unanswered = (ctx) => (ctx.oidc.result?.capacity ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT);
  policy.add(new Prompt({ name: "capacity", requestable: false }, new Check("no_capacity", "choose", unanswered)));
  const ours = {
    redirect_uris: [`${wanted.publicUrl}/aanmelden/terug`],
    post_logout_redirect_uris: [`${wanted.publicUrl}/`, `${wanted.publicUrl}/aanmelden`],
    grant_types: ["authorization_code"],
    response_types: ["code"],
  };
  const proof = wanted.publicKey
    ? { token_endpoint_auth_method: "private_key_jwt", jwks: { keys: [wanted.publicKey] } }
    : { client_secret: "a secret of the tests" };
  const provider = new Provider(issuer, {
    scopes: ["openid", "profile", "rrn", "vo", SCOPE],
    claims: {
      openid: ["sub"],
      profile: ["given_name", "family_name"],
      rrn: ["rrn"],
      vo: ["vo_doelgroepcode", "vo_orgcode", "vo_orgnaam"],
      [SCOPE]: [`${SCOPE}_rol_3d`],
    },
    conformIdTokenClaims: false, // its default keeps these claims out of the id token
    acrValues: ["eid", "password"].map((means) => `urn:be:vlaanderen:authmech:${means}`),
    routes: {
      authorization: "/v1/auth",
      token: "/v1/token",
      jwks: "/v1/keys",
      userinfo: "/v1/userinfo",
      end_session: "/v1/logout",
      introspection: "/v1/introspect",
    },
    pkce: { required: () => true },
    cookies: { keys: ["of the tests"] },
    jwks: { keys: [key] },
    clients: [
      { client_id: "ikdoemee", ...ours, ...proof },
      {
        client_id: "app",
        token_endpoint_auth_method: "none",
        application_type: "native",
        redirect_uris: ["be.ikdoemee:/terug"],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    features: {
      devInteractions: { enabled: false },
      introspection: { enabled: true, allowedPolicy: () => true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = form;
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => [],
        getResourceServerInfo: (_ctx, resource) => ({
          scope: SCOPE,
          audience: resource.replace("/opaque", ""),
          accessTokenTTL: 300,
          ...(resource.endsWith("/opaque")
            ? { accessTokenFormat: "opaque" }
            : { accessTokenFormat: "jwt", jwt: { sign: { alg: "RS256" } } }),
        }),
      },
    },
    interactions: { policy, url: (_ctx, interaction) => `/op/interaction/${interaction.uid}` },
    async loadExistingGrant(ctx) {
      const { client, session, params, result } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(params.scope);
      for (const resource of [params.resource ?? []].flat()) grant.addResourceScope(resource, SCOPE);
      await grant.save();
      chosen.set(grant.jti, result?.capacity);
      return grant;
    },
    extraTokenClaims: (_ctx, token) => ({ ...person(token.accountId), ...chosen.get(token.grantId) }),
    async findAccount(_ctx, id, token) {
      return { accountId: id, claims: async () => ({ ...person(id), ...chosen.get(token?.grantId) }) };
    },
    expiresWithSession: () => false, // or a second sign-in of the same browser ends the first
    ttl: { Session: 600, Interaction: 600, Grant: 600, IdToken: 600, AccessToken: 600 },
  });
  const callback = provider.callback();
  return async (request, response) => {
    const url = new URL(request.url, issuer);
    const [, , , uid, answered] = url.pathname.split("/");
    if (!url.pathname.startsWith("/op/interaction/")) {
      request.originalUrl = request.url;
      request.url = request.url.slice("/op".length);
      if (wanted.tamper && url.pathname === "/op/v1/token") tamperWith(response);
      return callback(request, response);
    }
    const { prompt, params } = await provider.interactionDetails(request, response);
    if (!answered) return json(response, { uid, prompt: prompt.name, params });
    const given = Object.fromEntries(url.searchParams);
    if (given.error) return provider.interactionFinished(request, response, { error: given.error });
    const login = { accountId: given.person, acr: given.acr ?? "urn:be:vlaanderen:authmech:eid" };
    const result = { login, capacity: JSON.parse(given.capacity ?? "{}") };
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  };
}

function person(id) {
  return { given_name: id, family_name: "Test" };
}

/** Sends other claims in the id token than were agreed, well signed. */
function tamperWith(response) {
  const end = response.end.bind(response);
  response.end = async (body) => {
    const tokens = JSON.parse(body);
    const claims = { ...decodeJwt(tokens.id_token), ...wanted.tamper };
    const signing = new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: key.kid });
    const changed = JSON.stringify({ ...tokens, id_token: await signing.sign(await importJWK(key)) });
    response.setHeader("content-length", Buffer.byteLength(changed));
    end(changed);
  };
}

function json(response, body) {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
}

async function control(request, response, issuer) {
  let body = "";
  for await (const piece of request) body += piece;
  const { rotate, ...change } = JSON.parse(body);
  Object.assign(wanted, change);
  if (rotate) key = await newKey();
  if (rotate || change.publicUrl || "publicKey" in change) serve = build(issuer);
  json(response, {});
}

const server = createServer((request, response) => {
  const issuer = `http://127.0.0.1:${server.address().port}/op`;
  const answer = request.url === "/control" ? control(request, response, issuer) : serve(request, response);
  Promise.resolve(answer).catch((error) => {
    response.statusCode = 500;
    json(response, { error: String(error) });
  });
});
key = await newKey();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}/op`;
  serve = build(issuer);
  console.log(JSON.stringify({ issuer }));
});
process.stdin.resume().on("end", () => process.exit(0));
