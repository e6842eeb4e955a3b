// What the checks of pages share: a browser, and what is expected of every page in it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let checks = 0, failures = 0;

export function expect(what, ok, found = "") {
  checks++;
  if (ok) return;
  failures++;
  console.log(`not so: ${what} ${found}`);
}

// becomes expects what a page shows a moment after it was told to: where a link leads, what a key
// opens. A busy machine takes its time for that.
export async function becomes(what, page, condition, argument) {
  const met = await page.waitForFunction(condition, argument, { timeout: 30000 }).then(() => true, () => false);
  expect(what, met);
}

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

// open opens a page, at a place in it, and fails on any request beyond it and the style sheet that it may
// have beside it, and on any error. What is to be done before it is opened gets the empty page.
export async function open(file, options, hash = "", before = async () => {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  await before(page);
  const address = pathToFileURL(resolve(file)).href;
  page.on("request", request => {
    const url = request.url().split("#")[0];
    if (!/^(data|blob):/.test(url)) expect(`${file} asks for nothing else`, [address, new URL("style.css", address).href].includes(url), url);
  });
  page.on("console", message => expect(`${file} writes no ${message.type()}`, !["error", "warning"].includes(message.type()), message.text()));
  page.on("pageerror", error => expect(`the script of ${file} runs`, false, error));
  await page.goto(address + hash);
  const lettered = () => page.evaluate(() => [...document.fonts].some(font => font.status === "loaded"));
  for (let tries = 0; tries < 600 && !await lettered(); tries++) await page.waitForTimeout(50);
  await page.evaluate(() => document.fonts.ready);
  expect(`${file} has its own letters`, await lettered());
  return page;
}

// violations lists what axe-core finds. The shade at the edge of a table is taken
// away, since axe-core cannot measure contrast on it. A style sheet beside the page it would
// fetch, which the page's policy forbids.
export async function violations(page) {
  await page.evaluate(() => document.querySelectorAll(".table").forEach(table => table.style.setProperty("background", "none", "important")));
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"], preload: !document.querySelector("link[rel=stylesheet]") }));
  return found.violations.map(v => `${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 200)}`);
}

export async function accessible(what, page) {
  const found = await violations(page);
  expect(`axe-core finds nothing in ${what}`, found.length === 0, found.join("\n  "));
}

export async function fits(what, page) {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(`${what} does not scroll sideways`, beyond <= 0, `${beyond} px`);
}

// tabTo presses Tab until an element has the focus, which must always be seen.
export async function tabTo(file, page, selector) {
  for (let stop = 0; stop < 5000; stop++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(wanted => {
      const e = document.activeElement, box = e.getBoundingClientRect();
      const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      return { there: e.matches(wanted), end: e === document.body, seen, html: e.outerHTML.slice(0, 120) };
    }, selector);
    if (at.end) break;
    if (!at.seen) expect(`the focus is in view in ${file}`, false, at.html);
    if (at.there) return true;
  }
  return false;
}

// A field without a name must be found, or the checks saw nothing.
export async function finish(page) {
  await page.evaluate(() => document.querySelector("main").append(document.createElement("input")));
  expect("axe-core finds a fault that is there", (await violations(page)).some(v => v.startsWith("label ")));
  await browser.close();
  console.log(`pages: ${checks - failures} checks passed, ${failures} failed`);
  process.exitCode = failures > 0 || checks === 0 ? 1 : 0;
}
