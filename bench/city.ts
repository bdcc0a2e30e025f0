/** The program with stations to load, as every benchmark needs it. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ClickHouseClient, createClient } from "@clickhouse/client";
import { callApi, createPlace, type RunningProgram, startProgram } from "../e2e/program.ts";

export interface City {
  readonly program: RunningProgram;
  /** Straight to the engine, past the program: for yardsticks. */
  readonly clickhouse: ClickHouseClient;
  close(): Promise<void>;
}

export async function startCity(): Promise<City> {
  const place = await createPlace();
  const program = await startProgram(place);
  const run = JSON.parse(await readFile(join(place.dataDir, "run.json"), "utf8")) as {
    clickhouseUrl: string;
  };
  const clickhouse = createClient({ url: run.clickhouseUrl, request_timeout: 300_000 });
  return {
    program,
    clickhouse,
    close: async () => {
      await clickhouse.close();
      await program.stop();
      await place.remove();
    },
  };
}

/** Stations `<prefix>-0 …` with one PM2.5 series each; returns the series' ids. */
export async function addSeries(program: RunningProgram, prefix: string, count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let i = 0; i < count; i++) {
    const code = `${prefix}-${i}`;
    const place = { lon: 106.4 + (i % 50) * 0.01, lat: 10.5 + Math.floor(i / 50) * 0.01 };
    await callApi(program, "POST", "/api/telemetry/things", {
      code,
      nameVi: code,
      nameEn: code,
      kind: "air-station",
      ...place,
    });
    const series = { property: "pm25", sensor: "bench", intervalSeconds: 600 };
    const { id } = await callApi<{ id: number }>(
      program,
      "POST",
      `/api/telemetry/things/${code}/datastreams`,
      series,
    );
    ids.push(id);
  }
  return ids;
}

/** A table like that of the program, for raw inserts. */
export async function createRawTable(clickhouse: ClickHouseClient, name: string): Promise<void> {
  await clickhouse.command({ query: `DROP TABLE IF EXISTS default.${name}` });
  await clickhouse.command({
    query: `CREATE TABLE default.${name} (datastream_id UInt32, at DateTime64(3, 'UTC'), value Float64)
      ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (datastream_id, at)`,
  });
}
