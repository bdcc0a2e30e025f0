/** Helpers of the tests of this package: small files made by hand. */
import { zipSync } from "fflate";
import type { Format } from "./detect.ts";
import { openTables } from "./open-tables.ts";
import { bytesSource } from "./source.ts";
import type { ReadLimits, RowRefusal, SourceColumn } from "./tables.ts";

/** UTF-8 bytes. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A ZIP of texts; `level` 0 stores them. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>, level: 0 | 6 = 6): Uint8Array {
  const entries = Object.entries(files).map(([path, content]) => [
    path,
    [typeof content === "string" ? utf8(content) : content, { level }],
  ]);
  return zipSync(Object.fromEntries(entries));
}

/** A workbook of sheets given as the inner XML of `<worksheet>`. */
export function xlsxOf(
  sheets: Readonly<Record<string, string>>,
  more: {
    strings?: string[];
    formats?: string[];
    workbookPr?: string;
    state?: string;
    files?: Record<string, string>;
  } = {},
): Uint8Array {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const names = Object.keys(sheets);
  const files: Record<string, string> = {
    "_rels/.rels": `<Relationships><Relationship Id="r1" Type="${relations}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${relations}">${more.workbookPr ?? ""}<sheets>${names
      .map(
        (name, i) =>
          `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i + 1}"${i > 0 ? (more.state ?? "") : ""}/>`,
      )
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${names
      .map(
        (_, i) =>
          `<Relationship Id="r${i + 1}" Type="${relations}/worksheet" Target="worksheets/../worksheets/s${i + 1}.xml"/>`,
      )
      .join("")}</Relationships>`,
  };
  names.forEach((name, i) => {
    files[`xl/worksheets/s${i + 1}.xml`] =
      `<?xml version="1.0"?><worksheet xmlns="${main}">${sheets[name]}</worksheet>`;
  });
  if (more.strings) {
    files["xl/sharedStrings.xml"] =
      `<sst xmlns="${main}">${more.strings.map((text) => `<si>${text}</si>`).join("")}</sst>`;
  }
  if (more.formats) {
    files["xl/styles.xml"] = `<styleSheet><numFmts>${more.formats
      .map((code, i) => `<numFmt numFmtId="${200 + i}" formatCode="${code}"/>`)
      .join(
        "",
      )}</numFmts><cellXfs><xf numFmtId="0"/>${more.formats.map((_, i) => `<xf numFmtId="${200 + i}"/>`).join("")}</cellXfs></styleSheet>`;
  }
  return zipOf({ ...files, ...more.files });
}

/** `<sheetData>` of rows: strings inline, numbers, booleans, null; `{xml}` as it is. */
export function sheetData(
  rows: readonly (readonly (string | number | boolean | null | { xml: string })[])[],
): string {
  const letter = (column: number): string => String.fromCharCode(65 + column);
  const cell = (value: string | number | boolean | null | { xml: string }, at: string): string => {
    if (value === null) return "";
    if (typeof value === "object") return value.xml.replace("<c", `<c r="${at}"`);
    if (typeof value === "string") return `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
    return typeof value === "boolean"
      ? `<c r="${at}" t="b"><v>${Number(value)}</v></c>`
      : `<c r="${at}"><v>${value}</v></c>`;
  };
  return `<sheetData>${rows
    .map(
      (row, r) =>
        `<row r="${r + 1}">${row.map((value, c) => cell(value, `${letter(c)}${r + 1}`)).join("")}</row>`,
    )
    .join("")}</sheetData>`;
}

/** Everything one table of a file gives. */
export interface Whole {
  readonly name: string;
  readonly columns: SourceColumn[];
  readonly names: string[];
  readonly rows: (string | null)[][];
  readonly rowNumbers: number[];
  readonly refusals: RowRefusal[];
  readonly codes: string[];
}

/** Reads all tables of a file in chunks of `chunkBytes`. */
export async function readAll(
  content: string | Uint8Array,
  format: Format,
  options: Partial<ReadLimits> & { chunkBytes?: number } = {},
): Promise<Whole[]> {
  const { chunkBytes, ...limits } = options;
  const bytes = typeof content === "string" ? utf8(content) : content;
  const wholes: Whole[] = [];
  for (const table of await openTables(bytesSource(bytes, chunkBytes), format, limits)) {
    const columns = await table.columns();
    const whole = {
      rows: [] as (string | null)[][],
      rowNumbers: [] as number[],
      refusals: [] as RowRefusal[],
    };
    for await (const batch of table.rows()) {
      whole.rows.push(...batch.rows);
      whole.rowNumbers.push(...batch.rowNumbers);
      whole.refusals.push(...batch.refusals);
    }
    const codes = table.notices.map((one) => one.code);
    wholes.push({ name: table.name, columns, names: columns.map((one) => one.name), ...whole, codes });
  }
  return wholes;
}

/** The only table of a file. */
export async function readOne(
  content: string | Uint8Array,
  format: Format,
  options: Partial<ReadLimits> & { chunkBytes?: number } = {},
): Promise<Whole> {
  const [whole] = await readAll(content, format, options);
  if (!whole) throw new Error("no table");
  return whole;
}
