// node sign-in.mjs '{"origin", "browser", "width", "folder"}'
// Signs in as a person does, with the keyboard, in a browser that reaches nothing but the server; then switches and signs
// out in GraphiQL. Prints one line of JSON with everything it saw, and leaves pictures in `folder` when there is one.
import { chromium } from "playwright-core";

const { origin, browser: executablePath, width, folder } = JSON.parse(process.argv[2]);

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
const context = await browser.newContext({ viewport: { width, height: 800 } });
const page = await context.newPage();
page.setDefaultTimeout(10_000);

const problems = [];
const violations = [];
const pages = [];
const ours = (url) => url.startsWith("data:") || new URL(url).origin === origin;
await context.route(
  (url) => !ours(url.href),
  (route) => route.abort(),
);
page.on("request", (request) => ours(request.url()) || problems.push(`asked for ${request.url()}`));
page.on("requestfailed", (request) => problems.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
page.on("response", (response) => response.status() >= 400 && problems.push(`${response.status()} ${response.url()}`));
page.on("pageerror", (error) => problems.push(`error: ${error}`));
page.on("console", (message) => {
  if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
});
await context.exposeFunction("violated", (what) => violations.push(what));
await context.addInitScript(() => {
  document.addEventListener("securitypolicyviolation", (event) =>
    window.violated(`${event.violatedDirective} ${event.blockedURI}`),
  );
});

const arrived = async (heading) => {
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  pages.push({
    title: await page.title(),
    language: await page.locator("html").getAttribute("lang"),
    tooWide: await page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
    landmarks: await page.getByRole("main").count(),
  });
  if (folder) await page.screenshot({ path: `${folder}/${width}-${pages.length}.png` });
};
// As somebody who has no mouse: forward until it is reached, and Enter.
const choose = async (label) => {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((text) => document.activeElement?.innerText.split("\n").includes(text), label)) {
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      if (outline === "none") problems.push(`nothing shows that ${label} is focused`);
      await page.keyboard.press("Enter");
      return;
    }
  }
  throw new Error(`${label} cannot be reached with the keyboard`);
};
const who = () => page.locator("header p").innerText();
const signedInAs = (organisation) => page.getByText(`voor ${organisation}`).waitFor();

await page.goto(`${origin}/aanmelden`);
await arrived("Aanmelden");
await choose("itsme®");
await arrived("Kies een verzonnen persoon");
await choose("Mo Derator");
await arrived("SELECTEER NAMENS WIE JE WIL AANMELDEN");
await choose("Stad Gent");
await signedInAs("OVO002067");
const first = await who();

await page.locator(".graphiql-tab-button", { hasText: "Viewer" }).first().click();
await page.locator('button.graphiql-execute-button[aria-label^="Execute"]').click();
await page.waitForFunction(() =>
  document.querySelector(".graphiql-response .CodeMirror")?.CodeMirror.getValue().includes("Mo Derator"),
);
if (folder) await page.screenshot({ path: `${folder}/${width}-graphiql.png` });

await page.getByRole("button", { name: "Wissel" }).click();
await arrived("SELECTEER NAMENS WIE JE WIL AANMELDEN");
await choose("OCMW Gent");
await signedInAs("OVO002633");
const second = await who();

await page.getByRole("button", { name: "Meld af" }).click();
await page.getByRole("link", { name: "Meld je aan" }).click();
await arrived("Aanmelden");

await browser.close();
process.stdout.write(`${JSON.stringify({ pages, first, second, problems, violations })}\n`);
