/** A look at an uploaded file before it is loaded. */
import { createRowReader, SNIFF_BYTES } from "@dothi/tabular";
import type { Context } from "../../../kernel/context.ts";
import { authorise } from "../../../kernel/policy.ts";
import { decideColumns } from "../ingest/columns.ts";
import { pickTable } from "../ingest/load-file.ts";
import { nameColumns, technicalName } from "../ingest/names.ts";
import { openTable } from "../ingest/open-table.ts";
import { guessEvidence } from "../ingest/preview.ts";
import { fileSource, tablesOfFile } from "../ingest/source-file.ts";
import { policy } from "../policy.ts";
import type { FilePreview, PreviewInput, ReadingAnswers } from "../schema/loads.ts";

const previewRows = 30;

/** What is in a file: its tables, and the first rows of one of them with the types they suggest. */
export async function previewFile(ctx: Context, input: PreviewInput): Promise<FilePreview> {
  authorise(ctx, policy, "upload", "file");
  const source = await fileSource(ctx.files, input.fileHash);
  const file = await tablesOfFile(source, input.fileName);
  const table = pickTable(file.tables, input.table ?? null);
  const answers: ReadingAnswers = input.answers ?? {};
  const opened = await openTable(table, answers);
  const named = nameColumns(opened.headings);
  const { rows, complete } = await firstRows(table, opened);
  const evidence = guessEvidence(opened.headings.length, rows);
  const decided = decideColumns({ opened, evidence, answers, types: {}, known: [] });
  const base = input.fileName.replace(/\.[a-z0-9]{1,8}(\.gz)?$/i, "");
  return {
    format: file.format,
    tables: file.tables.map(({ path, name, format, hidden, bytes }) => ({
      path,
      name,
      format,
      hidden,
      bytes,
    })),
    table: table.path,
    suggestedName: (technicalName(base) || "bo_du_lieu").padEnd(3, "_"),
    suggestedTitle: base.replace(/[_-]+/g, " ").trim(),
    dialect: opened.dialect && {
      encoding: opened.dialect.encoding,
      delimiter: opened.dialect.delimiter,
      decimal: opened.dialect.decimal ?? ".",
      headerRow: opened.dialect.headerRow,
    },
    columns: named.map((column, index) => {
      const chosen = decided.columns.find(({ stagingColumn }) => stagingColumn === index);
      const open = decided.notices.some(
        ({ code, column: name }) => code === "day-month-open" && name === column.name,
      );
      return {
        ...column,
        unit: chosen?.unit ?? column.unit,
        type: open ? "date" : (chosen?.type ?? "text"),
        ambiguousDayMonth: open,
      };
    }),
    rows: rows.slice(0, previewRows),
    notices: [...file.notices, ...opened.notices()].slice(0, 50),
    sampled: !complete,
  };
}

const sampledRows = 2_000;

async function firstRows(
  table: ReturnType<typeof pickTable>,
  opened: Awaited<ReturnType<typeof openTable>>,
): Promise<{ rows: (string | null)[][]; complete: boolean }> {
  if (table.reader) {
    const rows: (string | null)[][] = [];
    for await (const batch of table.reader.rows()) {
      rows.push(...batch.rows);
      if (rows.length >= sampledRows) return { rows: rows.slice(0, sampledRows), complete: false };
    }
    return { rows, complete: true };
  }
  const rows: (string | null)[][] = [];
  const head = await table.source.read(0, SNIFF_BYTES);
  if (!opened.dialect) return { rows, complete: true };
  const reader = createRowReader(opened.dialect, (batch) => {
    for (let i = 0; i < batch.count; i++) {
      const row = batch.row(i);
      rows.push(opened.headings.map((_, column) => row.text(column).trim() || null));
    }
  });
  reader.push(head);
  const complete = head.length < SNIFF_BYTES;
  if (complete) reader.end();
  return { rows: rows.slice(0, sampledRows), complete: complete && rows.length <= sampledRows };
}
