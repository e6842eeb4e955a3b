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
  });
  begun.catch(() => {}); // whoever asks is told
};

// A piece of the engine or the tables is seven bits a character; see ascii7. It is read
// here, because the worker has the more to do meanwhile.
const bytes = text => {
  const packed = new Uint8Array(text.length);
  let held = 0, bits = 0, at = 0;
  for (let i = 0; i < text.length; i++) {
    let c = text.charCodeAt(i);
    if (c === 1) c = text.charCodeAt(++i) ^ 64;
    held = held << 7 | c;
    bits += 7;
    if (bits >= 8) {
      bits -= 8;
      packed[at++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  return packed.subarray(0, at);
};

// The pieces are handed on as soon as the page was read so far, and the last one of each part
// says so: the fonts, which come after it, are not waited for.
const hand = piece => {
  if (!worker) return;
  const content = bytes(piece.textContent), { piece: of, last } = piece.dataset;
  worker.postMessage({ of, piece: content, last: last !== undefined }, [content.buffer]);
};
const carry = () => hand(document.currentScript.previousElementSibling);

const restart = why => {
  worker.terminate();
  if (document.body?.dataset.state !== "ready") { fail(); return; }
  const lost = [...waiting.values()];
  waiting = new Map();
  begin();
  begun.then(renewed, broken);
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
