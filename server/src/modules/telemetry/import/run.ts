/**
 * Reads a file of any size into series. Memory is that of a few batches; a cell that cannot be used is set down with
 * its line, column, value and reason, and everything else is stored. Running it again stores nothing twice.
 */
import type { Readable } from "node:stream";
import {
  createRowReader,
  type Dialect,
  dateAndTimeReader,
  isReason,
  type Reason,
  type Row,
  type RowBatch,
  type TimeFormat,
  timeReader,
} from "@dothi/tabular";
import { createBatchBuilder } from "../ingest/batch.ts";
import type { Series } from "../ingest/catalogue.ts";
import type { Pipeline } from "../ingest/pipeline.ts";
import { futureToleranceMs } from "../ingest/quality.ts";
import type { ImportPlan } from "./plan.ts";

/** A row or a cell that was not taken. `column` is null when the whole row was not. */
export interface Refused {
  readonly rowNumber: number;
  readonly column: string | null;
  readonly value: string;
  readonly reason: Reason;
  readonly raw: string;
}

export interface ImportEffects {
  readonly pipeline: Pipeline;
  /** The series of a station and property. */
  readonly seriesOf: (thing: string, property: string) => Series | undefined;
  readonly refuse: (refused: Refused) => void;
  readonly progress: (bytes: number, rows: number) => Promise<void>;
  readonly now: () => number;
}

export interface ImportResult {
  rowsRead: number;
  rowsRefused: number;
  stored: number;
  unchanged: number;
}

const batchRows = 50_000;
/** Batches that may be on their way to the store while the next rows are read. */
const batchesUnderWay = 4;

export async function runImport(
  file: Readable,
  plan: ImportPlan,
  effects: ImportEffects,
): Promise<ImportResult> {
  const result: ImportResult = { rowsRead: 0, rowsRefused: 0, stored: 0, unchanged: 0 };
  const builder = createBatchBuilder(batchRows + 32_000);
  const take = rowTaker(plan, effects, builder);
  const reader = createRowReader(plan.dialect as Dialect, (batch) => {
    for (const { rowNumber, reason, raw } of batch.refusals)
      effects.refuse({ rowNumber, column: null, value: "", reason, raw });
    result.rowsRefused += batch.refusals.length;
    result.rowsRead += batch.count + batch.refusals.length;
    for (let i = 0; i < batch.count; i++) if (!take(batch.row(i), batch)) result.rowsRefused++;
  });
  const storing: Promise<void>[] = [];
  const store = async (): Promise<void> => {
    const rows = builder.take(0, 0);
    if (storing.length >= batchesUnderWay) await storing.shift();
    const stored = effects.pipeline.acceptStored(rows).then((answer) => {
      result.stored += answer.stored;
      result.unchanged += answer.unchanged;
    });
    stored.catch(() => undefined);
    storing.push(stored);
  };
  let bytes = 0;
  for await (const chunk of file) {
    bytes += chunk.length;
    reader.push(chunk);
    if (builder.count >= batchRows) await store();
    await effects.progress(bytes, result.rowsRead);
  }
  reader.end();
  await store();
  await Promise.all(storing);
  return result;
}

type TakeRow = (row: Row, batch: RowBatch) => boolean;

/** True if every cell of the row could be used. */
function rowTaker(
  plan: ImportPlan,
  effects: ImportEffects,
  rows: ReturnType<typeof createBatchBuilder>,
): TakeRow {
  const readTime = timeOf(plan);
  const stationOf = new Map(plan.stations.map(({ text, thing }) => [text, thing]));
  const only = plan.stationColumn === undefined ? plan.stations[0]?.thing : undefined;
  const take = plan.long ? longCells(plan.long, effects, rows) : wideCells(plan.values ?? [], effects, rows);
  const latest = effects.now() + futureToleranceMs;
  return (row, batch) => {
    const refuse = (column: number, reason: Reason) => {
      const { rowNumber } = row;
      effects.refuse({
        rowNumber,
        column: batch.header[column] ?? String(column + 1),
        value: row.text(column).slice(0, 200),
        reason,
        raw: row.raw(),
      });
      return false;
    };
    const timeColumn = plan.time.columns[0] ?? 0;
    const at = readTime(row);
    if (isReason(at)) return refuse(timeColumn, at);
    if (at > latest) return refuse(timeColumn, reasons.future);
    if (at < 0) return refuse(timeColumn, reasons.tooOld);
    const station = only ?? stationOf.get(row.text(plan.stationColumn ?? 0).trim());
    if (station === undefined) return refuse(plan.stationColumn ?? 0, reasons.stationUnknown);
    return take(row, station, at, refuse);
  };
}

type Refuse = (column: number, reason: Reason) => boolean;
type TakeCells = (row: Row, station: string, at: number, refuse: Refuse) => boolean;

function wideCells(
  values: readonly { column: number; property: string }[],
  effects: ImportEffects,
  rows: ReturnType<typeof createBatchBuilder>,
): TakeCells {
  const known = new Map<string, (Series | undefined)[]>();
  return (row, station, at, refuse) => {
    let series = known.get(station);
    if (!series) {
      series = values.map(({ property }) => effects.seriesOf(station, property));
      known.set(station, series);
    }
    let whole = true;
    for (let i = 0; i < values.length; i++) {
      const column = values[i]?.column ?? 0;
      const value = row.number(column);
      if (value === null) continue;
      const one = series[i];
      if (typeof value !== "number") whole = refuse(column, value);
      else if (one) rows.add(one.id, at, Number.NaN, value);
      else whole = refuse(column, reasons.seriesUnknown);
    }
    return whole;
  };
}

function longCells(
  long: NonNullable<ImportPlan["long"]>,
  effects: ImportEffects,
  rows: ReturnType<typeof createBatchBuilder>,
): TakeCells {
  const propertyOf = new Map(long.properties.map(({ text, property }) => [text, property]));
  return (row, station, at, refuse) => {
    const property = propertyOf.get(row.text(long.propertyColumn).trim());
    if (property === undefined) return refuse(long.propertyColumn, reasons.propertyUnknown);
    const value = row.number(long.value);
    if (value === null) return true;
    if (typeof value !== "number") return refuse(long.value, value);
    const series = effects.seriesOf(station, property);
    if (!series) return refuse(long.value, reasons.seriesUnknown);
    rows.add(series.id, at, Number.NaN, value);
    return true;
  };
}

function timeOf(plan: ImportPlan): (row: Row) => number | Reason {
  const [first = 0, second] = plan.time.columns;
  const format = plan.time.format as TimeFormat;
  if (second === undefined) {
    const reader = timeReader(format, plan.time.zone);
    return (row) => row.time(first, reader);
  }
  const reader = dateAndTimeReader(format, plan.time.zone);
  return (row) => reader(row.bytes(first).slice(), row.bytes(second));
}

const reasons = {
  future: {
    code: "time-in-future",
    vi: "Thời điểm ở tương lai quá 5 phút; kiểm tra định dạng ngày và múi giờ",
    en: "The time is more than 5 minutes in the future; check the date format and the time zone",
  },
  tooOld: { code: "time-too-old", vi: "Thời điểm trước năm 1970", en: "The time is before 1970" },
  stationUnknown: {
    code: "station-unknown",
    vi: "Tên trạm chưa được ghép với trạm nào; ghép trạm rồi nhập lại",
    en: "The station name has not been matched; match it and import again",
  },
  propertyUnknown: {
    code: "property-unknown",
    vi: "Tên đại lượng chưa được ghép; ghép đại lượng rồi nhập lại",
    en: "The name of the property has not been matched; match it and import again",
  },
  seriesUnknown: {
    code: "series-unknown",
    vi: "Trạm này không có chuỗi số liệu của đại lượng",
    en: "The station has no series of this property",
  },
} satisfies Record<string, Reason>;
