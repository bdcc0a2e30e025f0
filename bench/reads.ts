/** Reading one series in buckets, and the newest values of 2,000 stations in a box. */
import { addSeries, startCity } from "./city.ts";
import { type Figure, medianOf } from "./figure.ts";

const points = 4_320;
const stations = 2_000;

export async function measure(): Promise<Figure[]> {
  const city = await startCity();
  try {
    const series = await addSeries(city.program, "read", stations);
    const headers = { authorization: `Bearer ${city.program.token}`, "content-type": "application/json" };
    const start = Date.parse("2026-09-01T00:00:00Z");
    const rows = (count: number) =>
      Array.from({ length: count }, (_, i) => [
        new Date(start + i * 600_000).toISOString().replace(".000Z", "Z"),
        20 + (i % 144) / 10,
      ]);
    const arrays = series.map((id, i) => ({
      Datastream: { "@iot.id": id },
      components: ["phenomenonTime", "result"],
      dataArray: rows(i === 0 ? points : 3),
    }));
    const answer = await fetch(`${city.program.url}/v1.1/CreateObservations`, {
      method: "POST",
      headers,
      body: JSON.stringify(arrays),
    });
    await answer.arrayBuffer();
    const query = `from=2026-09-01T00:00:00Z&to=2026-10-01T00:00:00Z&points=500`;
    const get = async (path: string) => {
      const response = await fetch(`${city.program.url}${path}`);
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return response.json();
    };
    const sql = `SELECT intDiv(toUnixTimestamp64Milli(at), 7200000) * 7200000 AS bucket, min(v), avg(v), max(v), count() FROM
      (SELECT at, argMax(value, revision) AS v FROM dothi_telemetry.observation WHERE datastream_id = ${series[0]} AND at >= '2026-09-01' AND at < '2026-10-01' GROUP BY at)
      GROUP BY bucket ORDER BY bucket`;
    const raw = await medianOf(100, 20, async () =>
      (await city.clickhouse.query({ query: sql, format: "JSONEachRow" })).json(),
    );
    const ours = await medianOf(100, 20, () =>
      get(`/api/telemetry/datastreams/${series[0]}/series?${query}`),
    );
    const box = await medianOf(60, 15, () => get("/api/telemetry/latest?bbox=106,10,108,12"));
    const latest = (await get("/api/telemetry/latest?bbox=106,10,108,12")) as { rows: unknown[] };
    if (latest.rows.length !== stations) throw new Error(`${latest.rows.length} stations in the box`);
    return [
      {
        claim: `30 days of 10-minute data of one series in ≤ 500 buckets, over HTTP: ${ours.toFixed(1)} ms`,
        yardstick: `the raw ClickHouse query: ${raw.toFixed(1)} ms`,
        figure: `${(ours / raw).toFixed(2)} × (+${(ours - raw).toFixed(1)} ms)`,
        goal: "≤ 2 × + 3 ms",
        met: ours <= 2 * raw + 3,
      },
      {
        claim: "newest values of 2,000 stations in a box, over HTTP",
        yardstick: "absolute, median of 60",
        figure: `${box.toFixed(1)} ms`,
        goal: "≤ 30 ms",
        met: box <= 30,
      },
    ];
  } finally {
    await city.close();
  }
}
