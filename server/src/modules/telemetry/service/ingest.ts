/** Readings in by HTTP: one (SensorThings Observation) or many (dataArray), all through the one pipeline. */
import type { Context } from "../../../kernel/context.ts";
import { AppError } from "../../../kernel/errors.ts";
import { authorise, may } from "../../../kernel/policy.ts";
import { telemetryError } from "../errors.ts";
import { createBatchBuilder } from "../ingest/batch.ts";
import type { Series } from "../ingest/catalogue.ts";
import { parseMoment, refusalOf } from "../ingest/moment.ts";
import { policy } from "../policy.ts";
import { type Telemetry, telemetryState } from "../state.ts";

export interface NewObservation {
  readonly datastreamId: number;
  readonly result: unknown;
  readonly phenomenonTime?: unknown;
  readonly resultTime?: unknown;
}

/** An observation's id: its series and its moment; SensorThings allows text ids. */
export function observationId(datastreamId: number, at: number): string {
  return `${datastreamId}-${at}`;
}

/**
 * Takes one reading; when this returns, it can be read.
 * @throws `telemetry.series-unknown` and the refusals of moment.ts
 */
export async function createObservation(
  ctx: Context,
  input: NewObservation,
): Promise<{ id: string; at: number }> {
  const telemetry = telemetryState.of(ctx);
  const series = await findSeries(telemetry, input.datastreamId);
  authorise(ctx, policy, "write", "reading", { agencyCode: series?.agencyCode ?? null });
  if (!series) throw telemetryError("series-unknown", { series: input.datastreamId });
  const now = ctx.now().getTime();
  const at = input.phenomenonTime === undefined ? now : parseMoment(input.phenomenonTime, series.timeLabel);
  const refusal = refusalOf(at, input.result, input.phenomenonTime, now);
  if (refusal) {
    recordRefusal(ctx, telemetry, input.datastreamId, input, refusal);
    throw refusal;
  }
  const rows = createBatchBuilder(1);
  rows.add(series.id, at, parseMoment(input.resultTime), input.result as number);
  await telemetry.pipeline.acceptStored(rows.take(now, 0));
  return { id: observationId(series.id, at), at };
}

export interface DataArray {
  readonly datastreamId: number;
  readonly components: readonly string[];
  readonly dataArray: readonly (readonly unknown[])[];
}

/** For each row, in order: the observation's id, or why it was refused. */
export type RowAnswer = string | AppError;

/**
 * Takes many readings. A bad row is refused by itself, with its reason kept among the refusals; the others are
 * stored. When this returns, they can be read.
 * @throws `telemetry.components-missing` if an array lacks the columns that are needed
 */
export async function createObservations(ctx: Context, arrays: readonly DataArray[]): Promise<RowAnswer[]> {
  const telemetry = telemetryState.of(ctx);
  const answers: RowAnswer[] = [];
  const rows = createBatchBuilder(
    Math.max(
      1,
      arrays.reduce((sum, a) => sum + a.dataArray.length, 0),
    ),
  );
  const now = ctx.now().getTime();
  for (const array of arrays) {
    const series = await findSeries(telemetry, array.datastreamId);
    const mayWrite = may(ctx.actor, policy, "write", "reading", { agencyCode: series?.agencyCode ?? null });
    if (!mayWrite) authorise(ctx, policy, "write", "reading", { agencyCode: series?.agencyCode ?? null });
    const columns = columnsOf(array.components);
    const unknown = series ? undefined : telemetryError("series-unknown", { series: array.datastreamId });
    for (const row of array.dataArray)
      answers.push(unknown ?? takeRow(series as Series, row, columns, rows, now));
  }
  await telemetry.pipeline.acceptStored(rows.take(now, 0));
  recordRefusals(ctx, telemetry, arrays, answers);
  return answers;
}

interface Columns {
  readonly time: number;
  readonly result: number;
  readonly resultTime: number;
}

function columnsOf(components: readonly string[]): Columns {
  const at = (name: string) => components.indexOf(name);
  for (const needed of ["result", "phenomenonTime"])
    if (at(needed) === -1) throw telemetryError("components-missing", { component: needed });
  return { time: at("phenomenonTime"), result: at("result"), resultTime: at("resultTime") };
}

function takeRow(
  series: Series,
  row: readonly unknown[],
  columns: Columns,
  rows: ReturnType<typeof createBatchBuilder>,
  now: number,
): RowAnswer {
  const time = row[columns.time];
  const result = row[columns.result];
  const at = parseMoment(time, series.timeLabel);
  const refusal = refusalOf(at, result, time, now);
  if (refusal) return refusal;
  rows.add(
    series.id,
    at,
    columns.resultTime === -1 ? Number.NaN : parseMoment(row[columns.resultTime]),
    result as number,
  );
  return observationId(series.id, at);
}

function recordRefusals(
  ctx: Context,
  telemetry: Telemetry,
  arrays: readonly DataArray[],
  answers: readonly RowAnswer[],
): void {
  let i = 0;
  for (const { datastreamId, dataArray } of arrays) {
    for (const row of dataArray) {
      const answer = answers[i++];
      if (answer instanceof AppError) recordRefusal(ctx, telemetry, datastreamId, row, answer);
    }
  }
}

/** Kept for the owner of the station, who may not be the one who got the answer. */
function recordRefusal(
  ctx: Context,
  telemetry: Telemetry,
  datastreamId: number,
  sent: unknown,
  error: AppError,
): void {
  telemetry.refusals.add({
    source: "http",
    device: ctx.actor.kind === "account" ? ctx.actor.displayName : ctx.actor.kind,
    topic: `v1.1/Datastreams(${datastreamId})/Observations`,
    payload: JSON.stringify(sent),
    error,
  });
}

async function findSeries(telemetry: Telemetry, id: number): Promise<Series | undefined> {
  const known = telemetry.catalogue.find(id);
  if (known) return known;
  await telemetry.catalogue.refresh();
  return telemetry.catalogue.find(id);
}
