// The viewer of a request: for which organisation, and which territory is theirs to moderate.
import { identities } from "./tokens.mjs";
import { who } from "./statements.mjs";

/** Return a function from the Authorization header to the viewer. */
export function viewers(pool, trusted) {
  const identityOf = identities(trusted);
  return async (authorization) => {
    const { code, moderates } = identityOf(authorization);
    const { rows } = await pool.query({ ...who, values: [code] });
    const [found] = rows;
    const here = found?.kind === "MUNICIPALITY" && moderates;
    return {
      acting: found?.id ?? null,
      territory: here ? found.municipality : null,
      territoryName: here ? found.name : null,
    };
  };
}
