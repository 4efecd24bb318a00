import { createRoot } from "react-dom/client";
import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import "./page.css";
import { fetcher } from "./fetcher.js";
import { leave, loadSession } from "./session.js";
import { forgetTabs, storage } from "./storage.js";
import { firstTab, loadPage } from "./tabs.js";

function showExamples() {
  forgetTabs();
  location.reload();
}

function Who({ session, signIn }) {
  if (session) {
    return (
      <p>
        Aangemeld als <b>{session.name}</b>
        {session.organisationCode && ` voor ${session.organisationCode}`}{" "}
        <button type="button" onClick={() => leave("/wissel")}>
          Wissel
        </button>{" "}
        <button type="button" onClick={() => leave("/afmelden")}>
          Meld af
        </button>
      </p>
    );
  }
  return (
    <p>
      {signIn && (
        <>
          <a href={signIn}>Meld je aan</a>, of plak
        </>
      )}
      {!signIn && "Plak"} een token in het tabblad <b lang="en">Headers</b>:{" "}
      <code>{'{"Authorization": "Bearer ..."}'}</code>
    </p>
  );
}

function Page({ tabs, first, session, signIn }) {
  return (
    <>
      <header>
        <Who session={session} signIn={signIn} />
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

const { tabs, signIn } = await loadPage();
const session = signIn ? await loadSession() : null;
createRoot(document.getElementById("graphiql")).render(
  <Page tabs={tabs} first={firstTab(tabs)} session={session} signIn={signIn} />,
);
