/** Workbooks written as a stream, as offices want them: real dates, frozen bold header, filter, column widths. */
import { serialOf } from "./excel-time.ts";
import { writeZip, type ZipFile } from "./zip-write.ts";

/** A cell to write. Text is always text: nothing of it is ever run as a formula. */
export type WriteCell = string | number | boolean | Date | null;

/** One sheet to write; rows come in batches. A sheet longer than Excel allows goes on in the next. */
export interface WriteSheet {
  readonly name: string;
  readonly columns: readonly {
    readonly label: string;
    readonly type: "text" | "number" | "boolean" | "date" | "datetime";
  }[];
  readonly rows: AsyncIterable<readonly (readonly WriteCell[])[]>;
}

/** Rows of a sheet below its header. */
export const MAX_SHEET_ROWS = 1_048_575;

const MAX_TEXT = 32_767;
/** Below the 4 GB that a part of a plain ZIP may have. */
const MAX_SHEET_BYTES = 3_500_000_000;
const CHUNK_CHARS = 262_144;
const WIDTH_ROWS = 200;
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Cell styles by their place in cellXfs. */
const STYLE = { header: 1, date: 2, datetime: 3 };

/** The bytes of an .xlsx file; `maxRows` a sheet can be lowered. Throws ReaderError `xlsx-too-large`. */
export function writeXlsx(
  sheets: readonly WriteSheet[],
  maxRows = MAX_SHEET_ROWS,
): AsyncIterable<Uint8Array> {
  return writeZip(workbookParts(sheets, Math.max(1, Math.min(maxRows, MAX_SHEET_ROWS))));
}

/** The part of one sheet: where its rows stand is shared with the parts that go on after it. */
interface Feed {
  readonly sheet: WriteSheet;
  readonly rows: AsyncIterator<readonly (readonly WriteCell[])[]>;
  batch: readonly (readonly WriteCell[])[];
  at: number;
  done: boolean;
}

async function* workbookParts(sheets: readonly WriteSheet[], maxRows: number): AsyncGenerator<ZipFile> {
  const names: string[] = [];
  for (const sheet of sheets) {
    const feed: Feed = { sheet, rows: sheet.rows[Symbol.asyncIterator](), batch: [], at: 0, done: false };
    await fill(feed);
    for (let part = 1; part === 1 || !feed.done; part++) {
      names.push(sheetName(part === 1 ? sheet.name : `${sheet.name} (${part})`, part, names));
      yield { path: `xl/worksheets/sheet${names.length}.xml`, content: encoded(sheetXml(feed, maxRows)) };
    }
  }
  if (names.length === 0) {
    names.push("Sheet1");
    yield {
      path: "xl/worksheets/sheet1.xml",
      content: one(`${HEAD}<worksheet xmlns="${MAIN}"><sheetData/></worksheet>`),
    };
  }
  const numbers = names.map((_, i) => i + 1);
  yield {
    path: "xl/workbook.xml",
    content: one(
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names
        .map((name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join("")}</sheets></workbook>`,
    ),
  };
  yield {
    path: "xl/_rels/workbook.xml.rels",
    content: one(
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${numbers
        .map(
          (n) =>
            `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
        )
        .join(
          "",
        )}<Relationship Id="rId${names.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    ),
  };
  yield { path: "xl/styles.xml", content: one(stylesXml()) };
  yield {
    path: "_rels/.rels",
    content: one(
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
  };
  yield { path: "[Content_Types].xml", content: one(contentTypes(numbers)) };
}

async function fill(feed: Feed): Promise<void> {
  while (!feed.done && feed.at >= feed.batch.length) {
    const { done, value } = await feed.rows.next();
    feed.done = done === true;
    feed.batch = done ? [] : value;
    feed.at = 0;
  }
}

async function* sheetXml(feed: Feed, maxRows: number): AsyncGenerator<string> {
  const { columns } = feed.sheet;
  const letters = columns.map((_, i) => columnLetters(i));
  let out = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  if (columns.length > 0) out += `<cols>${widths(feed).join("")}</cols>`;
  out += '<sheetData><row r="1">';
  columns.forEach(({ label }, i) => {
    out += textCell(`${letters[i]}1`, label, ` s="${STYLE.header}"`);
  });
  out += "</row>";
  let row = 1;
  let chars = 0;
  while (!feed.done && row <= maxRows && chars < MAX_SHEET_BYTES / 3) {
    const cells = feed.batch[feed.at++] ?? [];
    row++;
    out += `<row r="${row}">`;
    for (let i = 0; i < columns.length; i++)
      out += cellXml(`${letters[i]}${row}`, cells[i] ?? null, columns[i]?.type);
    out += "</row>";
    if (out.length > CHUNK_CHARS) {
      chars += out.length;
      yield out;
      out = "";
    }
    if (feed.at >= feed.batch.length) await fill(feed);
  }
  const filter = columns.length > 0 ? `<autoFilter ref="A1:${letters.at(-1)}${row}"/>` : "";
  yield `${out}</sheetData>${filter}</worksheet>`;
}

function cellXml(reference: string, value: WriteCell, type: string | undefined): string {
  if (value === null) return "";
  if (typeof value === "string") return value === "" ? "" : textCell(reference, value, "");
  if (typeof value === "boolean") return `<c r="${reference}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === "number") {
    return Number.isFinite(value)
      ? `<c r="${reference}"><v>${value}</v></c>`
      : textCell(reference, String(value), "");
  }
  const serial = serialOf(value);
  if (Number.isNaN(serial)) return "";
  // Excel has no dates before 1900: they are written as text.
  if (serial < 1) return textCell(reference, value.toISOString(), "");
  return `<c r="${reference}" s="${type === "date" ? STYLE.date : STYLE.datetime}"><v>${serial}</v></c>`;
}

function textCell(reference: string, text: string, style: string): string {
  const cut = text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
  return `<c r="${reference}"${style} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cut)}</t></is></c>`;
}

/** XML text; characters XML cannot hold are written the way Excel does, `_x0001_`. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_")
    .replace(/[&<>"\r]|[^\t\n\r\u{20}-\u{fffd}\u{10000}-\u{10ffff}]/gu, (found) => {
      if (found === "&") return "&amp;";
      if (found === "<") return "&lt;";
      if (found === ">") return "&gt;";
      if (found === '"') return "&quot;";
      return `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
    });
}

function widths(feed: Feed): string[] {
  return feed.sheet.columns.map(({ label, type }, i) => {
    let width = Math.max(label.length + 3, type === "date" ? 11 : type === "datetime" ? 19 : 8);
    for (const row of feed.batch.slice(feed.at, feed.at + WIDTH_ROWS)) {
      const cell = row[i];
      if (typeof cell === "string" || typeof cell === "number")
        width = Math.max(width, String(cell).length + 1);
    }
    return `<col min="${i + 1}" max="${i + 1}" width="${Math.min(60, width)}" customWidth="1"/>`;
  });
}

/** A name as Excel takes it: 31 characters, none of []:*?/\, no apostrophe at its ends, not used before. */
function sheetName(wanted: string, part: number, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const suffix = part === 1 ? "" : ` (${part})`;
  const clean = wanted
    .slice(0, wanted.length - suffix.length)
    .replace(/[[\]:*?/\\]|\p{Cc}/gu, " ")
    .replace(/^[\s']+|[\s']+$/g, "");
  const base = clean === "" ? "Sheet" : clean;
  for (let n = 0; ; n++) {
    const tail = n === 0 ? suffix : `${suffix} ${n + 1}`;
    const name = `${[...base]
      .slice(0, 31 - tail.length)
      .join("")
      .slice(0, 31 - tail.length)}${tail}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}

function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

function stylesXml(): string {
  const xf = (format: number, font = 0): string =>
    `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;
  return (
    `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>` +
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy hh:mm:ss"/></numFmts>' +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="4">${xf(0)}${xf(0, 1)}${xf(164)}${xf(165)}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  );
}

function contentTypes(numbers: readonly number[]): string {
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>` +
    numbers
      .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${type}.worksheet+xml"/>`)
      .join("") +
    "</Types>"
  );
}

async function* one(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const text of texts) yield encoder.encode(text);
}
