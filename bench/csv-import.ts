/** Import of a CSV file by the job, against a raw INSERT FORMAT CSV of the same rows. */
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { callApi } from "../e2e/program.ts";
import { addSeries, createRawTable, startCity } from "./city.ts";
import { type Figure, perSecond, ratio, timed } from "./figure.ts";

const rows = 1_000_000;
const stations = 10;

export async function measure(): Promise<Figure[]> {
  const city = await startCity();
  try {
    const series = await addSeries(city.program, "csv", stations);
    await createRawTable(city.clickhouse, "raw_csv");
    const start = Date.parse("2024-01-01T00:00:00Z");
    const line = (i: number, key: string | number) =>
      `${key},${new Date(start + Math.floor(i / stations) * 60_000).toISOString().slice(0, 19)}Z,${(20 + (i % 300) / 10).toFixed(1)}\n`;
    const file = `station,time,pm25\n${Array.from({ length: rows }, (_, i) => line(i, `s${i % stations}`)).join("")}`;
    const raw = Array.from({ length: rows }, (_, i) => line(i, series[i % stations] ?? 0)).join("");
    const theirs = await timed(() =>
      city.clickhouse.insert({
        table: "default.raw_csv",
        values: Readable.from([Buffer.from(raw)], { objectMode: false }),
        format: "CSV",
        clickhouse_settings: { date_time_input_format: "best_effort" },
      }),
    );
    const headers = { authorization: `Bearer ${city.program.token}`, "content-type": "text/csv" };
    const upload = await fetch(`${city.program.url}/api/telemetry/import-files`, {
      method: "POST",
      headers,
      body: file,
    });
    const { fileHash } = (await upload.json()) as { fileHash: string };
    const plan = {
      dialect: {
        encoding: "utf-8",
        delimiter: ",",
        quote: '"',
        decimal: ".",
        thousands: null,
        preambleLines: 0,
        headerRow: true,
      },
      time: { columns: [1], format: "iso", zone: "Asia/Ho_Chi_Minh" },
      timeLabel: "instant",
      stationColumn: 0,
      stations: series.map((_, i) => ({ text: `s${i}`, thing: `csv-${i}` })),
      values: [{ column: 2, property: "pm25" }],
      intervalSeconds: 60,
    };
    const ours = await timed(async () => {
      const { importId } = await callApi<{ importId: string }>(
        city.program,
        "POST",
        "/api/telemetry/imports",
        { fileHash, fileName: "bench.csv", plan },
      );
      for (;;) {
        const done = await callApi<{ state: string; observations: number }>(
          city.program,
          "GET",
          `/api/telemetry/imports/${importId}`,
        );
        if (done.state === "failed") throw new Error("the import failed");
        if (done.state === "done" && done.observations !== rows)
          throw new Error(`stored ${done.observations} of ${rows}`);
        if (done.state === "done") return;
        await sleep(20);
      }
    });
    return [
      {
        claim: `CSV import as a job: ${perSecond(rows, ours)}`,
        yardstick: `raw INSERT FORMAT CSV of the same rows: ${perSecond(rows, theirs)}`,
        figure: ratio(theirs / ours),
        goal: "≥ 0.30 ×",
        met: theirs / ours >= 0.3,
      },
    ];
  } finally {
    await city.close();
  }
}
