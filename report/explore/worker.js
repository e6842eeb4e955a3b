"use strict";
// Runs the engine away from the page, so that the page never freezes. The first message
// brings engine and tables, each further one a question.

const bytes = base64 => {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const characters = atob(base64);
  const list = new Uint8Array(characters.length);
  for (let i = 0; i < list.length; i++) list[i] = characters.charCodeAt(i);
  return list;
};

const begin = async ({ engine, tables }) => {
  const unpacked = new Response(new Blob([bytes(engine)]).stream().pipeThrough(new DecompressionStream("gzip")), { headers: { "content-type": "application/wasm" } });
  const go = new Go();
  const { instance } = await WebAssembly.instantiateStreaming(unpacked, go.importObject);
  go.run(instance).then(() => postMessage({ ended: true }));
  const fault = self.start(bytes(tables));
  postMessage({ ready: true, fault });
};

self.progress = (done, total) => postMessage({ done, total });

self.onmessage = ({ data }) => {
  if (data.engine) {
    begin(data).catch(error => postMessage({ ready: true, fault: String(error) }));
    return;
  }
  try {
    postMessage({ id: data.id, answer: self.ask(data.question, data.file) });
  } catch {
    postMessage({ ended: true });
  }
};
