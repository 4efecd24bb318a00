// node graphiql.mjs '{"origin", "browser", "token", "screenshot"}'
// Uses GraphiQL as a person does, in a browser that reaches nothing but the server. Prints one line of JSON when it waits
// for something to happen elsewhere, and one with everything it saw at the end.
import { chromium } from "playwright-core";

const { origin, browser: executablePath, token, screenshot } = JSON.parse(process.argv[2]);

const QUERY = ".graphiql-query-editor .CodeMirror";
const HEADERS = ".graphiql-editor-tool .graphiql-editor:nth-child(2) .CodeMirror";
const RESPONSE = ".graphiql-response .CodeMirror";
const LIMIT = { timeout: 10_000 };

const browser = await chromium.launch({
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
page.setDefaultTimeout(LIMIT.timeout);

const problems = [];
const reached = new Set();
const ours = (url) => url.startsWith("data:") || [origin, origin.replace("http", "ws")].includes(new URL(url).origin);
const elsewhere = (url) => ours(url) || problems.push(`asked for ${url}`);
await context.route(
  (url) => !ours(url.href),
  (route) => route.abort(),
);
page.on("request", (request) => {
  reached.add(new URL(request.url()).pathname);
  elsewhere(request.url());
});
page.on("websocket", (socket) => {
  reached.add(`socket ${new URL(socket.url()).pathname}`);
  elsewhere(socket.url());
});
page.on("requestfailed", (request) => problems.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
page.on("response", (response) => response.status() >= 400 && problems.push(`${response.status()} ${response.url()}`));
page.on("pageerror", (error) => problems.push(`error: ${error}`));
page.on("console", (message) => {
  if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
});
await page.addInitScript(() => {
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    window.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
  );
});

const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const set = (selector, text) => page.locator(selector).evaluate((editor, value) => editor.CodeMirror.setValue(value), text);
const get = (selector) => page.locator(selector).evaluate((editor) => editor.CodeMirror.getValue());
const run = () => page.locator('button.graphiql-execute-button[aria-label^="Execute"]').click();
const tab = (name) => page.locator(".graphiql-tab-button", { hasText: name }).first().click();
const responseHas = (text) =>
  page.waitForFunction(
    ([selector, part]) => document.querySelector(selector)?.CodeMirror.getValue().includes(part),
    [RESPONSE, text],
    LIMIT,
  );

await page.goto(`${origin}/graphql`);
await page.waitForSelector(QUERY);
await page.waitForSelector('button.graphiql-execute-button[aria-label^="Execute"]');
const title = await page.title();
const tabs = await page.locator(".graphiql-tab-button").allInnerTexts();

// Without a token: what everybody may see.
await tab("FindMunicipality");
await run();
await responseHas('"nis": "44021"');
const municipalities = JSON.parse(await get(RESPONSE));

// With a token in the headers: live.
await tab("LiveMeldingen");
await page.locator(".graphiql-editor-tools").getByRole("button", { name: "Headers" }).click();
await set(HEADERS, JSON.stringify({ Authorization: `Bearer ${token}` }));
await run();
await responseHas("MeldingenUpToDate");
const upToDate = JSON.parse(await get(RESPONSE));
say({ waiting: "for a Melding" });
await responseHas("MeldingArrived");
const arrived = JSON.parse(await get(RESPONSE));
await page.screenshot({ path: screenshot });
await page.locator('button.graphiql-execute-button[aria-label^="Stop"]').click();
await page.waitForSelector('button.graphiql-execute-button[aria-label^="Execute"]');

// A reload writes everything that GraphiQL keeps.
await page.reload();
await page.waitForSelector(QUERY);
const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }));
const violations = await page.evaluate(() => window.violations);

await browser.close();
say({ title, tabs, municipalities, upToDate, arrived, stored, violations, problems, reached: [...reached].sort() });
