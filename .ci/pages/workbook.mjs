// Makes releases in the layout of the Home Office's, of the counts of a tidy table.
import { readFileSync } from "node:fs";
import { crc32, createDeflateRaw } from "node:zlib";

const ours = { "88A": "Sexual grooming", 71: "Abuse of children through sexual exploitation" };
const namespaces = [["office", "office"], ["table", "table"], ["text", "text"]].map(([short, name]) => `xmlns:${short}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`).join(" ");
const cell = value => typeof value === "number"
  ? `<table:table-cell office:value-type="float" office:value="${value}" calcext:value-type="float"><text:p>${value}</text:p></table:table-cell>`
  : `<table:table-cell office:value-type="string" calcext:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
const row = cells => `<table:table-row>${cells.map(cell).join("")}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>`;
const header = ["Financial Year", "Financial Quarter", "Force Name", "Offence Description", "Offence Group", "Offence Subgroup", "Offence Code", "Number of Offences"];

// held lists the counts of the two codes that are looked for, as rows of a release, year by year.
const held = table => readFileSync(table, "utf8").trim().split("\n").slice(1)
  .map(line => line.match(/("[^"]*"|[^,]*)(,|$)/g).map(c => c.replace(/,$/, "").replaceAll('"', "")))
  .filter(([, , , code]) => ours[code])
  .map(([year, quarter, force, code, n]) => [year, Number(quarter), force, ours[code], "Sexual offences", "Other sexual offences", code, Number(n)])
  .sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);

// small is a release of these two codes as CSV, with five offences more in one cell.
export function small(table) {
  const more = row => row[0] === "2025/26" && row[1] === 3 && row[2] === "Kent" && row[6] === "88A" ? [...row.slice(0, 7), row[7] + 5] : row;
  return [header, ...held(table).map(more)].map(row => row.map(c => String(c).includes(",") ? `"${c}"` : c).join(",") + "\n").join("");
}

// content is content.xml in parts, one for each count that is held: its row and those of 133 codes
// beside the two. Their counts are of any size.
function* content(table) {
  yield `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${namespaces} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:body><office:spreadsheet><table:table table:name="Cover_sheet">${row(["Police recorded crime"])}`;
  let sheet, any = 1;
  for (const cells of held(table)) {
    const [year, quarter, force, , , , code] = cells, lines = [];
    if (year !== sheet) lines.push(`</table:table><table:table table:name="${year.replace("/", "_")}">`, row(header));
    sheet = year;
    lines.push(row(cells));
    for (let c = 0; code === "88A" && c < 133; c++) {
      any = any * 48271 % 2147483647; // Park and Miller (1988), Communications of the ACM 31:1192-1201
      lines.push(row([year, quarter, force, `Offence ${c}, known by these words or by those`, `Theft offences ${Math.floor(c / 15)}`, `Other theft offences ${Math.floor(c / 5)}`, `4.${c}`, any % 300]));
    }
    yield lines.join("");
  }
  yield "</table:table></office:spreadsheet></office:body></office:document-content>";
}

// fullSize is the bytes of an OpenDocument spreadsheet of the size of a real release, of 135 codes.
export async function fullSize(table) {
  const deflate = createDeflateRaw({ level: 1 }), packed = [];
  deflate.on("data", chunk => packed.push(chunk));
  let sum = 0, size = 0;
  for (const part of content(table)) {
    const bytes = Buffer.from(part);
    sum = crc32(bytes, sum);
    size += bytes.length;
    if (!deflate.write(bytes)) await new Promise(resolve => deflate.once("drain", resolve));
  }
  await new Promise(resolve => deflate.once("end", resolve).end());
  const kind = Buffer.from("application/vnd.oasis.opendocument.spreadsheet");
  return archive([{ name: "mimetype", method: 0, sum: crc32(kind), size: kind.length, packed: kind }, { name: "content.xml", method: 8, sum, size, packed: Buffer.concat(packed) }]);
}

// archive is a ZIP archive of parts that are packed already; see APPNOTE.TXT of PKWARE, sections 4.3.7, 4.3.12 and 4.3.16.
function archive(parts) {
  const fields = (signature, words) => {
    const out = Buffer.alloc(4 + words.reduce((n, [bytes]) => n + bytes, 0));
    out.writeUInt32LE(signature);
    let at = 4;
    for (const [bytes, value] of words) at = out.writeUIntLE(value, at, bytes);
    return out;
  };
  const files = [], directory = [];
  let at = 0;
  for (const { name, method, sum, size, packed } of parts) {
    const common = [[2, 20], [2, 0], [2, method], [4, 0x21 << 16], [4, sum], [4, packed.length], [4, size], [2, name.length], [2, 0]];
    directory.push(fields(0x02014b50, [[2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), Buffer.from(name));
    const file = Buffer.concat([fields(0x04034b50, common), Buffer.from(name), packed]);
    files.push(file);
    at += file.length;
  }
  const index = Buffer.concat(directory);
  return Buffer.concat([...files, index, fields(0x06054b50, [[2, 0], [2, 0], [2, parts.length], [2, parts.length], [4, index.length], [4, at], [2, 0]])]);
}
