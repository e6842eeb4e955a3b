"use strict";
// Runs the engine away from the page, so that the page never freezes. Its first messages
// bring the pieces of the engine and the tables as the page is read; each further one is a
// question.

// A part is unpacked while its pieces arrive, and the engine compiled as it is unpacked.
const unpacking = read => {
  const stream = new DecompressionStream("gzip"), writer = stream.writable.getWriter();
  const whole = read(new Response(stream.readable, { headers: { "Content-Type": "application/wasm" } }));
  const ignore = () => {}; // the reader meets the same error
  return { add: bytes => { writer.write(bytes).catch(ignore); }, end: () => { writer.close().catch(ignore); }, whole };
};
const parts = {
  engine: unpacking(response => WebAssembly.compileStreaming(response)),
  tables: unpacking(response => response.arrayBuffer()),
  sources: unpacking(response => response),
};

// The sources are unpacked, and given to the engine, when a question first needs them.
let brought;
const bring = async () => self.bring(new Uint8Array(await parts.sources.whole.arrayBuffer()));

const begin = async () => {
  const go = new Go();
  go.env = { GOGC: "off", GOMEMLIMIT: "128MiB" }; // until it settles: see wasm/main.go
  const [engine, tables] = await Promise.all([parts.engine.whole, parts.tables.whole]);
  const instance = await WebAssembly.instantiate(engine, go.importObject);
  go.run(instance).then(() => postMessage({ ended: true }));
  postMessage({ ready: true, fault: self.start(new Uint8Array(tables)) });
};
begin().catch(error => postMessage({ ready: true, fault: String(error) }));

self.progress = (done, total) => postMessage({ done, total });

self.onmessage = async ({ data }) => {
  if (data.piece) {
    parts[data.of].add(data.piece);
    if (data.last) parts[data.of].end();
    return;
  }
  try {
    const fault = data.question.ask === "check" ? "" : await (brought ??= bring());
    postMessage({ id: data.id, answer: fault ? { error: fault } : self.ask(data.question, data.file) });
  } catch {
    postMessage({ ended: true });
  }
};
