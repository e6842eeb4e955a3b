"use strict";
// The page says the same without this script. With it, contents open where they
// have a column of their own, a number shows where it comes from, a reader finds a
// police force in all tables at once, and tables of forces can stand in the order of
// a count.

const contents = document.querySelector(".contents details");
if (contents) {
  const wide = matchMedia("(min-width: 72rem)");
  const fold = () => { contents.open = wide.matches; };
  wide.addEventListener("change", fold);
  fold();
}

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// What is folded opens where a link leads into it, and for print.
const unfold = target => {
  for (let e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
};
const follow = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.closest("details:not([open])")) {
    unfold(target);
    target.scrollIntoView();
  }
};
addEventListener("hashchange", follow);
follow();
const annex = document.querySelector("details.annex");
addEventListener("beforeprint", () => { if (annex) annex.open = true; });

// A number opens a panel with its row of the table of evidence. From a number there,
// the panel leads on to what it was computed from, down to the lines of the tables.
const evidence = document.getElementById("table-evidence");
if (evidence) {
  const heading = make("h2", { id: "panel-heading", tabIndex: -1 });
  const said = make("dl", {});
  const back = make("button", { type: "button" }, "Back");
  const copy = make("button", { type: "button" }, "Copy as a sentence");
  const close = make("button", { type: "button" }, "Close");
  const status = make("p", { className: "status", role: "status" });
  const panel = make("dialog", { className: "panel" }, heading, said, make("div", { className: "does" }, copy, back, close), status);
  panel.setAttribute("aria-labelledby", heading.id);
  document.body.append(panel);
  const heads = [...evidence.tHead.rows[0].cells].map(head => head.textContent);
  const way = [];

  // The page holds the rows of the tables that its numbers add up, packed. They are
  // unpacked when the first is asked for.
  const cellsOf = line => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
    .map(([, quoted, plain]) => quoted === undefined ? plain : quoted.replaceAll('""', '"'));
  const unpack = async () => {
    const bytes = Uint8Array.from(atob(document.getElementById("rows").textContent), c => c.charCodeAt(0));
    const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    const tables = new Map();
    let table, at;
    for (const line of text.trimEnd().split("\n")) {
      if (line.startsWith("#")) {
        tables.set(line.slice(1), table = new Map());
        at = 1;
      } else if (line.startsWith("@")) {
        at = Number(line.slice(1));
      } else {
        table.set(at, line);
        at += 1;
      }
    }
    return tables;
  };
  let unpacked;
  const few = 12; // rows that need not be asked for
  const rowsFrom = async words => {
    const tables = await (unpacked ??= unpack());
    return [...words.matchAll(/lines? ([0-9–, ]+) of (data\/\S+?\.csv)/g)].map(([, lines, file]) => {
      const table = tables.get(file);
      const numbers = lines.split(", ").flatMap(span => {
        const [first, last = first] = span.split("–").map(Number);
        return Array.from({ length: last - first + 1 }, (_, i) => first + i);
      });
      const heads = ["line", ...cellsOf(table.get(1))].map(head => make("th", { scope: "col" }, head));
      const rows = numbers.map(line => make("tr", {}, make("th", { scope: "row" }, String(line)),
        ...cellsOf(table.get(line)).map(cell => make("td", {}, cell))));
      const within = make("div", { className: "rows", tabIndex: 0 },
        make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows)));
      within.setAttribute("role", "region");
      within.setAttribute("aria-label", "Rows of " + file);
      return make("details", { open: rows.length <= few },
        make("summary", {}, rows.length === 1 ? "The row" : `The ${rows.length.toLocaleString("en-GB")} rows`), within);
    });
  };
  const show = () => {
    const row = document.getElementById(way[way.length - 1]);
    heading.textContent = row.cells[1].textContent.split("; ")[0];
    said.replaceChildren(...[...row.cells].flatMap((cell, i) => {
      const content = make("dd", {}, ...cell.cloneNode(true).childNodes);
      content.querySelectorAll("a").forEach(link => link.removeAttribute("tabindex"));
      if (heads[i] === "From" && document.getElementById("rows")) {
        rowsFrom(cell.textContent).then(tables => content.append(...tables), () => {}); // an old browser names the lines
      }
      return [make("dt", {}, heads[i]), content];
    }));
    back.hidden = way.length < 2;
    status.textContent = "";
    if (!panel.open) panel.showModal();
    heading.focus();
    panel.scrollTop = 0;
  };
  addEventListener("click", event => {
    const link = event.target.closest("a[href^='#number-']");
    if (event.target === panel) panel.close();
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!panel.open) way.length = 0;
    way.push(decodeURIComponent(link.hash.slice(1)));
    show();
  });
  back.addEventListener("click", () => { way.pop(); show(); });
  close.addEventListener("click", () => panel.close());
  copy.addEventListener("click", async () => {
    const cells = document.getElementById(way[way.length - 1]).cells;
    const sentence = `${cells[1].textContent}. Source: ${document.querySelector(".release").textContent}, number ${cells[0].textContent} of evidence.csv.`;
    try {
      await navigator.clipboard.writeText(sentence);
      status.textContent = "Copied: " + sentence;
    } catch {
      status.textContent = sentence;
    }
  });

  // Tab stops once in a paragraph or table; arrows lead from number to number, and in a
  // table up and down its column.
  const group = link => link.closest("table, li, p, figcaption, caption");
  const numbers = within => [...within.querySelectorAll("a[href^='#number-']")];
  numbers(document).forEach(link => { link.setAttribute("aria-haspopup", "dialog"); });
  document.querySelector("header.cover").append(make("p", { className: "also" },
    "Every number opens: Tab leads to the first of a paragraph or table, the arrow keys to the others."));
  addEventListener("keydown", event => {
    const link = document.activeElement;
    if (!link.matches("a[href^='#number-']") || panel.open) return;
    const all = numbers(group(link)), at = all.indexOf(link);
    const cell = link.closest("td, th"), step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    let next = { ArrowLeft: all[at - 1], ArrowRight: all[at + 1], Home: all[0], End: all[all.length - 1] }[event.key];
    if (cell && step) {
      const rows = [...cell.closest("table").rows];
      for (let r = rows.indexOf(cell.parentElement) + step; !next && rows[r]; r += step) next = numbers(rows[r].cells[cell.cellIndex])[0];
    }
    if (!next) return;
    event.preventDefault();
    all.forEach(other => { other.tabIndex = -1; });
    next.tabIndex = 0;
    next.focus();
  });
}

const tables = [...document.querySelectorAll("table.forces")];
const forces = table => [...table.tBodies[table.tBodies.length - 1].rows];
const key = (table, row) => row.id.slice(table.id.length + 1);
const words = cell => {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("sup").forEach(mark => mark.remove());
  return copy.textContent.trim();
};

if (tables.length > 0) {
  const options = forces(tables[0]).map(row => make("option", { value: key(tables[0], row) }, words(row.cells[0])));
  const select = make("select", { id: "find-force" }, make("option", { value: "" }, "Choose a police force"), ...options);
  const status = make("p", { className: "hidden", role: "status" });
  const found = make("div", { className: "found" });
  // One row of a table, turned so that it fits a narrow screen.
  const turned = (table, row) => {
    const rows = [...row.cells].filter((cell, i) => i > 0 || cell.querySelector("a[href]")).map(cell => {
      const copy = make("td", {}, ...cell.cloneNode(true).childNodes);
      copy.querySelectorAll("[id]").forEach(element => element.removeAttribute("id"));
      return make("tr", {}, make("th", { scope: "row" }, words(table.tHead.rows[0].cells[cell.cellIndex])), copy);
    });
    const caption = table.caption.cloneNode(true);
    caption.querySelectorAll("sup").forEach(mark => mark.remove());
    caption.querySelectorAll("b").forEach(number => number.replaceWith(make("a", { href: "#" + row.id }, number.textContent)));
    const copy = make("table", {}, make("caption", {}, ...caption.childNodes), make("tbody", {}, ...rows));
    // Its row had the table's one stop in another row; the copy has one of its own.
    copy.querySelectorAll("tbody a[href^='#number-']").forEach((link, i) => { link.tabIndex = i === 0 ? 0 : -1; });
    return copy;
  };
  select.addEventListener("change", () => {
    document.querySelectorAll("tr[aria-current]").forEach(row => row.removeAttribute("aria-current"));
    found.replaceChildren();
    const rows = tables.flatMap(table => forces(table).filter(row => key(table, row) === select.value).map(row => [table, row]));
    for (const [table, row] of rows) {
      row.setAttribute("aria-current", "true");
      found.append(turned(table, row));
    }
    status.textContent = rows.length > 0 ? `${select.selectedOptions[0].text}: the numbers of ${rows.length === 1 ? "one table" : rows.length + " tables"} follow.` : "";
  });
  const label = make("label", { htmlFor: select.id }, "Find a police force");
  tables[0].closest(".table").before(make("div", { className: "picker" }, label, select, status, found));
  document.querySelectorAll(".find a").forEach(link => { link.href = "#" + select.id; });
}

for (const table of tables) {
  const heads = [...table.tHead.rows[0].cells];
  const counts = heads.filter(head => "counts" in head.dataset);
  if (counts.length === 0) continue;
  const byName = forces(table);
  const value = (row, column) => Number(row.cells[column].querySelector("data").value);
  const status = make("p", { className: "order", role: "status" });
  const order = (head, direction) => {
    const column = heads.indexOf(head);
    const sign = direction === "ascending" ? 1 : -1;
    const rows = column === 0 ? byName : [...byName].sort((a, b) => sign * (value(a, column) - value(b, column)));
    table.tBodies[table.tBodies.length - 1].append(...rows);
    heads.forEach(other => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", direction);
    status.textContent = column === 0
      ? "The forces stand by name. The buttons over the counts order them by a count, which is not a ranking: forces differ in size and in how they record."
      : `The forces stand by the count under ${words(head)}, ${sign < 0 ? "largest" : "smallest"} first. That is not a ranking: forces differ in size and in how they record.`;
  };
  for (const head of [heads[0], ...counts]) {
    const button = make("button", { type: "button" }, ...head.childNodes);
    button.addEventListener("click", () =>
      order(head, head === heads[0] || head.getAttribute("aria-sort") === "descending" ? "ascending" : "descending"));
    head.append(button);
  }
  order(heads[0], "ascending");
  table.closest(".table").before(status);
}
