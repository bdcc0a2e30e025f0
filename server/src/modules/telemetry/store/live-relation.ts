/** Readings as a relation for the warehouse: the newest revision of each moment of the last days, by station and property. */

import type { Context } from "../../../kernel/context.ts";
import type { StoredColumn } from "../../warehouse/schema.ts";

export interface LiveSeries {
  readonly id: number;
  readonly thingCode: string;
  readonly property: string;
  readonly simulated: boolean;
}

export const liveDays = 8;

const column = (name: string, type: StoredColumn["type"], physical: string): StoredColumn => ({
  name,
  type,
  physical,
  nullable: false,
  wide: false,
  searched: false,
});

export const readingColumns: readonly StoredColumn[] = [
  column("station", "text", "String"),
  column("property", "text", "String"),
  column("at", "datetime", "DateTime64(6, 'UTC')"),
  column("value", "number", "Float64"),
  column("quality_flags", "integer", "Int64"),
  column("simulated", "boolean", "Bool"),
];

/**
 * Codes are put into the text only when they are what the catalogue's own rule allows (letters, digits, `_` and `-`), so
 * that no name of a station can become part of a query.
 */
export function readingRelation(
  ctx: Pick<Context, "clickhouse">,
  series: readonly LiveSeries[],
): { table: string; columns: readonly StoredColumn[] } {
  const safe = series.filter(
    ({ thingCode, property }) => /^[a-z0-9_-]{1,60}$/.test(thingCode) && /^[a-z0-9_-]{1,40}$/.test(property),
  );
  const ids = `[${safe.map(({ id }) => Math.trunc(id)).join(", ")}]`;
  const named = (names: readonly string[]) =>
    `transform(datastream_id, ${ids}, [${names.map((name) => `'${name}'`).join(", ")}], '')`;
  const simulated = safe.filter((one) => one.simulated).map(({ id }) => Math.trunc(id));
  const table = ctx.clickhouse.table("telemetry", "observation");
  const text =
    safe.length === 0
      ? "SELECT toInt64(0) AS _id, '' AS station, '' AS property, toDateTime64(0, 6, 'UTC') AS at, toFloat64(0) AS value, toInt64(0) AS quality_flags, false AS simulated WHERE 0"
      : `SELECT toInt64(intDiv(toUnixTimestamp64Milli(moment), 1000)) * 100000 + datastream_id AS _id,
           ${named(safe.map(({ thingCode }) => thingCode))} AS station, ${named(safe.map(({ property }) => property))} AS property,
           toDateTime64(moment, 6, 'UTC') AS at, newest.1 AS value, toInt64(newest.2) AS quality_flags,
           CAST(has([${simulated.join(", ")}]::Array(UInt32), datastream_id) AS Bool) AS simulated
         FROM (SELECT datastream_id, o.at AS moment, argMax((o.value, o.quality), o.revision) AS newest FROM ${table} AS o
               WHERE o.at >= now() - INTERVAL ${liveDays} DAY AND datastream_id IN ${ids} GROUP BY datastream_id, o.at)`;
  return { table: `(${text})`, columns: readingColumns };
}
