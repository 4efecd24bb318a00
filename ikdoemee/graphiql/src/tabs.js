import { storage } from "./storage.js";

const EMPTY = [{ query: "" }];

/** The examples of the API, as tabs, one empty tab when there are none; and where to sign in, if anywhere. */
export async function loadPage() {
  try {
    const response = await fetch("/graphiql/examples.json", { cache: "no-cache" });
    const { tabs, signIn } = await response.json();
    return { tabs: tabs.length > 0 ? tabs.map(toTab) : EMPTY, signIn };
  } catch {
    return { tabs: EMPTY, signIn: null };
  }
}

// GraphiQL names a tab after its operation, so the title goes into a comment.
function toTab({ title, query = "", variables = "", headers = "" }) {
  return { query: title ? `# ${title}\n${query}` : query, variables, headers };
}

/**
 * What the editors show first: GraphiQL restores the tabs of an earlier visit
 * by itself, but does not fill all editors from the tab that is in front.
 */
export function firstTab(tabs) {
  try {
    const earlier = JSON.parse(storage.getItem("graphiql:tabState"));
    return earlier.tabs[earlier.activeTabIndex] ?? tabs[0];
  } catch {
    return tabs[0]; // A first visit.
  }
}
