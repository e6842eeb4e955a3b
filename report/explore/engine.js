"use strict";
// Runs the engine in a worker, and hands it the pieces of itself and of the tables. This
// stands first in the page: a worker takes its time to begin, while the rest of the page is
// read and drawn.

const byId = id => document.getElementById(id);
const able = typeof WebAssembly === "object" && typeof DecompressionStream === "function";

// A question that takes too long, or that ends the engine, is given up and the engine begun
// anew: the page goes on. What has begun is a promise, which fails where no engine can be.
const patience = { release: 120000, check: 60000 };
let worker, waiting = new Map(), asked = 0, begun, fail;

const begin = () => {
  begun = new Promise((resolve, reject) => {
    fail = reject;
    if (!able) { fail(); return; }
    worker = new Worker(URL.createObjectURL(new Blob([byId("worker").textContent], { type: "text/javascript" })));
    worker.onmessage = ({ data }) => {
      if (data.ready) (data.fault ? fail : resolve)(data.fault);
      else if (data.ended) restart("ended");
      else if (data.id) {
        waiting.get(data.id)?.(data.answer);
        waiting.delete(data.id);
      } else progress(data);
    };
    worker.onerror = () => restart("ended");
    document.querySelectorAll("[data-piece]").forEach(hand);
    if (read) worker.postMessage({ whole: true });
  });
  begun.catch(() => {}); // whoever asks is told
};

// The pieces stand last in the page: each is handed on as soon as the page was read so far.
let read = false;
const hand = piece => worker?.postMessage({ of: piece.dataset.piece, piece: piece.textContent });
const carry = () => hand(document.currentScript.previousElementSibling);
addEventListener("DOMContentLoaded", () => {
  read = true;
  worker?.postMessage({ whole: true });
});

const restart = why => {
  worker.terminate();
  if (document.body?.dataset.state !== "ready") { fail(); return; }
  const lost = [...waiting.values()];
  waiting = new Map();
  begin();
  begun.catch(broken);
  for (const settle of lost) settle({ error: document.body.dataset[why], restarted: true });
};

const ask = async (question, file) => {
  const ready = await begun.then(() => true, () => false);
  if (!ready) return { error: byId("no-engine").textContent };
  return new Promise(resolve => {
    const id = ++asked;
    const timer = setTimeout(() => { if (waiting.has(id)) restart("slow"); }, patience[question.ask] ?? 30000);
    waiting.set(id, answer => { clearTimeout(timer); resolve(answer); });
    worker.postMessage({ id, question, file }, file ? [file.buffer] : []);
  });
};

begin();
