// Checks the explorer page as its readers use it:
//
//	node .ci/pages/explore.mjs report/explore.html .build/explore-page
//
// Text is pasted, areas are picked, a file is dropped, a sentence and an address are
// copied; all panels are looked at with axe-core, used by keyboard alone, and given what
// is made to break them. A thousand answers of the page are compared with those of the
// command. The times are printed, and must be within ten times what is aimed at, since
// a machine may be busy. With the name of a picture as third argument it only takes that,
// for README.md.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessible, becomes, browser, expect, finish, fits, open, tabTo } from "./chromium.mjs";
import { fullSize, small } from "./workbook.mjs";

const table = "data/releases/offences-2026-04-23.csv";
const [file, command, picture] = process.argv.slice(2);
const ready = page => page.waitForFunction(() => ["ready", "broken"].includes(document.body.dataset.state), null, { timeout: 60000 });
const panel = name => `[data-panel="${name}"]`;
const answered = (page, name) => page.waitForFunction(n => document.querySelector(n).getAttribute("aria-busy") !== "true", panel(name), { timeout: 120000 });
const words = (page, selector) => page.locator(selector).first().textContent();
const begun = (page, name) => page.evaluate(n => document.querySelector(n).setAttribute("aria-busy", "true"), panel(name));
// The address changes at once, and the page a moment later: what is dropped in between falls on the panel before.
const turn = async (page, name, title) => {
  await page.locator(".panels a", { hasText: title }).click();
  await page.locator(panel(name)).waitFor();
  await answered(page, name);
};
const press = async (page, name, selector) => {
  await begun(page, name);
  await page.locator(`${panel(name)} ${selector}`).first().click();
  await answered(page, name);
};
const within = (what, took, aim, most, unit = "ms") => {
  console.log(`${what}: ${Math.round(took)} ${unit}, aim ${aim}`);
  expect(`${what} takes less than ${most} ${unit}`, took < most, took);
};

const article = `Grooming crimes recorded by Kent Police rise

Grooming offences recorded by Kent Police rose from 34 in 2016/17 to 220 in 2017/18, a rise of 547%, Home Office figures show.

Across England and Wales the police recorded 7,140 offences in 2024/25, against 5,879 in 2018/19. A spokesman, 41, said on 3 May that 1,900 pupils took part.`;

async function times() {
  // A new window keeps both cores busy for a second or two. The question is asked as soon as the page is read.
  const page = await open(file, {}, "", async page => {
    await page.waitForTimeout(2500);
    await page.addInitScript(() => addEventListener("DOMContentLoaded", async () => {
      if (typeof ask !== "function") return;
      await ask({ ask: "check", fields: { text: "Police in Kent recorded 289 grooming offences in 2024/25." } });
      globalThis.first = performance.now();
    }));
  });
  const first = await (await page.waitForFunction(() => globalThis.first, null, { timeout: 60000 })).jsonValue();
  within("the first answer after opening", first, 1000, 10000);
  const took = (question, times) => page.evaluate(async ([question, times]) => {
    const list = [];
    for (let i = 0; i < times; i++) {
      const began = performance.now();
      await ask(question);
      list.push(performance.now() - began);
    }
    return list.sort((a, b) => a - b)[Math.floor(times / 2)];
  }, [question, times]);
  within("a comparison", await took({ ask: "compare", fields: { area: "Kent + Essex" } }, 15), 50, 500);
  within("an article", await took({ ask: "check", fields: { text: Array(12).fill(article).join("\n\n") } }, 7), 200, 2000);
  await page.context().close();
}

async function check(page) {
  await begun(page, "check");
  await page.setInputFiles("#check-file", "report/explore/page.png");
  await answered(page, "check");
  const refused = await words(page, `${panel("check")} .error`);
  expect("a picture is refused by its name", refused.startsWith("page.png: is a PNG picture"), refused);
  await page.fill("#check-text", article);
  await press(page, "check", "button[type=submit]");
  expect("a text takes the place of the file before it", await page.locator(`${panel("check")} .error`).isHidden());
  const marks = await page.locator(".text mark").allTextContents();
  for (const number of ["34", "220", "547%", "7,140", "5,879", "41", "1,900"]) expect(`${number} is marked`, marks.some(mark => mark.startsWith(number)), marks);
  expect("a rise across the change of definition is said to be not like for like", (await words(page, ".text a.v2")) === "not like for like");
  const note = page.locator(".notes details").filter({ hasText: "547%" });
  expect("the note on it is open", await note.evaluate(e => e.open));
  expect("the text stands before what its marks mean", await page.evaluate(() => byId("t1").compareDocumentPosition(byId("found")) === Node.DOCUMENT_POSITION_FOLLOWING));
  await note.locator("button").click();
  await note.locator("[role=status]").filter({ hasText: "Copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect("the fair sentence is copied", copied === (await note.locator(".fair").textContent()) && copied.includes("not comparable"), copied);
  for (const form of ["html", "csv"]) {
    const saved = page.waitForEvent("download");
    await page.locator(`${panel("check")} [data-save=${form}]`).click();
    const content = readFileSync(await (await saved).path(), "utf8");
    expect(`the marked text is saved as ${form}`, content.includes("547%") && content.includes("not comparable"), content.slice(0, 200));
  }
  await begun(page, "compare");
  await note.locator("dd a").click();
  await page.locator(panel("compare")).waitFor();
  await answered(page, "compare");
  const there = await words(page, `${panel("compare")} .fair`);
  expect("a number that was checked leads to its comparison", there.startsWith("Police in Kent ") && there.includes("not comparable"), there);
}

async function compare(page) {
  await turn(page, "compare", "Compare");
  await page.fill("#compare-area", "Surrey");
  await begun(page, "compare");
  await page.press("#compare-area", "Enter");
  await answered(page, "compare");
  expect("Enter asks for the area that was typed", (await words(page, `${panel("compare")} .fair`)).startsWith("Police in Surrey "), await words(page, `${panel("compare")} .fair`));
  await page.fill("#compare-area", "Hogwarts");
  await press(page, "compare", "button[type=submit]");
  expect("no earlier answer stays under a refusal", (await words(page, `${panel("compare")} .error`)).includes("Hogwarts") && (await words(page, `${panel("compare")} [data-part=answer]`)) === "");
  await page.fill("#compare-area", "Kent; Essex");
  await press(page, "compare", "button[type=submit]");
  expect("areas side by side begin with the ratio of their ratios", (await words(page, `${panel("compare")} [data-part=answer] > section`)).includes(" times that in Essex"));
  await page.selectOption("#compare-pick", "Kent");
  await press(page, "compare", "button[value=only]");
  await page.selectOption("#compare-pick", "Essex");
  await press(page, "compare", "button[value=join]");
  expect("Kent and Essex are added up", (await page.inputValue("#compare-area")) === "Essex + Kent", await page.inputValue("#compare-area"));
  for (const [field, value] of [["later-from", "2017-04"], ["later-to", "2018-01"], ["earlier-from", "2016-04"], ["earlier-to", "2017-01"]]) {
    await begun(page, "compare");
    await page.evaluate(([field, value]) => { document.getElementById("compare-" + field).value = value; }, [field, value]);
  }
  await press(page, "compare", "button[type=submit]:not([name])");
  const sentence = await words(page, `${panel("compare")} .fair`);
  expect("a comparison across April 2017 says that it is not comparable", /292 .*69 .*not comparable: the code widened in April 2017/.test(sentence), sentence);
  expect("no percentage is given across April 2017", !(await words(page, ".reading")).includes("per cent ("));
  await page.locator(`${panel("compare")} [data-link]`).click();
  await page.locator(`${panel("compare")} .does [role=status]`, { hasText: "Copied" }).waitFor();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  const other = await open(file, {}, "#" + address.split("#")[1]);
  await ready(other);
  await answered(other, "compare");
  const shown = p => p.evaluate(() => {
    const copy = part(panelOf("compare"), "answer").cloneNode(true);
    copy.querySelectorAll("[role=status]").forEach(status => status.replaceChildren());
    return copy.innerHTML;
  });
  expect("a copied address opens the same answer", (await shown(other)) === (await shown(page)));
  await other.context().close();
  for (const [form, holds] of [["csv", "essex-kent.rate-ratio.chosen"], ["svg", "</svg>"]]) {
    const saved = page.waitForEvent("download");
    await page.locator(`${panel("compare")} [data-save=${form}]`).click();
    expect(`the comparison is saved as ${form}`, readFileSync(await (await saved).path(), "utf8").includes(holds));
  }
}

// A choice stays when another panel was looked at, and Back brings it back. An address holds no
// more than what is shown.
async function stays() {
  const page = await open(file, { viewport: { width: 320, height: 640 }, permissions: ["clipboard-read", "clipboard-write"] });
  await ready(page);
  await turn(page, "compare", "Compare");
  await page.fill("#compare-area", "Kent");
  await press(page, "compare", "button[type=submit]:not([name])");
  expect("an answer comes into view on a phone", await page.evaluate(() => part(panelOf("compare"), "answer").getBoundingClientRect().top < innerHeight / 2));
  const kent = await page.evaluate(() => location.hash);
  await turn(page, "trace", "Trace");
  await turn(page, "compare", "Compare");
  await page.waitForFunction(hash => location.hash === hash, kent);
  expect("a choice stays when another panel was looked at", (await words(page, `${panel("compare")} .fair`)).startsWith("Police in Kent "));
  await page.evaluate(() => { location.hash = "main"; });
  await page.locator(`${panel("compare")} [data-link]`).click();
  await page.locator(`${panel("compare")} .does [role=status]`, { hasText: "Copied" }).waitFor();
  expect("the link that is copied is that of the choice", (await page.evaluate(() => navigator.clipboard.readText())).endsWith(kent));
  let saves = 0;
  page.on("download", () => { saves++; });
  await begun(page, "compare");
  await page.evaluate(hash => { location.hash = hash; }, kent.replace("Kent", "Essex") + "&save=csv");
  await answered(page, "compare");
  expect("an address shows, and saves nothing", saves === 0 && (await words(page, `${panel("compare")} .fair`)).startsWith("Police in Essex "));
  const middle = selector => page.evaluate(selector => { const chart = document.querySelector(selector); return [chart.scrollLeft, chart.scrollWidth - chart.clientWidth]; }, selector);
  const [latest] = await middle(".drawing");
  await begun(page, "compare");
  await page.evaluate(() => { location.hash = "#compare?area=Kent&later-from=2017-04&later-to=2018-01&earlier-from=2016-04&earlier-to=2017-01"; });
  await answered(page, "compare");
  const [at, most] = await middle(".drawing");
  expect("a narrow chart shows the periods that are compared", latest > 0.9 * most && at > 0.1 * most && at < 0.5 * most, [latest, at, most]);
  await page.context().close();
}

// Both ends of two periods are changed one after the other: the answer before stays until the choice
// is whole. Back leads through the choices that were asked for and answered, and through no field on
// the way to one; another visit of the same panel is no step.
async function steps() {
  const page = await open(file, { viewport: { width: 390, height: 844 } }, "#compare");
  await ready(page);
  await answered(page, "compare");
  const sentence = () => words(page, `${panel("compare")} .fair`), waits = () => page.locator(`${panel("compare")} .wait`).isVisible();
  await page.fill("#compare-area", "Kent");
  await press(page, "compare", "button[type=submit]:not([name])");
  const kent = [await sentence(), await page.evaluate(() => location.hash)];
  const choose = async (field, value) => {
    await begun(page, "compare");
    await page.selectOption("#compare-" + field, value);
    await answered(page, "compare");
  };
  for (const [field, value] of [["later-from", "2017-04"], ["later-to", "2018-01"], ["earlier-from", "2016-04"]]) {
    await choose(field, value);
    const now = [await sentence(), await page.evaluate(() => location.hash)];
    expect(`${field} changed first leaves the answer before`, now.join() === kent.join() && await waits() && (await page.inputValue("#compare-" + field)) === value, now);
  }
  await choose("earlier-to", "2017-01");
  const across = await sentence();
  expect("the last field makes the choice whole", across.includes("167 offences") && across.includes("34 in 2016/17") && !(await waits()), across);
  await choose("earlier-from", "2015-04");
  await choose("earlier-from", "2016-04");
  await page.locator(".panels a", { hasText: "Compare" }).click();
  await page.selectOption("#compare-pick", "Essex");
  await press(page, "compare", "button[value=only]");
  const essex = await sentence();
  await turn(page, "trace", "Trace");
  const go = async by => {
    await begun(page, "compare");
    await page.evaluate(by => history.go(by), by);
    await page.locator(panel("compare")).waitFor();
    await answered(page, "compare");
    return sentence();
  };
  for (const [by, want] of [[-1, essex], [-1, across], [-1, kent[0]], [-1, "Police in England and Wales"], [2, across], [1, essex]]) {
    const got = await go(by);
    expect(`${by} in the history leads to the choice there`, got.startsWith(want), got);
  }
  expect("the fields are those of the choice", (await page.inputValue("#compare-area")) === "Essex" && (await page.inputValue("#compare-later-from")) === "2017-04");
  await begun(page, "compare");
  await page.evaluate(() => { location.hash = "#compare?area=Hogwarts&later-from=2019-04"; });
  await answered(page, "compare");
  const form = await page.evaluate(() => ["compare-area", "compare-later-from"].map(id => byId(id).value).join());
  expect("an address that is refused fills the form with what it says", form === "Hogwarts,2019-04" && (await words(page, `${panel("compare")} .error`)).includes("Hogwarts"), form);
  await page.context().close();
}

// What is dropped in the wrong place or form ends in a line.
async function dropped(page) {
  const fall = (selector, files) => page.evaluate(([selector, files]) => {
    const carried = new DataTransfer();
    for (const [name, content] of files) carried.items.add(new File([content], name));
    document.querySelector(selector).dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
  }, [selector, files]);
  const text = "Police in Kent recorded 289 grooming offences in 2024/25.";
  await turn(page, "compare", "Compare");
  await begun(page, "check");
  await fall("header", [["a.txt", text]]);
  await page.locator(panel("check")).waitFor();
  await answered(page, "check");
  expect("a text that is dropped on another panel is checked", (await words(page, ".text a.v0")) === "right");
  await begun(page, "check");
  await fall("#check-text", [["a.txt", text], ["b.txt", text]]);
  await answered(page, "check");
  expect("two files are not taken for one", (await words(page, `${panel("check")} .error`)).includes("one at a time"));
  await page.evaluate(async () => {
    const folder = new File([], "folder");
    folder.arrayBuffer = () => Promise.reject(new DOMException("", "NotReadableError"));
    await put(panelOf("check"), { ask: "check", fields: {}, file: folder.name }, folder);
  });
  const line = await words(page, `${panel("check")} .error`);
  expect("a folder is refused in a line", line.startsWith("folder: cannot be read") && (await page.getAttribute(panel("check"), "aria-busy")) === "false", line);
}

// What is typed before the engine has begun stays, and what is asked is answered.
async function early() {
  const page = await open(file, {}, "#compare");
  await page.context().addInitScript(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, files) {
      if (message.last && message.of === "engine") globalThis.startEngine = () => post.call(this, message, files);
      else post.call(this, message, files);
    };
  });
  for (const [asked, of] of [[false, "England and Wales"], [true, "Surrey"]]) {
    await page.evaluate(() => history.replaceState(null, "", "#compare"));
    await page.reload();
    await page.fill("#compare-area", "Surrey");
    if (asked) await page.press("#compare-area", "Enter");
    await page.evaluate(() => startEngine());
    await ready(page);
    await answered(page, "compare");
    const sentence = await words(page, `${panel("compare")} .fair`);
    expect(`what was ${asked ? "asked" : "open"} before the engine began is answered`, sentence.startsWith(`Police in ${of} `), sentence);
    expect("what was typed before the engine began stays", (await page.inputValue("#compare-area")) === "Surrey");
  }
  await page.context().close();
}

async function trace(page) {
  await begun(page, "trace");
  await page.locator(`${panel("compare")} table .n a`).first().click();
  await answered(page, "trace");
  expect("a number of a comparison leads to its lines", (await words(page, ".lines")).includes("2017/18,1,Essex,88A,36"), await words(page, ".lines"));
  expect("a count is shown in each release", (await page.locator(`${panel("trace")} table tbody tr`).count()) >= 3);
  await turn(page, "compare", "Compare");
  await begun(page, "trace");
  const last = page.locator(`${panel("compare")} table .n a`).last();
  await last.focus();
  await page.keyboard.press("Enter");
  await page.locator(panel("trace")).waitFor();
  await answered(page, "trace");
  const begins = await page.evaluate(() => [panelOf("trace").getBoundingClientRect().top, document.activeElement.id].join());
  expect("a number far down leads to where the panel begins, with the focus", /^\d.*,trace-title$/.test(begins), begins);
  await page.fill("#trace-number", "england-wales.rate-ratio.headline");
  await press(page, "trace", "button[type=submit]");
  expect("a typed name is traced", (await words(page, `${panel("trace")} .answer h3`)).startsWith("4.00"));
  await page.fill("#trace-number", "5,734");
  await press(page, "trace", "button[type=submit]");
  expect("a typed number lists what is printed so", (await words(page, `${panel("trace")} [data-part=answer]`)).includes("5,734"));
}

const drop = (page, name, content) => page.evaluate(([name, content]) => {
  const carried = new DataTransfer();
  carried.items.add(new File([content], name));
  const target = document.querySelector('[data-panel="release"] form');
  target.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}, [name, content]);

async function release(page) {
  const fair = n => words(page, `.text #t1n${n} .fair`);
  await turn(page, "check", "Check");
  await page.fill("#check-text", "Police in Kent recorded 287 sexual grooming offences from April to December 2025.");
  await press(page, "check", "button[type=submit]");
  const before = await fair(1);
  await turn(page, "release", "Release day");
  await begun(page, "release");
  await drop(page, "prc-pfa-tables-240426.csv", small(table));
  await answered(page, "release");
  const found = await words(page, `${panel("release")} [data-part=answer]`);
  expect("a dropped workbook is read", found.includes("release of 24 April 2026 was read"), found || (await words(page, `${panel("release")} .error`)));
  expect("it is set beside the release before", found.includes("+5"), found);
  expect("the page says that it stays on the machine", (await words(page, "#notice")).includes("24 April 2026") && (await words(page, "#notice")).includes("stays on this machine"));
  await turn(page, "compare", "Compare");
  await page.fill("#compare-area", "Kent");
  await press(page, "compare", "button[type=submit]:not([name])");
  expect("what was checked before is checked against it", before.includes("23 April 2026") && (await fair(1)).includes("24 April 2026"), await fair(1));
  expect("a comparison answers from it", (await words(page, `${panel("compare")} .source`)).includes("24 April 2026"));
  await turn(page, "release", "Release day");
  await begun(page, "release");
  await drop(page, "picture.png", "\u0089PNG");
  await answered(page, "release");
  expect("after a file that is refused the page says that the workbook is still in use", (await words(page, `${panel("release")} [data-part=answer]`)).includes("still in use"));
  await press(page, "release", "[data-how=away]");
  expect("it can be put away", (await words(page, "#notice")).includes("23 April 2026"));
  await begun(page, "release");
  await drop(page, "prc-pfa-tables-240426.csv", small(table));
  await answered(page, "release");
  await page.evaluate(() => { restart("ended"); });
  await page.waitForFunction(() => byId("notice").textContent.includes("23 April 2026"));
  expect("an engine that was begun anew is not said to have the workbook", (await words(page, `${panel("release")} [data-part=answer]`)) === "");
}

// A workbook of the size of a real release is read within its memory, while a bar moves; and read again
// when the same file is chosen again. The memory is the most that a renderer of the browser held, which Linux tells.
async function full() {
  const chrome = await browser.newBrowserCDPSession();
  const renderers = async () => (await chrome.send("SystemInfo.getProcessInfo")).processInfo.filter(process => process.type === "renderer").map(process => process.id);
  const before = await renderers(), page = await open(file, { viewport: { width: 390, height: 844 } }, "#release");
  await ready(page);
  await page.evaluate(() => {
    const bar = document.querySelector("[data-panel='release'] progress");
    globalThis.places = new Set();
    new MutationObserver(() => { if (bar.getBoundingClientRect().bottom < innerHeight && bar.offsetWidth > 0) places.add(Math.round(10 * bar.position)); }).observe(bar, { attributes: true });
  });
  const folder = mkdtempSync(join(tmpdir(), "explore-")), workbook = join(folder, "prc-pfa-tables-240426.ods");
  writeFileSync(workbook, await fullSize(table));
  for (const time of ["first", "second"]) {
    await begun(page, "release");
    const chooser = page.waitForEvent("filechooser");
    await page.locator("#release-file").click();
    await (await chooser).setFiles(workbook);
    await page.waitForFunction(() => places.size > 2);
    await fits("the page that reads a workbook", page);
    await answered(page, "release");
    const found = await words(page, `${panel("release")} [data-part=answer]`);
    expect(`a workbook of full size is read, the ${time} time`, found.includes("326,700"), found || (await words(page, `${panel("release")} .error`)));
    within(`a workbook of full size, the ${time} time`, Number(await page.getAttribute(panel("release"), "data-took")), 6000, 60000);
  }
  const places = await page.evaluate(() => [...places]);
  expect("a bar in view moves while it is read", places.filter(place => place > 0 && place < 10).length >= 5, places);
  if (process.platform === "linux") {
    const most = (await renderers()).filter(id => !before.includes(id)).map(id => Number(readFileSync(`/proc/${id}/status`, "utf8").match(/VmHWM:\s+(\d+) kB/)[1]) / 1024);
    within("the memory of the page", Math.max(...most), 600, 600, "MB");
  }
  rmSync(folder, { recursive: true });
  await page.context().close();
}

// What is made to break the page ends in one line, or stays text; and the page goes on.
async function hostile(page) {
  const injections = [
    "<script>window.broken=1</script>", "<img src=x onerror=window.broken=1>", "<svg onload=window.broken=1>", "\"><script>window.broken=1</script>",
    "</textarea><img src=x onerror=window.broken=1>", "<a href=javascript:window.broken=1>289</a>", "'-window.broken=1-'", "<iframe srcdoc='<script>parent.broken=1</script>'>",
    "<details open ontoggle=window.broken=1>289 offences", "<!--><img src=x onerror=window.broken=1>-->", "</script><script>window.broken=1</script>", "<math><mtext><img src=x onerror=window.broken=1>",
    "\u0000<b>5,734</b>", "\u202e289 offences", "{{7*7}} 289", "%3Cscript%3E 289",
  ];
  for (const text of injections) {
    for (const [name, fields] of [
      ["check", { text: `${text} Police in Kent recorded 289 offences in 2024/25 ${text}` }], ["check", { text: "289", date: text }], ["check", { text: "289", area: text }],
      ["compare", { area: text }], ["compare", { series: text }], ["compare", { "later-from": text }], ["trace", { number: text }],
    ]) {
      const lines = await page.evaluate(async ([name, fields]) => {
        await put(panelOf(name), { ask: name, fields });
        return part(panelOf(name), "error").textContent.split("\n").length;
      }, [name, fields]);
      expect(`${JSON.stringify(text)} in ${name} is answered in one line`, lines === 1);
    }
    const made = await page.evaluate(() => [window.broken, document.querySelectorAll("main :is(script, iframe, img, math, [onerror], [onload], [ontoggle], [href^=javascript])").length]);
    expect(`${JSON.stringify(text)} stays text`, made[0] == null && made[1] === 0, made);
  }
  for (const [name, content] of [["prc-tables-240426.ods", "PK\u0003\u0004 no archive"], ["x.xlsx", ""], ["<img src=x>.csv", "a,b\n1,2\n"], ["prc-240426.csv", "\u0000".repeat(9999)]]) {
    await begun(page, "release");
    await drop(page, name, content);
    await answered(page, "release");
    const line = await words(page, `${panel("release")} .error`);
    expect(`${name} is refused in one line`, line.length > 10 && !line.includes("\n"), line);
  }
  const ended = await page.evaluate(async () => {
    const lost = ask({ ask: "check", fields: { text: "289" } });
    restart("ended");
    return [(await lost).error, (await ask({ ask: "trace", fields: { number: "5,734" } })).say];
  });
  expect("the page goes on after its engine ended", ended[0]?.includes("goes on") && ended[1]?.includes("5,734"), ended);
}

async function keyboard() {
  const page = await open(file, { viewport: { width: 320, height: 700 } });
  await ready(page);
  expect("the text is reached by keyboard", await tabTo(file, page, "#check-text"));
  await page.keyboard.type("Police in Kent recorded 289 grooming offences in 2024/25.");
  await begun(page, "check");
  expect("the button is reached by keyboard", await tabTo(file, page, `${panel("check")} button[type=submit]`));
  await page.keyboard.press("Enter");
  await answered(page, "check");
  expect("a verdict is reached by keyboard", await tabTo(file, page, ".text a.k"));
  await page.keyboard.press("Enter");
  await becomes("it leads to its note, which opens", page, () => document.querySelector(location.hash || "nav").closest("details")?.open);
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); document.querySelector(".skip").focus(); });
  expect("the other panels are reached by keyboard", await tabTo(file, page, ".panels a[href='#compare']"));
  await page.keyboard.press("Enter");
  await page.locator(panel("compare")).waitFor();
  await answered(page, "compare");
  expect("the periods are reached by keyboard", await tabTo(file, page, "#compare-later-from"));
  await begun(page, "compare");
  await page.keyboard.press("ArrowUp");
  await answered(page, "compare");
  expect("the focus stays where it was", await page.evaluate(() => document.activeElement.id === "compare-later-from"));
  const usual = `${panel("compare")} [data-part=answer] a[href^='#compare?']`;
  expect("a usual comparison is reached by keyboard", await tabTo(file, page, usual));
  await begun(page, "compare");
  await page.keyboard.press("Enter");
  await answered(page, "compare");
  expect("the focus stays on the comparison that was asked for", await page.evaluate(usual => document.activeElement.matches(usual), usual));
  expect("the chart is reached by keyboard", await tabTo(file, page, ".drawing"));
  expect("the chart says what it shows", (await words(page, ".drawing svg desc")).length > 100);
  expect("nothing holds the focus for good", !(await tabTo(file, page, ".no-such-place")));
  await page.context().close();
}

async function without() {
  const scriptless = await open(file, { javaScriptEnabled: false });
  expect("without script the page says what to do", (await scriptless.locator("noscript a").getAttribute("href")) === "report.html" && (await scriptless.locator("noscript p").isVisible()));
  await scriptless.context().close();
  const page = await open(file, {});
  await page.context().addInitScript(() => { delete globalThis.WebAssembly; });
  await page.reload();
  await ready(page);
  expect("without WebAssembly the page says what to do", await page.locator("#no-engine").isVisible());
  await page.context().close();
}

// The panels with an answer each, at three widths, light and dark.
async function looks() {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [320, 768, 1600]) {
      const page = await open(file, { colorScheme, viewport: { width, height: 900 } });
      await ready(page);
      for (const [name, fields] of [
        ["check", { text: article }], ["compare", { area: "Kent; Essex", "later-from": "2017-04", "later-to": "2018-01", "earlier-from": "2016-04", "earlier-to": "2017-01" }],
        ["trace", { number: "england-wales.rate-ratio.headline" }], ["release", {}],
      ]) {
        await page.evaluate(async ([name, fields]) => {
          show(name);
          await put(panelOf(name), { ask: name, fields });
          document.querySelectorAll("main details").forEach(folded => { folded.open = true; });
        }, [name, fields]);
        await fits(`${name}, ${width} px`, page);
        if (name === "compare") expect(`the months can be read whole at ${width} px`, await page.evaluate(() => [...document.querySelectorAll(".span select")].every(select => {
          const shown = select.offsetWidth;
          select.style.flex = "none";
          const whole = select.offsetWidth;
          select.style.flex = "";
          return shown >= whole;
        })));
        expect(`the tabs stand in one row at ${width} px`, await page.evaluate(() => new Set([...document.querySelectorAll(".panels a")].map(e => e.offsetTop)).size === 1));
        await accessible(`${name}, ${width} px, ${colorScheme}`, page);
      }
      await page.context().close();
    }
  }
}

// A thousand questions, without chance: areas, series and periods, texts and numbers.
function questions() {
  const forces = readFileSync("data/forces.csv", "utf8").trim().split("\n").slice(1).filter(line => /,(territorial|non-geographic),/.test(line) && !/,not a force,/.test(line))
    .map(line => line.match(/^[^,]*,("[^"]*"|[^,]*)/)[1].replaceAll('"', ""));
  const areas = [...forces, "England and Wales", "Wales", "South West", "Kent + Essex", "West Midlands region", "Hogwarts"];
  const series = ["88A", "88A", "88A", "71", "sexual offences"];
  const list = [];
  const quarter = n => `${2012 + Math.floor(n / 4)}-${["04", "07", "10", "01"][n % 4]}`.replace(/^(\d+)-01$/, (_, y) => `${Number(y) + 1}-01`);
  for (let i = 0; list.length < 450; i++) {
    const earlier = (i * 7) % 40, later = earlier + 1 + ((i * 5) % 14), length = (i * 3) % 4;
    list.push({ ask: "compare", fields: {
      area: areas[(i * 11) % areas.length], series: series[i % series.length],
      "earlier-from": quarter(earlier), "earlier-to": quarter(earlier + Math.min(length, later - earlier - 1)), "later-from": quarter(later), "later-to": quarter(later + length),
      ...(i % 9 === 0 ? { save: i % 2 ? "csv" : "svg" } : {}),
    } });
  }
  for (let i = 0; i < 350; i++) {
    const force = forces[i % forces.length], year = 2013 + (i % 11);
    list.push({ ask: "check", fields: { text: `${force} police recorded ${i * 3} grooming offences in ${year}/${(year + 1) % 100}, up from ${i + 7} the year before, a rise of ${i}%, Home Office figures show.`, date: i % 3 ? "" : `${year + 2}-05-04` } });
  }
  for (let i = 0; i < 200; i++) list.push({ ask: "trace", fields: { number: ["5,734", "7,140", "england-wales.rate-ratio.headline", "1.21", `${i}`, "england-wales.trend.within-definition"][i % 6] } });
  return list;
}

async function thousand() {
  const list = questions();
  const want = execFileSync(command, ["-ask"], { input: list.map(q => JSON.stringify(q)).join("\n") + "\n", maxBuffer: 1 << 30, encoding: "utf8" }).trimEnd().split("\n");
  const page = await open(file, {});
  await ready(page);
  let same = 0, refused = 0;
  for (const [i, question] of list.entries()) {
    const got = await page.evaluate(async question => JSON.stringify(await ask(question)), question);
    const wanted = JSON.stringify(JSON.parse(want[i]));
    if (JSON.parse(wanted).error) refused++;
    if (got === wanted) same++;
    else expect(`the page and the command answer alike`, false, `${JSON.stringify(question)}\n  ${got.slice(0, 300)}\n  ${wanted.slice(0, 300)}`);
  }
  expect("a thousand answers are the command's", same === list.length && list.length >= 1000, `${same} of ${list.length}`);
  expect("most of the questions have an answer", refused < list.length / 4, refused);
  console.log(`${same} of ${list.length} answers are those of the command, ${refused} of them refusals`);
  await page.context().close();
}

async function takePicture() {
  const page = await open(file, { viewport: { width: 1280, height: 2400 }, deviceScaleFactor: 0.7 }, "#compare?area=Kent+%2B+Essex&later-from=2024-04&later-to=2025-01&earlier-from=2018-04&earlier-to=2019-01");
  await ready(page);
  await answered(page, "compare");
  const top = await page.locator(".comparison").boundingBox(), chart = await page.locator(".drawing").boundingBox();
  await page.screenshot({ path: picture, clip: { x: 30, y: top.y - 10, width: 1220, height: chart.y + chart.height - top.y } });
  await browser.close();
}

if (picture) {
  await takePicture();
  process.exit();
}
const size = statSync(file).size;
console.log(`the page: ${(size / 1e6).toFixed(2)} MB, aim 5`);
expect("the page has at most 5 MB, so that it can be sent", size <= 5e6, size);
await times();
await early();
await stays();
await steps();
await full();
const page = await open(file, { permissions: ["clipboard-read", "clipboard-write"] });
await ready(page);
await check(page);
await compare(page);
await trace(page);
await dropped(page);
await release(page);
await hostile(page);
await page.context().close();
await keyboard();
await without();
await looks();
await thousand();
await finish(await open(file, {}));
