import { createRoot } from "react-dom/client";
import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import "./page.css";
import { fetcher } from "./fetcher.js";
import { forgetTabs, storage } from "./storage.js";
import { firstTab, loadTabs } from "./tabs.js";

function showExamples() {
  forgetTabs();
  location.reload();
}

function Page({ tabs, first }) {
  return (
    <>
      <header>
        <p>
          Plak een token in het tabblad <b lang="en">Headers</b>: <code>{'{"Authorization": "Bearer ..."}'}</code>
        </p>
        <button type="button" onClick={showExamples}>
          Toon de voorbeelden opnieuw
        </button>
      </header>
      {/* GraphiQL itself speaks English. */}
      <main lang="en">
        <GraphiQL
          fetcher={fetcher}
          storage={storage}
          defaultTabs={tabs}
          query={first.query ?? ""}
          variables={first.variables ?? ""}
          headers={first.headers ?? ""}
          defaultQuery=""
          defaultEditorToolsVisibility={true}
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
        />
      </main>
    </>
  );
}

const tabs = await loadTabs();
createRoot(document.getElementById("graphiql")).render(<Page tabs={tabs} first={firstTab(tabs)} />);
