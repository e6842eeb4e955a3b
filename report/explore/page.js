"use strict";
// Carries what people ask to the engine, which engine.js began, and shows what it answers.
// It knows no number and no word of an answer: these come from the engine as markup that is
// safe to show.

const panels = [...document.querySelectorAll("main > section[data-panel]")];
const links = [...document.querySelectorAll(".panels a")];
const notice = byId("notice"), heard = byId("heard");

const part = (panel, name) => panel.querySelector(`[data-part="${name}"]`);
const panelOf = name => panels.find(panel => panel.dataset.panel === name) ?? panels[0];

const show = name => {
  for (const panel of panels) panel.hidden = panel !== panelOf(name);
  for (const link of links) {
    if (link.hash === "#" + panelOf(name).dataset.panel) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
};

const broken = () => {
  document.body.dataset.state = "broken";
  byId("no-engine").hidden = false;
  for (const panel of panels) busy(panel, false);
};

// What was asked last in each panel and answered, its file, which a browser may take back, and
// the address that asks the same.
const last = {};

// How often the fields of each panel were changed, and how often something was asked in it:
// an answer leaves fields alone that were changed since, and gives way to a later question.
const changes = new Map(), turns = new Map();
const count = (times, panel) => times.set(panel, (times.get(panel) ?? 0) + 1);
addEventListener("input", event => count(changes, event.target.closest("[data-panel]")));

// A text that is typed takes the place of a file that was chosen.
addEventListener("input", event => {
  if (event.target.type === "textarea") event.target.form.querySelector("input[type=file]").value = "";
});

// replace changes what stands within an element. The focus stays on the control that is the same there, or
// comes to the element, so that a keyboard goes on from where it was.
const replace = (within, change) => {
  const { id, href, hash, name, value } = within.contains(document.activeElement) ? document.activeElement : {};
  const there = id !== undefined;
  change();
  if (!there) return;
  const same = [...within.querySelectorAll("a, button, input, select, textarea, [tabindex]")].find(e =>
    id ? e.id === id : href ? e.hash === hash : e.name === name && e.value === value);
  if (!same) within.tabIndex = -1;
  (same ?? within).focus({ preventScroll: true });
};

// fill puts new fields in place of those of some panels, and says what all panels answer from.
const fill = ({ forms, notice: words }, except) => {
  for (const [name, markup] of Object.entries(forms ?? {})) {
    if (except === panelOf(name)) continue;
    const fields = part(panelOf(name), "fields");
    replace(fields, () => { fields.innerHTML = markup; });
  }
  if (words) notice.textContent = words;
};

// A chart that is wider than its room shows where the later of the two periods ends.
const scroll = chart => {
  chart.scrollLeft = Number(chart.dataset.until) * chart.scrollWidth - chart.clientWidth * 0.9;
};

const draw = (panel, answer, fieldsChanged) => {
  const error = part(panel, "error");
  error.textContent = answer.error ?? "";
  error.hidden = !answer.error;
  const wait = part(panel, "wait");
  wait.textContent = answer.wait ?? "";
  wait.hidden = !answer.wait;
  if (answer.html) {
    replace(part(panel, "answer"), () => { part(panel, "answer").innerHTML = answer.html; });
    part(panel, "answer").querySelectorAll("button[hidden]").forEach(button => { button.hidden = false; });
    part(panel, "answer").querySelectorAll(".drawing").forEach(scroll);
  }
  fill(answer, fieldsChanged ? panel : null);
  if (!panel.hidden) heard.textContent = answer.error ?? answer.wait ?? answer.say ?? "";
};

const keep = ({ name, type, text }) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

const busy = (panel, on) => {
  panel.setAttribute("aria-busy", on);
  part(panel, "busy").hidden = !on;
};

const progress = ({ done, total }) => {
  const bar = document.querySelector("[data-panel='release'] progress");
  if (total > 0) { bar.max = total; bar.value = done; } else bar.removeAttribute("value");
};

// remember puts the address of an answer where Back finds it. A run is the fields that were changed
// to ask for it: several changes of the same are one step back. What an address asked for is none.
const remember = (hash, run) => {
  if (!hash.includes("?") || run === undefined || run && run === history.state) history.replaceState(run, "", hash);
  else if (hash !== location.hash) history.pushState(run, "", hash);
};

// put asks in a panel and shows the answer, unless something was asked after it. What is
// saved is of the answer that is there, and replaces nothing.
const put = async (panel, question, file, run) => {
  const saves = question.fields?.save;
  if (!saves) count(turns, panel);
  const turn = turns.get(panel), changed = changes.get(panel), began = performance.now();
  busy(panel, true);
  if (file) part(panel, "busy").scrollIntoView({ block: "nearest" }); // it may take its time
  const content = await file?.arrayBuffer().catch(() => null);
  if (content === null) question = { ...question, fields: { ...question.fields, unread: "yes" } };
  const answer = await ask(question, content ? new Uint8Array(content) : undefined);
  if (answer.save) keep(answer.save);
  if (turn !== turns.get(panel)) return null;
  busy(panel, false);
  panel.dataset.took = performance.now() - began;
  if (answer.save) return answer;
  if (!answer.error && !answer.wait) last[panel.dataset.panel] = { question, file, hash: answer.hash };
  if (answer.error && !saves) part(panel, "answer").replaceChildren();
  draw(panel, answer, changed !== changes.get(panel));
  if (answer.hash && !answer.error && !panel.hidden) remember(answer.hash, run);
  if (answer.notice) again(panel);
  return answer;
};

// Once the panels answer from other tables, what was asked in them is asked again.
const again = except => {
  for (const panel of panels) {
    const asked = last[panel.dataset.panel];
    if (panel !== except && asked) put(panel, asked.question, asked.file);
  }
};

// An engine that was begun anew knows of no workbook, and asks after none.
const renewed = async () => {
  const answer = await ask({ ask: "release", fields: { how: "away" } });
  if (answer.notice === notice.textContent) return;
  fill(answer);
  part(panelOf("release"), "answer").replaceChildren();
  again(panelOf("release"));
};

const fieldsOf = (form, button) => {
  const fields = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields[name] = value;
  if (button?.name) fields[button.name] = button.value;
  return fields;
};

const send = (form, button, run = "", more) => {
  const panel = form.closest("[data-panel]"), fields = { ...fieldsOf(form, button), ...more };
  const [file, second] = form.querySelector("input[type=file]")?.files ?? [];
  if (second) return put(panel, { ask: panel.dataset.panel, fields: { ...fields, several: "yes" } });
  return put(panel, { ask: panel.dataset.panel, fields, file: file?.name ?? "" }, file, run);
};

// step asks for a choice of which a field was changed, while others may follow.
const step = (form, run, button) => send(form, button, run, { step: "yes" });

// An answer that was asked for by a button or with a file comes into view where little of it is.
const reveal = async (form, answered) => {
  const panel = form.closest("[data-panel]");
  if (!await answered) return;
  const shown = [part(panel, "error"), part(panel, "answer")].find(e => !e.hidden);
  if (shown.getBoundingClientRect().top > innerHeight / 2) shown.scrollIntoView();
};

addEventListener("submit", event => {
  event.preventDefault();
  reveal(event.target, send(event.target, event.submitter));
});

// The periods and the series of a comparison are asked for as soon as they are changed.
addEventListener("change", event => {
  const form = event.target.closest("[data-panel='compare'] form");
  if (form && event.target.name !== "pick") step(form, event.target.closest("[role=group]") ? "periods" : event.target.name);
  if (event.target.type === "file" && event.target.files.length > 0) reveal(event.target.form, send(event.target.form));
});

// A file that is chosen again, after it was changed, is given again: a browser tells of none that
// is in the field already.
addEventListener("click", event => {
  if (event.target.type === "file") event.target.value = "";
});

addEventListener("click", async event => {
  const tab = event.target.closest(".panels [aria-current]");
  if (tab && location.hash === last[tab.hash.slice(1)]?.hash) event.preventDefault(); // it is there
  const button = event.target.closest("button");
  if (!button) return;
  const panel = button.closest("[data-panel]"), name = panel?.dataset.panel;
  const status = button.parentElement.querySelector("[role=status]");
  if (button.dataset.save && last[name]) {
    const { question, file } = last[name];
    const chart = button.closest("section.comparison")?.dataset.chart ?? "";
    put(panel, { ...question, fields: { ...question.fields, save: button.dataset.save, chart } }, file);
  }
  if (button.name === "how") step(button.form, "", button);
  if (button.dataset.how) put(panel, { ask: name, fields: { how: button.dataset.how } });
  if (button.dataset.link !== undefined) copy(location.href.split("#")[0] + last[name].hash, status);
  if (button.dataset.copy !== undefined) copy([...button.closest("blockquote").querySelectorAll(".fair, .source")].map(p => p.textContent).join(" "), status);
  const sentence = button.parentElement.querySelector(".fair");
  if (sentence) copy(sentence.textContent, status);
});

const copy = async (text, status) => {
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = document.body.dataset.copied;
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text, className: "hidden" });
    document.body.append(area);
    area.select();
    status.textContent = document.execCommand("copy") ? document.body.dataset.copied : text;
    area.remove();
  }
};

// A file may be dropped anywhere on the page. A panel that takes none leaves it to the check.
for (const kind of ["dragover", "dragleave", "drop"]) {
  addEventListener(kind, event => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    const shown = panels.find(panel => !panel.hidden);
    shown.classList.toggle("dropping", kind === "dragover");
    if (kind !== "drop") return;
    const panel = shown.querySelector("input[type=file]") ? shown : panelOf("check");
    if (panel !== shown) location.hash = panel.dataset.panel;
    const input = panel.querySelector("input[type=file]");
    input.files = event.dataTransfer.files;
    reveal(input.form, send(input.form));
  });
}

// A link into another panel leads to where that begins, and the focus, which would be left in
// the panel before, goes there too; Back leads to where one was.
let followed = false;
addEventListener("click", event => { followed = Boolean(event.target.closest("a")); });
const enter = panel => {
  if (followed && panel.getBoundingClientRect().top < 0) panel.scrollIntoView();
  if (followed && document.activeElement.closest("[hidden]")) panel.querySelector("h2").focus({ preventScroll: true });
  followed = false;
};

// The address after # opens a panel, and may hold what is asked of it.
const panelNames = panels.map(panel => panel.dataset.panel);
const route = async () => {
  const [name, query] = location.hash.slice(1).split("?");
  if (!panelNames.includes(name)) {
    const place = name && byId(name);
    if (place) for (let e = place; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    if (!name) show("check");
    return;
  }
  const another = panelOf(name).hidden;
  show(name);
  if (another) enter(panelOf(name));
  if (query === undefined && last[name]?.hash) { // what was answered there stays
    history.replaceState(null, "", last[name].hash);
    return;
  }
  if (query === undefined && name !== "compare") return;
  const answer = await put(panelOf(name), { ask: "open", fields: { hash: location.hash } });
  if (!answer || answer.error) return;
  // What nobody chose is as usual again after a new release.
  last[name].question = { ask: name, fields: query === undefined ? {} : Object.fromEntries(new URLSearchParams(answer.hash.split("?")[1])) };
};
addEventListener("hashchange", route);

document.body.dataset.state = "script";
begun.then(() => { document.body.dataset.state = "ready"; }, broken);
show(location.hash.slice(1).split("?")[0]);
if (able) route();
