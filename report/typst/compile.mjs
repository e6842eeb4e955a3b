// Compiles a Typst file once, to a tagged PDF for each standard, with the pinned
// compiler:
//
//	node compile.mjs main.typ seconds standard out.pdf [standard out.pdf …] -- fonts…
//
// seconds is the PDF's creation time since 1970 in UTC. Only the fonts in the
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

const [main, seconds, ...rest] = process.argv.slice(2);
const end = rest.indexOf('--');
const [wanted, fonts] = [rest.slice(0, end), rest.slice(end + 1)];

function fail(diagnostics) {
  const lines = diagnostics.map((d) => [basename(d.path ?? ''), d.message].filter(Boolean).join(': '));
  console.error([...new Set(lines)].join('; '));
  process.exit(1);
}

try {
  const compiler = NodeCompiler.create({ workspace: dirname(main), fontArgs: [{ fontPaths: fonts }] });
  const result = compiler.compile({ mainFilePath: main });
  for (const problem of [result.takeError(), result.takeWarnings()]) {
    if (problem) fail(problem.shortDiagnostics);
  }
  for (let i = 0; i < wanted.length; i += 2) {
    writeFileSync(wanted[i + 1], compiler.pdf(result.result, { pdfStandard: wanted[i], creationTimestamp: Number(seconds) }));
  }
} catch (e) {
  // What the export refuses comes as a printed Rust value.
  const said = String(e.message ?? e);
  const quoted = said.match(/message: "((?:[^"\\]|\\.)*)"/);
  fail([{ message: quoted ? quoted[1].replace(/\\(["\\])/g, '$1') : said.split('\n')[0] }]);
}
