import { storage } from "./storage.js";

const EMPTY = [{ query: "" }];

/** The examples of the API, as tabs; one empty tab when there are none. */
export async function loadTabs() {
  try {
    const response = await fetch("/graphiql/examples.json", { cache: "no-cache" });
    const { tabs } = await response.json();
    return tabs.length > 0 ? tabs.map(toTab) : EMPTY;
  } catch {
    return EMPTY;
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
