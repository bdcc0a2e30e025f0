/** The columns of a load: named, typed, and fitted to what the dataset has already. */
import type { Bilingual } from "../../../kernel/errors.ts";
import type { ColumnType } from "../column-types.ts";
import { columnTypes } from "../column-types.ts";
import type { SchemaChange } from "../schema/datasets.ts";
import type { LoadReport, Notice, ReadingAnswers } from "../schema/loads.ts";
import type { ColumnRow } from "../store/datasets.ts";
import { type NamedColumn, nameColumns } from "./names.ts";
import type { OpenedTable } from "./open-table.ts";
import { type CellFormat, chooseType, type Evidence, formatsForType, type TypeHints } from "./typing.ts";

export interface LoadColumn {
  readonly stagingColumn: number;
  readonly name: string;
  readonly sourceName: string;
  readonly unit: string | null;
  readonly type: ColumnType;
  readonly format: CellFormat;
  readonly why: Bilingual;
  readonly filled: number;
  /** Cells that hold something and may not fit; 0 = every one fits. */
  readonly doubtful: number;
  readonly distinct: number;
}

export interface ColumnsInput {
  readonly opened: OpenedTable;
  readonly evidence: readonly Evidence[];
  readonly answers: ReadingAnswers;
  /** Types set for this load, by technical name. */
  readonly types: Readonly<Record<string, string>>;
  /** The dictionary as it is. */
  readonly known: readonly ColumnRow[];
}

/** The formats worth counting for each column; null = all, since nobody has said what it is. */
export function wantedFormats(input: Omit<ColumnsInput, "evidence" | "answers">): (CellFormat[] | null)[] {
  return nameColumns(input.opened.headings).map(({ name }) => {
    const type = fixedType(name, input.types, input.known);
    return type === null ? null : formatsForType(type);
  });
}

/** Columns without heading and without values are left out: sheets come with dozens of them. */
export function decideColumns(input: ColumnsInput): { columns: LoadColumn[]; notices: Notice[] } {
  const notices: Notice[] = [];
  const named = nameColumns(input.opened.headings);
  const columns = named.flatMap((column, index) => decideColumn(input, column, index, notices));
  const left = named.length - columns.length;
  if (left > 0)
    notices.push({
      code: "empty-columns",
      vi: `Bỏ ${left} cột trống không có tiêu đề`,
      en: `${left} empty columns without heading were left out`,
    });
  return { columns, notices };
}

function decideColumn(
  input: ColumnsInput,
  column: NamedColumn,
  index: number,
  notices: Notice[],
): LoadColumn[] {
  const { opened, evidence, types, known } = input;
  const seen = evidence[index];
  if (!seen || (seen.filled === 0 && column.sourceName === "")) return [];
  const fixed = fixedType(column.name, types, known);
  const chosen = chooseType(
    seen,
    hintsOf(input, column.name, { fixed, stated: opened.hints[index] ?? null }),
  );
  const open = chosen.doubt === "day-month" && !fixed;
  if (open) notices.push(dayMonthOpen(column.name));
  if (chosen.doubt === "thousands") notices.push(thousandsOpen(column.name));
  return [
    {
      stagingColumn: index,
      ...column,
      unit: opened.units[index] ?? column.unit,
      ...(open
        ? { type: "text", format: "text", why: openWords }
        : { type: chosen.type, format: chosen.format, why: chosen.why }),
      filled: seen.filled,
      doubtful: open
        ? 0
        : seen.filled - (seen.fits[chosen.format] ?? (chosen.format === "text" ? seen.filled : 0)),
      distinct: seen.distinct,
    },
  ];
}

function hintsOf(
  { opened, answers }: ColumnsInput,
  name: string,
  { fixed, stated }: { fixed: ColumnType | null; stated: ColumnType | null },
): TypeHints {
  const type = fixed ?? stated;
  const decimal = opened.dialect?.decimal;
  return {
    name,
    ...(type ? { type } : {}),
    ...(fixed ? { fixed: true } : {}),
    ...(decimal ? { decimal } : {}),
    ...(answers.dayMonth ? { dayMonth: answers.dayMonth } : {}),
  };
}

const openWords: Bilingual = {
  vi: "chưa rõ ngày trước hay tháng trước: giữ là chữ cho tới khi có người trả lời",
  en: "day first or month first is open: kept as text until someone answers",
};

function dayMonthOpen(column: string): Notice {
  return {
    code: "day-month-open",
    column,
    vi: `Cột ${column}: ${openWords.vi}`,
    en: `Column ${column}: ${openWords.en}`,
  };
}

function thousandsOpen(column: string): Notice {
  return {
    code: "thousands-open",
    column,
    vi: `Cột ${column}: mọi số đều có ba chữ số sau dấu chấm; đọc là phần lẻ, hãy kiểm tra`,
    en: `Column ${column}: every number has three digits after the point; read as fractions, please check`,
  };
}

function fixedType(
  name: string,
  types: Readonly<Record<string, string>>,
  known: readonly ColumnRow[],
): ColumnType | null {
  const asked = types[name];
  if (asked && (columnTypes as readonly string[]).includes(asked)) return asked as ColumnType;
  const column = known.find((one) => one.name === name);
  return column?.fixedType ? column.type : null;
}

/** The type that holds values of both. */
export function commonType(a: ColumnType, b: ColumnType): ColumnType {
  if (a === b) return a;
  const pair = new Set([a, b]);
  if (pair.has("integer") && pair.has("number")) return "number";
  if (pair.has("date") && pair.has("datetime")) return "datetime";
  return "text";
}

export function schemaChanges(
  before: readonly { name: string; type: ColumnType }[],
  after: readonly { name: string; type: ColumnType }[],
): SchemaChange[] {
  const old = new Map(before.map(({ name, type }) => [name, type]));
  const now = new Map(after.map(({ name, type }) => [name, type]));
  return [
    ...after.flatMap(({ name, type }): SchemaChange[] => {
      const was = old.get(name);
      if (was === undefined) return [{ kind: "added", column: name, type }];
      return was === type ? [] : [{ kind: "type", column: name, before: was, after: type }];
    }),
    ...before.flatMap(({ name, type }): SchemaChange[] =>
      now.has(name) ? [] : [{ kind: "removed", column: name, type }],
    ),
  ];
}

export function reportColumns(
  columns: readonly LoadColumn[],
  quarantined: ReadonlyMap<number, number>,
): LoadReport["columns"] {
  return columns.map(({ name, sourceName, type, format, filled, unit, why, stagingColumn }) => ({
    name,
    sourceName,
    type,
    format: format === "text" ? null : format,
    filled,
    quarantined: quarantined.get(stagingColumn) ?? 0,
    unit,
    why,
  }));
}
