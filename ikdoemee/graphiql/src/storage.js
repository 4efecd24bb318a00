// GraphiQL leaves the headers out of the tabs it stores, but not out of its
// history. Headers hold tokens, so they are taken out here as well.
const HISTORY = ["graphiql:queries", "graphiql:favorites"];

function withoutHeaders(json) {
  return JSON.stringify(JSON.parse(json, (key, value) => (key === "headers" ? undefined : value)));
}

export const storage = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, value) => localStorage.setItem(key, HISTORY.includes(key) ? withoutHeaders(value) : value),
  removeItem: (key) => localStorage.removeItem(key),
  clear: () => ours().forEach((key) => localStorage.removeItem(key)),
  get length() {
    return ours().length;
  },
};

function ours() {
  return Object.keys(localStorage).filter((key) => key.startsWith("graphiql:"));
}

/** Forget the tabs of earlier visits; history, theme and layout stay. */
export function forgetTabs() {
  for (const name of ["tabState", "query", "variables", "operationName"]) {
    localStorage.removeItem(`graphiql:${name}`);
  }
}
