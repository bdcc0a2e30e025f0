/** The tables of schema `telemetry`, as Kysely sees them. */
import type { Generated } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import { tables } from "../../../kernel/postgres.ts";

export interface TelemetryTables {
  kind: { code: string; sector: string; name_vi: string; name_en: string };
  observed_property: {
    id: Generated<number>;
    code: string;
    sector: string;
    name_vi: string;
    name_en: string;
    definition: string;
    unit_symbol: string;
    unit_name: string;
    unit_ucum: string;
    decimals: number;
    least: number | null;
    most: number | null;
    most_step: number | null;
    flat_line_minutes: number | null;
    limits_source: string;
  };
  thing: {
    id: Generated<number>;
    code: string;
    name_vi: string;
    name_en: string;
    description: string;
    kind: string;
    agency_code: string | null;
    simulated: boolean;
    lon: number;
    lat: number;
    created_at: Generated<Date>;
  };
  location: {
    id: Generated<number>;
    thing_id: number;
    lon: number;
    lat: number;
    valid_from: Date;
    valid_to: Date | null;
  };
  sensor: { id: Generated<number>; name: string; metadata: Generated<string> };
  datastream: {
    id: Generated<number>;
    thing_id: number;
    property_id: number;
    sensor_id: number;
    interval_seconds: number;
    time_label: TimeLabel;
    vertical_datum: string | null;
    created_at: Generated<Date>;
  };
  last_value: {
    datastream_id: number;
    at: Date;
    value: number;
    quality: number;
    revision: number;
    received_at: Date;
  };
  device: {
    id: Generated<number>;
    user_name: string;
    secret_hash: Buffer;
    created_at: Generated<Date>;
    revoked_at: Date | null;
  };
  device_thing: { device_id: number; thing_id: number };
  import: {
    id: string;
    file_hash: string;
    file_name: string;
    file_bytes: number;
    mapping: unknown;
    mapping_hash: string;
    account_id: string | null;
    agency_code: string | null;
    job_id: string | null;
    state: "queued" | "running" | "done" | "failed";
    rows_read: number;
    rows_refused: number;
    observations: number;
    unchanged: number;
    refused_hash: string | null;
    created_at: Generated<Date>;
    finished_at: Date | null;
  };
  index_dirty: { thing_id: number; from_hour: Date; to_hour: Date; marked_at: Generated<Date> };
  index_last: {
    thing_id: number;
    index_code: string;
    hour_from: Date;
    value: number | null;
    level: string | null;
    dominant: string[];
    complete: boolean;
  };
}

export type TimeLabel = "instant" | "start" | "end";

export function db(ctx: Pick<Context, "db">) {
  return tables<TelemetryTables>(ctx, "telemetry");
}
