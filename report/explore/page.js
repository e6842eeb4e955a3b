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

// What was asked last in each panel, and its file, which a browser may take back.
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

const draw = (panel, answer, fieldsChanged) => {
  const error = part(panel, "error");
  error.textContent = answer.error ?? "";
  error.hidden = !answer.error;
  if (answer.html) {
    part(panel, "answer").innerHTML = answer.html;
    part(panel, "answer").querySelectorAll("button[hidden]").forEach(button => { button.hidden = false; });
    part(panel, "answer").querySelectorAll(".drawing").forEach(chart => { chart.scrollLeft = chart.scrollWidth; });
  }
  for (const [name, markup] of Object.entries(answer.forms ?? {})) {
    if (fieldsChanged && panelOf(name) === panel) continue;
    const fields = part(panelOf(name), "fields"), focus = document.activeElement?.id;
    const within = fields.contains(document.activeElement);
    fields.innerHTML = markup;
    if (within && focus) byId(focus)?.focus();
  }
  if (answer.notice) notice.textContent = answer.notice;
  heard.textContent = answer.error ?? answer.say ?? "";
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

// put asks in a panel and shows the answer, unless something was asked after it. What is
// saved is of the answer that is there, and replaces nothing.
const put = async (panel, question, file) => {
  const saves = question.fields?.save;
  if (!saves) count(turns, panel);
  const turn = turns.get(panel), changed = changes.get(panel), began = performance.now();
  busy(panel, true);
  const answer = await ask(question, file ? new Uint8Array(await file.arrayBuffer()) : undefined);
  if (answer.save) keep(answer.save);
  if (turn !== turns.get(panel)) return null;
  busy(panel, false);
  panel.dataset.took = performance.now() - began;
  if (answer.save) return answer;
  if (!answer.error) last[panel.dataset.panel] = { question, file };
  if (answer.error && !saves) part(panel, "answer").replaceChildren();
  draw(panel, answer, changed !== changes.get(panel));
  if (answer.hash && !answer.error && !panel.hidden) history.replaceState(null, "", answer.hash);
  return answer;
};

const fieldsOf = (form, button) => {
  const fields = {};
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields[name] = value;
  if (button?.name) fields[button.name] = button.value;
  return fields;
};

const send = (form, button) => {
  const panel = form.closest("[data-panel]");
  const file = form.querySelector("input[type=file]")?.files[0];
  put(panel, { ask: panel.dataset.panel, fields: fieldsOf(form, button), file: file?.name ?? "" }, file);
};

addEventListener("submit", event => {
  event.preventDefault();
  send(event.target, event.submitter);
});

// The periods and the series of a comparison are asked for as soon as they are changed.
addEventListener("change", event => {
  const form = event.target.closest("[data-panel='compare'] form");
  if (form && event.target.name !== "pick") send(form);
  if (event.target.type === "file" && event.target.files.length > 0) send(event.target.form);
});

addEventListener("click", async event => {
  const button = event.target.closest("button");
  if (!button) return;
  const panel = button.closest("[data-panel]"), name = panel?.dataset.panel;
  const status = button.parentElement.querySelector("[role=status]");
  if (button.dataset.save && last[name]) {
    const { question, file } = last[name];
    const chart = button.closest("section.comparison")?.dataset.chart ?? "";
    put(panel, { ...question, fields: { ...question.fields, save: button.dataset.save, chart } }, file);
  }
  if (button.name === "how") send(button.form, button);
  if (button.dataset.how) put(panel, { ask: name, fields: { how: button.dataset.how } });
  if (button.dataset.link !== undefined) copy(location.href, status);
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

// A file may be dropped on its panel.
for (const kind of ["dragover", "dragleave", "drop"]) {
  addEventListener(kind, event => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    const panel = event.target.closest?.("[data-panel]") ?? panels.find(p => !p.hidden);
    panel.classList.toggle("dropping", kind === "dragover");
    const input = panel.querySelector("input[type=file]");
    if (kind !== "drop" || !input) return;
    input.files = event.dataTransfer.files;
    send(input.form);
  });
}

// The address after # opens a panel, and may hold what is asked of it.
const panelNames = panels.map(panel => panel.dataset.panel);
const route = async () => {
  const name = location.hash.slice(1).split("?")[0];
  if (!panelNames.includes(name)) {
    const place = name && byId(name);
    if (place) for (let e = place; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
    if (!name) show("check");
    return;
  }
  show(name);
  const ask = location.hash.includes("?") || name === "compare";
  if (ask) {
    const answer = await put(panelOf(name), { ask: "open", fields: { hash: location.hash } });
    if (!answer || answer.error) return;
    last[name] = { question: { ask: name, fields: Object.fromEntries(new URLSearchParams(answer.hash.split("?")[1] ?? "")) } };
  }
};
addEventListener("hashchange", route);

document.body.dataset.state = "script";
begun.then(() => { document.body.dataset.state = "ready"; }, broken);
show(location.hash.slice(1).split("?")[0]);
if (able) route();
