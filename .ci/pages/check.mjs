// Checks web pages as their readers meet them:
//
//	node .ci/pages/check.mjs report/report.html …
//
// Each page is opened in Chromium at three widths, light and dark, and must ask
// for nothing but itself, report no error, fit its width and have no violation
// that axe-core finds. It must read the same without script, and everything in it
// must work by keyboard alone.
import { accessible, becomes, expect, finish, fits, open, tabTo } from "./chromium.mjs";

async function keyboard(file) {
  const page = await open(file, { viewport: { width: 320, height: 700 } });
  await page.keyboard.press("Tab");
  expect(`the first stop in ${file} is the link over the contents`, await page.evaluate(() => document.activeElement.matches(".skip") && document.activeElement.getBoundingClientRect().top >= 0));
  await page.keyboard.press("Enter");
  await becomes(`that link of ${file} leads to the text`, page, () => document.activeElement.id === "main");
  await page.reload();
  if (await page.locator(".contents").count()) {
    expect(`the contents of ${file} are folded on a phone`, !(await page.evaluate(() => document.querySelector(".contents details").open)));
    expect(`the contents of ${file} are reached by keyboard`, await tabTo(file, page, ".contents summary"));
    await page.keyboard.press("Enter");
    expect(`the contents of ${file} open by keyboard`, await page.evaluate(() => document.querySelector(".contents details").open));
  }
  if (await page.locator("table.forces").count()) {
    // Where the tables are in the folded annex, the link above the contents unfolds it.
    if (await page.locator("details.annex #find-force").count()) {
      await page.reload();
      expect(`the link to the list of forces in ${file} is reached by keyboard`, await tabTo(file, page, "a[href='#find-force']"));
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.querySelector("details.annex").open);
    }
    const chosen = () => page.evaluate(() => document.activeElement.matches("#find-force"));
    expect(`the list of forces in ${file} is reached by keyboard`, (await chosen()) || (await tabTo(file, page, "#find-force")));
    // What is typed counts as one name only where its letters follow each other within a second.
    const named = () => page.evaluate(() => document.activeElement.selectedOptions[0].text === "West Yorkshire");
    for (let tries = 0; tries < 5 && !(await named()); tries++) {
      await page.waitForTimeout(tries * 1500);
      await page.keyboard.type("West Y");
    }
    const found = await page.evaluate(() => [
      document.querySelector("#find-force").selectedOptions[0].text, document.querySelectorAll(".found table").length,
      [...document.querySelectorAll("tr[aria-current] th")].map(th => th.textContent).join(), document.querySelectorAll("table.forces").length,
    ]);
    const [force, copies, rows, tables] = found;
    expect(`a force is found by keyboard in ${file}`, force === "West Yorkshire" && copies === tables && rows === Array(tables).fill(force).join(), found);
    await fits(`${file} with a force`, page);
    if (await page.locator("#table-evidence").count()) {
      expect(`the numbers of a force that is found in ${file} are reached by keyboard`, await tabTo(file, page, ".found td a[href^='#number-']"));
      await page.keyboard.press("ArrowDown");
      expect(`an arrow leads to its next number in ${file}`, await page.evaluate(() => document.activeElement.matches(".found tr:nth-child(n+2) td a[href^='#number-']")));
    }

    expect(`the buttons over the counts of ${file} are reached by keyboard`, await tabTo(file, page, "th[data-counts] button"));
    const state = () => page.evaluate(() => {
      const head = document.activeElement.closest("th"), table = head.closest("table");
      return {
        sort: head.getAttribute("aria-sort"), sorts: table.querySelectorAll("[aria-sort]").length,
        names: [...table.tBodies[table.tBodies.length - 1].rows].map(row => row.cells[0].textContent),
        counts: [...table.tBodies[table.tBodies.length - 1].rows].map(row => Number(row.cells[head.cellIndex].querySelector("data")?.value)),
        words: table.closest(".table").previousElementSibling.textContent,
      };
    });
    const ordered = (list, direction) => list.every((x, i) => i === 0 || (direction === "ascending" ? list[i - 1] <= x : list[i - 1] >= x));
    const before = await state();
    expect(`the forces of ${file} stand by name`, before.sort === null && before.sorts === 1 && ordered(before.names, "ascending"), before.names);
    for (const direction of ["descending", "ascending"]) {
      await page.keyboard.press("Enter");
      const s = await state();
      expect(`a button of ${file} orders by a count, ${direction}, and says that this is no ranking`,
        s.sort === direction && s.sorts === 1 && ordered(s.counts, direction) && s.counts.length === before.counts.length && s.words.includes("not a ranking"), JSON.stringify(s));
    }
    await accessible(`${file} with a force and an order chosen`, page);
    await page.locator("th[aria-sort] button").first().evaluate(button => button.closest("tr").cells[0].querySelector("button").focus());
    await page.keyboard.press("Enter");
    const after = await state();
    expect(`a button of ${file} puts the forces by name again`, after.names.join() === before.names.join(), after.names);
  }
  if (await page.locator(".text mark").count()) {
    expect(`the verdict of a number in ${file} is reached by keyboard`, await tabTo(file, page, ".text a.k"));
    await page.keyboard.press("Enter");
    await becomes(`that verdict of ${file} leads to its note, which opens`, page, () => document.querySelector(location.hash || "nav").closest("details")?.open);
    expect(`the notes of ${file} are reached by keyboard`, await tabTo(file, page, ".notes details:not([open]) > summary"));
    await page.keyboard.press("Enter");
    expect(`the notes of ${file} open by keyboard`, await page.evaluate(() => document.activeElement.parentElement.open));
    await page.evaluate(() => document.querySelectorAll(".notes details").forEach(note => { note.open = true; }));
    await fits(`${file} with its notes open`, page);
    await accessible(`${file} with its notes open`, page);
    await page.reload();
  }
  if (await page.locator("#table-evidence").count()) await numbers(file, page);
  expect(`nothing in ${file} holds the focus for good`, !(await tabTo(file, page, ".no-such-place")));
  await page.context().close();
}

// A number opens by keyboard and leads down to the lines of a table; arrows lead from
// number to number, and Tab stops once in each paragraph and table.
async function numbers(file, page) {
  const at = () => page.evaluate(() => document.activeElement.getAttribute("href"));
  const opened = () => page.evaluate(() => document.querySelector("dialog.panel[open] dd")?.textContent ?? "");
  expect(`a number of ${file} is reached by keyboard`, await tabTo(file, page, "main .n a"));
  const first = await at();
  await page.keyboard.press("Enter");
  expect(`a number of ${file} opens by keyboard`, first === "#number-" + (await opened()), await opened());
  await accessible(`${file} with a number open`, page);
  await fits(`${file} with a number open`, page);
  for (let deep = 0; deep < 10 && (await page.locator("dialog.panel dd a").count()); deep++) await page.locator("dialog.panel dd a").first().click();
  expect(`a number of ${file} leads down to the lines of a table`, /lines? [0-9]/.test(await page.locator("dialog.panel").textContent()), await opened());
  if (await page.locator("#rows").count()) {
    await page.locator("dialog.panel .rows").waitFor({ state: "attached" });
    const [named, shown] = await page.evaluate(() => {
      const spans = document.querySelector("dialog.panel").textContent.match(/lines? ([0-9–, ]+) of data/)[1].split(", ").map(s => s.split("–").map(Number));
      return [spans.reduce((n, [first, last = first]) => n + last - first + 1, 0), document.querySelector("dialog.panel .rows tbody").rows.length];
    });
    expect(`a number of ${file} shows the rows that it adds up`, named === shown && shown > 0, [named, shown]);
    await page.locator("dialog.panel details").first().evaluate(rows => { rows.open = true; });
    await accessible(`${file} with the rows of a number`, page);
    await fits(`${file} with the rows of a number`, page);
  }
  await page.keyboard.press("Escape");
  expect(`a closed panel of ${file} gives the focus back`, (await opened()) === "" && (await at()) === first);
  await page.keyboard.press("ArrowRight");
  expect(`an arrow leads to the next number of ${file}`, (await at()) !== first);
  const stops = await page.evaluate(() => {
    const groups = new Map();
    for (const link of document.querySelectorAll("main .n a:not([tabindex='-1'])")) {
      const group = link.closest("table, li, p, figcaption, caption");
      groups.set(group, (groups.get(group) ?? 0) + 1);
    }
    return Math.max(...groups.values());
  });
  expect(`Tab stops once a paragraph or table of ${file}`, stops === 1, stops);
  await page.evaluate(() => document.querySelectorAll("details").forEach(folded => { folded.open = true; }));
  await fits(`${file} with all unfolded`, page);
  await accessible(`${file} with all unfolded`, page);
  await page.reload();
}

// The words and the places of a page are in it without script.
async function scriptless(file) {
  const without = await open(file, { javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
  const read = page => page.evaluate(() => {
    const copy = document.querySelector("main").cloneNode(true);
    copy.querySelectorAll(".picker, .order").forEach(added => added.remove());
    return copy.textContent.replace(/\s+/g, "");
  });
  expect(`${file} adds nothing without script`, (await without.locator(".picker, .order, th button").count()) === 0);
  const within = await open(file, { viewport: { width: 320, height: 700 } });
  expect(`${file} reads the same without script`, (await read(without)) === (await read(within)));
  if (await without.locator(".contents").count()) {
    await tabTo(file, without, ".contents summary");
    await without.keyboard.press("Enter");
    expect(`the contents of ${file} open without script`, await without.evaluate(() => document.querySelector(".contents details").open));
  }
  await fits(`${file} without script`, without);
  await without.context().close();
  await within.context().close();
}

for (const file of process.argv.slice(2)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [320, 768, 1600]) {
      const page = await open(file, { colorScheme, viewport: { width, height: 900 } });
      await fits(`${file}, ${width} px`, page);
      await accessible(`${file}, ${width} px, ${colorScheme}`, page);
      await page.context().close();
    }
  }
  await keyboard(file);
  await scriptless(file);
}

await finish(await open(process.argv[2], {}));
