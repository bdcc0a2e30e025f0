/** Telemetry through its addresses, as an outside client sees them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestAccount } from "../identity/testing.ts";
import { addStation, startTelemetryTest, type TelemetryTest } from "./testing.ts";

let t: TelemetryTest;
let token: string;
let station: Awaited<ReturnType<typeof addStation>>;
beforeAll(async () => {
  t = await startTelemetryTest();
  station = await addStation(t.as("administrator"), { code: "http-1", properties: ["pm25", "no2"] });
  ({ token } = await createTestAccount(t.running.app.contextFor({ kind: "system", task: "test" }), {
    role: "operator",
    agencyCode: "SNNMT",
  }));
});
afterAll(() => t?.close());

function post(url: string, payload: unknown, headers: Record<string, string> = {}) {
  return t.running.http.inject({
    method: "POST",
    url,
    payload: payload as never,
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
}

test("an Observation is created and can be read at once", async () => {
  const answer = await post("/v1.1/Observations", {
    result: 31.5,
    phenomenonTime: "2026-06-01T07:00:00+07:00",
    Datastream: { "@iot.id": station.series.pm25 },
  });
  expect(answer.statusCode).toBe(201);
  expect(answer.headers.location).toContain(`/v1.1/Observations('${station.series.pm25}-`);
  expect(answer.json()).toMatchObject({ result: 31.5, phenomenonTime: "2026-06-01T00:00:00.000Z" });
  const series = await t.running.http.inject(
    `/api/telemetry/datastreams/${station.series.pm25}/series?from=2026-06-01T00:00:00Z&to=2026-06-02T00:00:00Z`,
  );
  expect(series.json().points).toMatchObject([{ mean: 31.5, count: 1, flags: [] }]);
  const latest = await t.running.http.inject("/api/telemetry/latest?bbox=106,10,107,11");
  expect(latest.json().rows[0].slice(0, 4)).toEqual([station.series.pm25, station.thingId, "pm25", 31.5]);
});

test("a data array answers row by row", async () => {
  const answer = await post("/v1.1/CreateObservations", [
    {
      Datastream: { "@iot.id": station.series.no2 },
      components: ["phenomenonTime", "result"],
      "dataArray@iot.count": 3,
      dataArray: [
        ["2026-06-01T00:00:00Z", 20],
        ["bao giờ", 21],
        ["2026-06-01T00:10:00Z", 22],
      ],
    },
  ]);
  expect(answer.statusCode).toBe(201);
  expect(answer.headers["dothi-refused"]).toBe("1");
  expect(answer.json()).toEqual([
    expect.stringContaining("/v1.1/Observations("),
    "error",
    expect.stringContaining("/v1.1/Observations("),
  ]);
});

test.each(["csv", "json", "parquet"])("a range as %s", async (format) => {
  const answer = await t.running.http.inject(
    `/api/telemetry/datastreams/${station.series.no2}/export?from=2026-06-01T00:00:00Z&to=2026-06-02T00:00:00Z&format=${format}`,
  );
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-disposition"]).toMatch(
    /filename="http-1-no2-2026-06-01\.(csv|ndjson|parquet)"/,
  );
  if (format === "csv")
    expect(answer.body).toBe(
      '"phenomenonTime","result","quality","revisions"\n"2026-06-01T00:00:00.000Z",20,0,1\n"2026-06-01T00:10:00.000Z",22,0,1\n',
    );
  if (format === "json") expect(answer.body.trim().split("\n")).toHaveLength(2);
  if (format === "parquet") expect(answer.rawPayload.subarray(0, 4).toString()).toBe("PAR1");
});

test.each([
  [
    "an unknown series",
    "/v1.1/Observations",
    { result: 1, Datastream: { "@iot.id": 987_654 } },
    403,
    "kernel.forbidden",
  ],
  [
    "a text result",
    "/v1.1/Observations",
    () => ({ result: "ba mươi", Datastream: { "@iot.id": station.series.pm25 } }),
    400,
    "telemetry.result-not-number",
  ],
  ["no Datastream", "/v1.1/Observations", { result: 1 }, 400, "kernel.input-invalid"],
  [
    "missing components",
    "/v1.1/CreateObservations",
    () => [{ Datastream: { "@iot.id": station.series.pm25 }, components: ["result", "x"], dataArray: [] }],
    400,
    "telemetry.components-missing",
  ],
  ["nesting of 5,000 levels", "/v1.1/CreateObservations", "[".repeat(5_000), 400, "kernel.body-unreadable"],
  ["malformed JSON", "/v1.1/Observations", '{"result": NaN}', 400, "kernel.body-unreadable"],
])("%s is refused in words", async (_name, url, payload, status, code) => {
  const body = typeof payload === "function" ? payload() : payload;
  const answer = await post(url, body, { "content-type": "application/json" });
  expect(answer.statusCode).toBe(status);
  expect(answer.headers["content-type"]).toContain("application/problem+json");
  expect(answer.json()).toMatchObject({
    code,
    status,
    title: expect.any(String),
    detail: expect.any(String),
    requestId: expect.any(String),
  });
});

test("the refusal speaks the reader's language and names field and remedy", async () => {
  const say = async (language: string) =>
    (await post("/v1.1/Observations", { result: 1, Datastream: {} }, { "accept-language": language })).json();
  expect((await say("vi-VN")).errors[0]).toEqual({
    path: "body/Datastream",
    detail: "thiếu trường “@iot.id”: hãy thêm vào",
  });
  expect((await say("en-GB")).errors[0].detail).toBe('"@iot.id" is missing: add it');
});

test.each([
  ["from=2026-06-02T00:00:00Z&to=2026-06-01T00:00:00Z", "telemetry.range-invalid"],
  ["from=hom-qua&to=2026-06-01T00:00:00Z", "kernel.input-invalid"],
  ["from=2016-12-31T23:59:60Z&to=2026-06-01T00:00:00Z", "kernel.input-invalid"],
])("range %s is refused", async (query, code) => {
  const answer = await t.running.http.inject(
    `/api/telemetry/datastreams/${station.series.pm25}/series?${query}`,
  );
  expect(answer.json().code).toBe(code);
});

test("paging by cursor reads every reading once", async () => {
  const rows = Array.from({ length: 57 }, (_, i) => [
    new Date(Date.parse("2026-07-01T00:00:00Z") + i * 600_000).toISOString(),
    i,
  ]);
  await post("/v1.1/CreateObservations", [
    {
      Datastream: { "@iot.id": station.series.no2 },
      components: ["phenomenonTime", "result"],
      dataArray: rows,
    },
  ]);
  const values: number[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: { items: { value: number }[]; nextCursor: string | null } = (
      await t.running.http.inject(
        `/api/telemetry/datastreams/${station.series.no2}/readings?from=2026-07-01T00:00:00Z&to=2026-07-02T00:00:00Z&limit=10${cursor ? `&cursor=${cursor}` : ""}`,
      )
    ).json();
    values.push(...page.items.map((i) => i.value));
    cursor = page.nextCursor;
  }
  expect(values).toEqual(Array.from({ length: 57 }, (_, i) => i));
});
