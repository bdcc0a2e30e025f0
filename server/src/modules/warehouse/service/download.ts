/** Whole datasets as files, through the same relation as every page of rows. */
import { Readable } from "node:stream";
import { writeXlsx } from "@dothi/readers";
import type { Context } from "../../../kernel/context.ts";
import { authorise } from "../../../kernel/policy.ts";
import type { ColumnType } from "../column-types.ts";
import { warehouseError } from "../errors.ts";
import { policy } from "../policy.ts";
import type { Cell } from "../schema/datasets.ts";
import type { DownloadQuery } from "../schema/use.ts";
import type { ReadableColumn } from "../store/relation.ts";
import { streamRows, whereOf } from "../store/rows.ts";
import { logRead, openReading } from "./reading.ts";
import { columnsOf, featureOf, filterOf, naming, orderOf, placeOf } from "./rows.ts";

export interface Download {
  readonly body: Readable;
  readonly mediaType: string;
  readonly fileName: string;
}

export type FileFormat = DownloadQuery["format"];

interface FormatSpec {
  readonly mediaType: string;
  readonly extension: string;
}

export const formats: Readonly<Record<FileFormat, FormatSpec>> = {
  csv: { mediaType: "text/csv; charset=utf-8", extension: "csv" },
  "csv-excel": { mediaType: "text/csv; charset=utf-8", extension: "csv" },
  tsv: { mediaType: "text/tab-separated-values; charset=utf-8", extension: "tsv" },
  json: { mediaType: "application/json; charset=utf-8", extension: "json" },
  ndjson: { mediaType: "application/x-ndjson; charset=utf-8", extension: "ndjson" },
  xlsx: { mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", extension: "xlsx" },
  parquet: { mediaType: "application/vnd.apache.parquet", extension: "parquet" },
  geojson: { mediaType: "application/geo+json; charset=utf-8", extension: "geojson" },
};

/** @throws `warehouse.not-spatial` for GeoJSON of what has no place */
export async function downloadRows(ctx: Context, name: string, query: DownloadQuery): Promise<Download> {
  authorise(ctx, policy, "query", "data");
  const reading = await openReading(ctx, name, query);
  const { relation } = reading;
  return naming(reading, async () => {
    const where = whereOf(relation, filterOf(query.filter), query.q);
    const columns = columnsOf(relation, query.columns);
    const order = orderOf(relation, query.sort);
    await logRead(ctx, reading, "download", {
      columns: columns.map((column) => column.name),
      rows: reading.version?.rowCount ?? 0,
    });
    const open = (format: string, settings?: Record<string, string | number>) =>
      streamRows(ctx, { relation, where, columns, order }, format, settings);
    const whole =
      reading.version?.parquetHash &&
      query.format === "parquet" &&
      relation.columns.every(({ shown }) => shown === "clear");
    const same =
      whole &&
      !relation.restricted &&
      where.sql === "" &&
      order.length === 0 &&
      columns.length === relation.columns.length &&
      reading.version?.columns.length === columns.length;
    const body =
      same && reading.version?.parquetHash
        ? await ctx.files.open(reading.version.parquetHash)
        : await bodyOf(query.format, {
            open,
            columns,
            name: reading.dataset.title.vi,
            dataset: name,
            place: placeOf(relation),
          });
    const suffix = reading.version ? `_v${reading.version.number}` : "";
    return {
      body,
      mediaType: formats[query.format].mediaType,
      fileName: `${name}${suffix}.${formats[query.format].extension}`,
    };
  });
}

export interface BodyInput {
  readonly open: (format: string, settings?: Record<string, string | number>) => Promise<Readable>;
  readonly columns: readonly Pick<ReadableColumn, "name" | "type">[];
  readonly name: string;
  readonly dataset: string;
  readonly place: ReturnType<typeof placeOf>;
}

/** Bytes of a result in one of our file formats. */
export async function bodyOf(format: FileFormat, input: BodyInput): Promise<Readable> {
  switch (format) {
    case "csv":
      return input.open("CSVWithNames");
    case "tsv":
      return input.open("TSVWithNames");
    case "csv-excel":
      return Readable.from(excelCsv(input));
    case "json":
      return input.open("JSONEachRow", { output_format_json_array_of_rows: 1 });
    case "ndjson":
      return input.open("JSONEachRow");
    case "parquet":
      return input.open("Parquet");
    case "xlsx":
      return Readable.from(workbook(input));
    case "geojson": {
      if (!input.place) throw warehouseError("not-spatial", { dataset: input.dataset });
      return Readable.from(geojson(input, input.place));
    }
  }
}

/** Rows of `JSONCompactEachRow`, one array of cells a line. */
async function* rowsOf(body: Readable): AsyncGenerator<Cell[]> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") yield JSON.parse(line) as Cell[];
  }
  if (rest.trim() !== "") yield JSON.parse(rest) as Cell[];
}

const linesAtOnce = 500;

/** As Excel in Vietnam opens it: semicolons, decimal commas, BOM; a text that looks like a formula stays a text. */
async function* excelCsv({ open, columns }: BodyInput): AsyncGenerator<Buffer> {
  yield Buffer.from(`\uFEFF${columns.map(({ name }) => name).join(";")}\r\n`);
  let lines: string[] = [];
  for await (const row of rowsOf(await open("JSONCompactEachRow"))) {
    lines.push(row.map((cell, i) => excelCell(cell, columns[i]?.type ?? "text")).join(";"));
    if (lines.length < linesAtOnce) continue;
    yield Buffer.from(`${lines.join("\r\n")}\r\n`);
    lines = [];
  }
  if (lines.length > 0) yield Buffer.from(`${lines.join("\r\n")}\r\n`);
}

function excelCell(cell: Cell, type: string): string {
  if (cell === null) return "";
  if (typeof cell === "number") return type === "number" ? String(cell).replace(".", ",") : String(cell);
  const text = String(cell);
  const safe = type === "text" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function* workbook({ open, columns, name }: BodyInput): AsyncGenerator<Uint8Array> {
  async function* batches() {
    let rows: (string | number | boolean | Date | null)[][] = [];
    for await (const row of rowsOf(await open("JSONCompactEachRow"))) {
      rows.push(row.map((cell, i) => workbookCell(cell, columns[i]?.type ?? "text")));
      if (rows.length < linesAtOnce) continue;
      yield rows;
      rows = [];
    }
    yield rows;
  }
  yield* writeXlsx([
    {
      name: name.slice(0, 31),
      columns: columns.map(({ name: label, type }) => ({ label, type: sheetType(type) })),
      rows: batches(),
    },
  ]);
}

function sheetType(type: ColumnType): "text" | "number" | "boolean" | "date" | "datetime" {
  if (type === "integer") return "number";
  return type === "number" || type === "boolean" || type === "date" || type === "datetime" ? type : "text";
}

function workbookCell(cell: Cell, type: string): string | number | boolean | Date | null {
  if (typeof cell !== "string" || (type !== "date" && type !== "datetime")) return cell;
  const at = new Date(type === "date" ? `${cell}T00:00:00Z` : cell);
  return Number.isNaN(at.getTime()) ? cell : at;
}

async function* geojson(
  { open, columns }: BodyInput,
  place: NonNullable<ReturnType<typeof placeOf>>,
): AsyncGenerator<Buffer> {
  yield Buffer.from('{"type":"FeatureCollection","features":[');
  let first = true;
  for await (const row of rowsOf(await open("JSONCompactEachRow"))) {
    const [feature] = featureOf(columns as readonly ReadableColumn[], [null, ...row], place);
    if (!feature) continue;
    const { id: _none, ...rest } = feature;
    yield Buffer.from(`${first ? "" : ","}\n${JSON.stringify(rest)}`);
    first = false;
  }
  yield Buffer.from("\n]}\n");
}
