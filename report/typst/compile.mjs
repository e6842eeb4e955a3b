// Compiles Typst files, each once, to tagged PDFs with the pinned compiler:
//
//	node compile.mjs [main.typ seconds standard out.pdf] … -- fonts…
//
// Those of one main file stand together. seconds is the PDF's creation time since 1970 in UTC. Only the fonts in the
// given folders are used. A warning, such as an unknown font family, fails like
// an error: one line on stderr, exit status 1, and no PDF. Exit status 3 says that
// the compiler has no native part for this machine.
import { writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

let NodeCompiler;
try {
  ({ NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler'));
} catch (e) {
  console.error(`the pinned compiler cannot be loaded: ${String(e.message ?? e).split('\n')[0]}`);
  process.exit(3);
}

const rest = process.argv.slice(2);
const end = rest.indexOf('--');
const [wanted, fonts] = [rest.slice(0, end), rest.slice(end + 1)];

function fail(diagnostics) {
  const lines = diagnostics.map((d) => [basename(d.path ?? ''), d.message].filter(Boolean).join(': '));
  console.error([...new Set(lines)].join('; '));
  process.exit(1);
}

try {
  // The workspace is the folder over those of the main files.
  const compiler = NodeCompiler.create({ workspace: dirname(dirname(wanted[0])), fontArgs: [{ fontPaths: fonts }] });
  let set, result;
  for (let i = 0; i < wanted.length; i += 4) {
    const [main, seconds, standard, out] = wanted.slice(i, i + 4);
    if (main !== set) {
      result = compiler.compile({ mainFilePath: main });
      set = main;
      for (const problem of [result.takeError(), result.takeWarnings()]) {
        if (problem) fail(problem.shortDiagnostics);
      }
    }
    writeFileSync(out, compiler.pdf(result.result, { pdfStandard: standard, creationTimestamp: Number(seconds) }));
  }
} catch (e) {
  // What the export refuses comes as a printed Rust value.
  const said = String(e.message ?? e);
  const quoted = said.match(/message: "((?:[^"\\]|\\.)*)"/);
  fail([{ message: quoted ? quoted[1].replace(/\\(["\\])/g, '$1') : said.split('\n')[0] }]);
}
