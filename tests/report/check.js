// Opens the reports that `cargo test` wrote in headless Chromium, and uses them as a reader would.
//
// usage: npm install --no-package-lock && node check.js ../../target/tmp [chromium]
//
// `report.html` is the export tests' fixture, whose articles try to be more than text; `report-large.html` has 10,000 claims.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [folder = "../../target/tmp", executablePath = "/usr/bin/chromium"] = process.argv.slice(2);
// How long to wait for what must come: more on a machine that does other work as well.
const PATIENCE = Number(process.env.PATIENCE_MS ?? 30_000);
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const address = (name) => pathToFileURL(resolve(folder, name)).href;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

// A page on which any message, error, dialog or request to a network fails the check.
async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  page.complaints = [];
  const complain = (complaint) => page.complaints.push(complaint);
  page.on("console", (message) => complain(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complain(`error: ${error.message}`));
  page.on("dialog", (dialog) => (complain(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("request", (request) => request.url().startsWith("file:") || complain(`request: ${request.url()}`));
  await page.goto(address(name), { waitUntil: "commit" });
  await page.waitForSelector("html[data-ready]");
  return page;
}

async function close(page) {
  assert.deepEqual(page.complaints, []);
  await page.context().close();
}

async function accessible(name, colorScheme, steps = async () => {}) {
  const page = await open(name, { colorScheme, bypassCSP: true });
  await steps(page);
  await page.addScriptTag({ path: AXE });
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  const told = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.html)
        .slice(0, 3)
        .join(" ")}`,
  );
  assert.deepEqual(told, [], `${name} in ${colorScheme}`);
  await close(page);
}

const checks = {
  async "hostile text shows as text"() {
    const page = await open("report.html");
    assert.equal(await page.locator("script").count(), 2);
    const row = page.locator("tr.row", { hasText: "</script><script>alert(1)</script>" });
    await row.getByRole("button").click();
    const sentence = page.locator("blockquote", { hasText: "<script>alert(1)</script>" }).first();
    await sentence.waitFor();
    assert.ok((await sentence.locator(".control").first().innerText()).includes("U+202E"));
    await sentence.locator("xpath=..").getByRole("link").first().click();
    assert.ok((await page.locator("#article .text").innerText()).includes("<script>alert(1)</script>"));
    await close(page);
  },

  async "the policy forbids scripts and markup from text"() {
    const page = await open("report.html");
    const made = await page.evaluate(() => {
      try {
        document.body.innerHTML = "<p>markup</p>";
        return "markup";
      } catch (error) {
        return error.name;
      }
    });
    assert.equal(made, "TypeError");
    await page.context().close();
  },

  async "10,000 claims load, filter and open"() {
    const started = performance.now();
    const page = await open("report-large.html");
    const loaded = await page.evaluate(() => performance.now());
    console.log(
      `  ready ${Math.round(loaded)} ms after navigation, ${Math.round(performance.now() - started)} ms in all`,
    );
    const count = page.locator("#count");
    await page.getByRole("combobox", { name: "Agreement" }).selectOption("disputed");
    assert.match(await count.innerText(), /^[\d,]+ findings of [\d,]+$/);
    assert.equal(await page.locator("tr.row .agreement:not(.disputed)").count(), 0);
    await page.getByRole("button", { name: "Clear" }).click();
    const all = await count.innerText();
    assert.match(all, /^[\d,]+ findings$/);
    await page.getByRole("searchbox").fill("Place 77");
    // The table waits until typing pauses: a row clicked before that would be gone with it.
    await page.waitForFunction((before) => document.querySelector("#count").innerText !== before, all);
    await page.locator("tr.row").first().getByRole("button").click();
    await page.locator("blockquote mark:visible").first().waitFor();
    await close(page);
  },

  async "sorting tells its direction"() {
    const page = await open("report.html");
    await page.getByRole("button", { name: "Figure" }).click();
    const header = page.getByRole("columnheader", { name: "Figure" });
    assert.equal(await header.getAttribute("aria-sort"), "descending");
    await page.keyboard.press("Enter");
    assert.equal(await header.getAttribute("aria-sort"), "ascending");
    await close(page);
  },

  async "the keyboard opens a finding, its article, and comes back"() {
    const page = await open("report.html");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator("tr.row button").first().focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("tr.row button").first().getAttribute("aria-expanded"), "true");
    await page.locator(".claims a").first().focus();
    await page.keyboard.press("Enter");
    await page.locator("#article .mark:focus").waitFor();
    await page.locator("#article .back a").focus();
    await page.keyboard.press("Enter");
    await page.locator("#overview:visible").waitFor();
    assert.equal(await page.locator("tr.row button").first().getAttribute("aria-expanded"), "true");
    await close(page);
  },

  async "arrow keys move among the dots of a plot"() {
    const page = await open("report-large.html");
    const dots = page.locator(".plot").first().locator("a.dot");
    await dots.first().focus();
    await page.keyboard.press("ArrowRight");
    assert.ok(await dots.nth(1).evaluate((dot) => dot === document.activeElement));
    await close(page);
  },

  async "nothing runs over the side of a narrow screen or of paper"() {
    for (const options of [
      { viewport: { width: 360, height: 800 } },
      { viewport: { width: 680, height: 900 }, print: true },
    ]) {
      const { print, ...context } = options;
      const page = await open("report.html", context);
      if (print) await page.emulateMedia({ media: "print" });
      await page.locator("tr.row button").first().click();
      const [wide, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= view, `${wide} of ${view}`);
      await close(page);
    }
  },

  async "axe finds nothing to mend"() {
    const opened = (page) => page.locator("tr.row button").first().click();
    const article = async (page) => {
      await opened(page);
      await page.locator(".claims a").first().click();
    };
    for (const scheme of ["light", "dark"]) {
      await accessible("report.html", scheme, opened);
      await accessible("report.html", scheme, article);
      await accessible("report-large.html", scheme);
    }
  },
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  // It reads every element of 10,000 claims, for minutes on a busy machine.
  if (process.env.WITHOUT_AXE && name.startsWith("axe")) {
    console.log(`left out  ${name}`);
    continue;
  }
  try {
    await check();
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}
await browser.close();
process.exitCode = failed ? 1 : 0;
