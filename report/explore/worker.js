"use strict";
// Runs the engine away from the page, so that the page never freezes. The first message
// brings engine and tables, each further one a question.

// The parts of the page are gzip, in characters of which the lowest seven bits count.
const unpacked = text => {
  const packed = new Uint8Array(Math.floor(text.length * 7 / 8));
  let held = 0, bits = 0, at = 0;
  for (let i = 0; i < text.length; i++) {
    held = held << 7 | text.charCodeAt(i) & 127;
    bits += 7;
    if (bits >= 8) {
      bits -= 8;
      packed[at++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "content-type": "application/wasm" } });
};

const begin = async ({ engine, tables }) => {
  const go = new Go();
  go.env = { GOGC: "off" }; // until the tables are loaded, which leaves little behind
  const [{ instance }, packed] = await Promise.all([
    WebAssembly.instantiateStreaming(unpacked(engine), go.importObject), unpacked(tables).arrayBuffer(),
  ]);
  go.run(instance).then(() => postMessage({ ended: true }));
  postMessage({ ready: true, fault: self.start(new Uint8Array(packed)) });
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
