// Tests the reference page that the emulator serves at /docs in a browser.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";
import { chromium } from "playwright-core";

const { NIMBUS_ENDPOINT: origin, NIMBUS_TOKEN: token, PICTURE, CHROMIUM = "/usr/bin/chromium" } = process.env;
const METHODS = ["get", "put", "post", "patch", "delete"];

let browser, page, api;
/** What the page said and asked for, in one test. */
let said, asked;

before(async () => {
  api = await (await fetch(`${origin}/openapi.json`)).json();
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    // Without these, the browser itself looks for its maker's hosts.
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
});

after(() => browser?.close());

beforeEach(async () => {
  await page?.context().close();
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 } });
  page = await context.newPage();
  said = [];
  asked = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      said.push(message.text());
    }
  });
  page.on("pageerror", (error) => said.push(error.message));
  page.on("request", (request) => asked.push(request.url()));
  await context.route(
    (url) => url.protocol.startsWith("http") && url.origin !== origin,
    (route) => route.abort(),
  );
});

function operations() {
  const found = [];
  for (const path of Object.values(api.paths)) {
    for (const method of METHODS) {
      if (path[method]) {
        found.push(path[method]);
      }
    }
  }
  return found;
}

/** Follows every link of the sidebar and looks whether the operation is there to be read. */
async function readsEveryOperation() {
  assert.equal(operations().length, 20);
  for (const { operationId, summary, "x-retry": retry } of operations()) {
    await page.getByRole("link", { name: new RegExp(`^${summary}`) }).first().click();
    const section = page.locator("section").filter({ hasText: operationId }).last();
    await section.getByText(operationId, { exact: true }).waitFor();
    await section.getByRole("heading", { name: summary }).first().waitFor();
    await section.getByText(`retry: ${retry}`).waitFor();
    assert.ok(await section.getByText(operationId, { exact: true }).isVisible(), operationId);
  }
}

async function tries(summary) {
  await page.getByRole("link", { name: new RegExp(`^${summary}`) }).first().click();
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: summary }) });
  await section.last().getByRole("button", { name: "Test Request" }).click();
  return page.getByRole("dialog");
}

function isQuiet() {
  assert.deepEqual(said, []);
}

test("every operation can be read", async () => {
  await page.goto(`${origin}/docs`);
  await readsEveryOperation();
  isQuiet();
  assert.deepEqual(new Set(asked.map((url) => new URL(url).origin)), new Set([origin]));
  assert.equal(asked.length, 4, "the page, two scripts and the document");
});

test("a union shows its variants by the value that tells them apart", async () => {
  await page.goto(`${origin}/docs`);
  await page.getByRole("link", { name: /^Create a service definition/ }).first().click();
  const section = page.locator("section").filter({ hasText: "services_create" }).last();
  await section.getByRole("button", { name: "spec" }).first().click();
  await section.getByRole("button", { name: "One of" }).first().click();
  const { mapping } = api.components.schemas.ServiceBackendSpec.discriminator;
  for (const kind of Object.keys(mapping)) {
    await page.getByRole("option", { name: new RegExp(`^${kind}\\b`) }).first().waitFor();
  }
  isQuiet();
});

test("an operation can be tried with the emulator's token", async () => {
  await page.goto(`${origin}/docs`);
  const dialog = await tries("List the tenants");
  const [request] = await Promise.all([
    page.waitForRequest(`${origin}/api/tenants`),
    dialog.getByRole("button", { name: "Send" }).first().click(),
  ]);
  assert.equal(request.headers().authorization, `Bearer ${token}`);
  await dialog.getByText("200 OK").first().waitFor();
  isQuiet();
  assert.deepEqual(new Set(asked.map((url) => new URL(url).origin)), new Set([origin]));
});

test("an operation that writes can be tried with the example of the document", async () => {
  await page.goto(`${origin}/docs`);
  const dialog = await tries("Create a tenant");
  await dialog.getByRole("button", { name: "Send" }).first().click();
  await dialog.getByText("201 Created").first().waitFor();
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${origin}/api/tenants`, { headers });
  assert.deepEqual(await response.json(), { tenants: ["demo"] });
  isQuiet();
});

test("an operation is found with the keyboard alone", async () => {
  await page.goto(`${origin}/docs`);
  await page.getByRole("link", { name: /^Restart a service/ }).first().waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("restart a service");
  await page.getByRole("option", { name: /Restart a service/ }).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/#tag\/services\/POST\/.*\/restart$/);
  isQuiet();
});

test("the page's policy stops what would leave the machine", async () => {
  const elsewhere = createServer((_, response) => response.end("here")).listen(0, "127.0.0.1");
  await once(elsewhere, "listening");
  const url = `http://127.0.0.1:${elsewhere.address().port}/`;
  await page.goto(`${origin}/docs`);
  const outcome = await page.evaluate((url) => fetch(url).then(() => "sent", () => "stopped"), url);
  elsewhere.close();
  assert.equal(outcome, "stopped");
  assert.match(said.join("\n"), /Content Security Policy/);
});

test("a picture is taken when one is asked for", { skip: !PICTURE }, async () => {
  await page.goto(`${origin}/docs`);
  await page.getByRole("link", { name: /^Create a service definition/ }).first().click();
  await page.getByText("services_create", { exact: true }).waitFor();
  await page.waitForTimeout(1000);
  await page.screenshot({ path: PICTURE });
});
