// Checks Word documents against the schemas and the further rules of Office Open
// XML, with the validator of Microsoft's Open XML SDK:
//
//	node .ci/pages/word.mjs report/evidence.docx
import { readFileSync } from "node:fs";
import validate from "@ooxml-tools/validate";

for (const file of process.argv.slice(2)) {
  const content = readFileSync(file);
  for (const version of ["Office2010", "Microsoft365"]) {
    const faults = await validate(content, "docx", version);
    console.log(`${file}, ${version}: ${faults.length} faults`);
    for (const f of faults) console.log(`  ${f.path?.partUri} ${f.path?.xpath}: ${f.description}`);
    if (faults.length > 0) process.exitCode = 1;
  }
}
process.exit();
