/** Ingest of SensorThings data arrays through the whole path, against raw inserts of the same rows. */
import { addSeries, createRawTable, startCity } from "./city.ts";
import { type Figure, perSecond, ratio, timed } from "./figure.ts";

const seriesCount = 20;
const rowsASeries = 2_500;
const requests = 20;
const minute = 60_000;

export async function measure(): Promise<Figure[]> {
  const city = await startCity();
  try {
    const series = await addSeries(city.program, "array", seriesCount);
    await createRawTable(city.clickhouse, "raw_array");
    const start = Date.parse("2025-01-01T00:00:00Z");
    const moment = (request: number, i: number) =>
      new Date(start + (request * rowsASeries + i) * minute).toISOString().replace(".000Z", "Z");
    const value = (i: number) => 20 + (i % 100) / 10;
    const bodies = Array.from({ length: requests }, (_, request) =>
      JSON.stringify(
        series.map((id) => ({
          Datastream: { "@iot.id": id },
          components: ["phenomenonTime", "result"],
          dataArray: Array.from({ length: rowsASeries }, (_, i) => [moment(request, i), value(i)]),
        })),
      ),
    );
    const raw = Array.from({ length: requests }, (_, request) =>
      series.flatMap((id) =>
        Array.from({ length: rowsASeries }, (_, i) => ({
          datastream_id: id,
          at: moment(request, i),
          value: value(i),
        })),
      ),
    );
    const send = async (body: string) => {
      const headers = { "content-type": "application/json", authorization: `Bearer ${city.program.token}` };
      const answer = await fetch(`${city.program.url}/v1.1/CreateObservations`, {
        method: "POST",
        headers,
        body,
      });
      if (answer.status !== 201 || answer.headers.get("dothi-refused") !== "0")
        throw new Error(`refused: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
      await answer.arrayBuffer();
    };
    const insert = (values: object[]) =>
      city.clickhouse.insert({
        table: "default.raw_array",
        values,
        format: "JSONEachRow",
        clickhouse_settings: { date_time_input_format: "best_effort" },
      });
    await send(bodies[0] ?? "[]");
    await insert(raw[0] ?? []);
    const rest = requests - 1;
    let ours = 0;
    let theirs = 0;
    for (let i = 1; i < requests; i++) {
      ours += await timed(() => send(bodies[i] ?? ""));
      theirs += await timed(() => insert(raw[i] ?? []));
    }
    const rows = rest * seriesCount * rowsASeries;
    return [
      {
        claim: `dataArray ingest, whole path: ${perSecond(rows, ours)}`,
        yardstick: `raw INSERT FORMAT JSONEachRow of the same rows by @clickhouse/client: ${perSecond(rows, theirs)}`,
        figure: ratio(theirs / ours),
        goal: "≥ 0.25 ×",
        met: theirs / ours >= 0.25,
      },
    ];
  } finally {
    await city.close();
  }
}
