"use strict";
// Runs the engine away from the page, so that the page never freezes. Its first messages
// bring the pieces of the engine and the tables as the page is read; each further one is a
// question. Before this stand Go's wasm_exec.js and sizes, the bytes of each part unpacked.

// A part is unpacked while its pieces arrive, once it is asked for, into the room that it takes
// in all. The engine is compiled when it is whole: a browser that is given it bit by bit copies
// it twice more on the way, which takes longer than to wait. Its memory is unpacked meanwhile.
const unpacking = size => {
  const stream = new DecompressionStream("gzip"), writer = stream.writable.getWriter();
  const ignore = () => {}; // the reader meets the same error
  const take = ({ piece, last }) => {
    writer.write(piece).catch(ignore);
    if (last) writer.close().catch(ignore);
  };
  const whole = async () => {
    const room = new Uint8Array(size), reader = stream.readable.getReader();
    for (let at = 0; ;) {
      const { done, value } = await reader.read();
      if (done) return room;
      room.set(value, at);
      at += value.length;
    }
  };
  return { take, whole };
};
const parts = Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, unpacking(size)]));

// The sources are unpacked, and given to the engine, when a question first needs them.
let brought;
const bring = async () => self.bring(await parts.sources.whole());

const begin = async () => {
  const go = new Go();
  go.env = { GOGC: "off", GOMEMLIMIT: "128MiB" }; // until it settles: see wasm/main.go
  const engine = parts.engine.whole().then(code => WebAssembly.instantiate(code, go.importObject));
  const [tables, memory, { instance }] = await Promise.all([parts.tables.whole(), parts.memory.whole(), engine]);
  new Uint8Array(instance.exports.mem.buffer).set(memory);
  go.run(instance).then(() => postMessage({ ended: true }));
  postMessage({ ready: true, fault: self.start(tables) });
};
begin().catch(error => postMessage({ ready: true, fault: String(error) }));

self.progress = (done, total) => postMessage({ done, total });

self.onmessage = async ({ data }) => {
  if (data.piece) {
    parts[data.of].take(data);
    return;
  }
  try {
    const fault = data.question.ask === "check" ? "" : await (brought ??= bring());
    postMessage({ id: data.id, answer: fault ? { error: fault } : self.ask(data.question, data.file) });
  } catch {
    postMessage({ ended: true });
  }
};
