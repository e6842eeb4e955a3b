"use strict";
// Runs the engine away from the page, so that the page never freezes. Its first messages
// bring the pieces of the engine and the tables as the page is read, then that they are
// whole; each further one is a question.

// A part is unpacked while its pieces arrive. A Response would take twice as long.
const unpacking = () => {
  const stream = new DecompressionStream("gzip"), writer = stream.writable.getWriter();
  const ignore = () => {}; // the reader meets the same error
  const unpacked = async () => {
    const chunks = [];
    for (const reader = stream.readable.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
    }
    const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  };
  return { add: bytes => { writer.write(bytes).catch(ignore); }, end: () => { writer.close().catch(ignore); }, whole: unpacked() };
};
const parts = { engine: unpacking(), tables: unpacking() };

const begin = async () => {
  const go = new Go();
  go.env = { GOGC: "off", GOMEMLIMIT: "128MiB" }; // until it settles: see wasm/main.go
  const [engine, tables] = await Promise.all([parts.engine.whole, parts.tables.whole]);
  const { instance } = await WebAssembly.instantiate(engine, go.importObject);
  go.run(instance).then(() => postMessage({ ended: true }));
  postMessage({ ready: true, fault: self.start(tables) });
};
begin().catch(error => postMessage({ ready: true, fault: String(error) }));

self.progress = (done, total) => postMessage({ done, total });

self.onmessage = ({ data }) => {
  if (data.piece) parts[data.of].add(data.piece);
  else if (data.whole) Object.values(parts).forEach(part => part.end());
  else {
    try {
      postMessage({ id: data.id, answer: self.ask(data.question, data.file) });
    } catch {
      postMessage({ ended: true });
    }
  }
};
