// Who is asking: a bearer token is verified on each request, and the organisation in it looked up.
import { createPublicKey } from "node:crypto";

import { createVerifier } from "fast-jwt";
import { GraphQLError } from "graphql";

const OVO = /^OVO[0-9]{6,}$/;
const KBO = /^[0-9]{10}$/;
const ROLE = /^([^:-]+)(?:-[^:]+)?:(.+)$/;

/** A token that proves nothing; fastify and grafserv look at `statusCode`, yoga at the extension. */
class TokenRejected extends GraphQLError {
  statusCode = 401;

  constructor() {
    super("Dit is geen geldig token.", { extensions: { http: { status: 401 } } });
  }
}

/** Return a function from the Authorization header to `{ code, moderates }`; the key is imported once. */
export function identities(trusted) {
  const key = createPublicKey({ key: trusted.jwk, format: "jwk" }).export({ type: "spki", format: "pem" });
  const verify = createVerifier({
    key,
    algorithms: ["ES256"],
    allowedIss: trusted.issuer,
    allowedAud: trusted.audience,
    requiredClaims: ["sub", "exp"],
    clockTolerance: 30_000,
    cache: false,
  });
  const wanted = trusted.rightsClaim.toLowerCase();
  return (authorization) => {
    let claims;
    try {
      claims = verify((authorization ?? "").replace(/^Bearer /i, ""));
    } catch {
      throw new TokenRejected();
    }
    const code = organisationCode(claims.vo_orgcode ?? claims.vo_ovocode);
    const name = Object.keys(claims).find((each) => each.toLowerCase() === wanted);
    return { code, moderates: code !== null && hasRight([claims[name] ?? []].flat(), trusted.right, code) };
  };
}

function hasRight(roles, wanted, code) {
  return roles.some((role) => {
    const [, right, organisations] = ROLE.exec(role) ?? [];
    return right?.trim() === wanted && organisations.split(",").some((each) => organisationCode(each) === code);
  });
}

function organisationCode(text) {
  const code = (text ?? "").trim().toUpperCase().replaceAll(/[. ]/g, "");
  return OVO.test(code) || KBO.test(code) ? code : null;
}
