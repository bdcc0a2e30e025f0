import fc from "fast-check";
import { expect, test } from "vitest";
import { type Batch, createBatchBuilder, decodeBatch, encodeBatch } from "./batch.ts";
import type { Catalogue, Series } from "./catalogue.ts";
import { parseMoment } from "./moment.ts";
import { type KnownQuery, prepare } from "./prepare.ts";
import { newState, type QualityLimits } from "./quality.ts";

const limits: QualityLimits = { least: 0, most: 100, mostStep: 20, flatLineMinutes: 30, intervalMs: 60_000 };

function catalogueOf(ids: readonly number[]): Catalogue {
  const series = new Map<number, Series>(
    ids.map((id) => [
      id,
      {
        id,
        thingId: id,
        thingCode: `t${id}`,
        agencyCode: null,
        thingNameVi: "",
        thingNameEn: "",
        simulated: false,
        unitSymbol: "",
        intervalSeconds: 60,
        property: "pm25",
        timeLabel: "instant",
        limits,
        state: newState(),
        scratch: { walk: 0, seen: 0 },
      },
    ]),
  );
  return {
    find: (id) => series.get(id),
    list: () => [],
    findByCode: () => undefined,
    findThing: () => undefined,
    findDevice: () => undefined,
    reload: async () => undefined,
    refresh: async () => undefined,
  };
}

/** What a store keeps: every row that was kept, by series and moment. */
type Stored = Map<number, Map<number, number[]>>;

function readerOf(stored: Stored) {
  return async (queries: readonly KnownQuery[]) =>
    new Map(
      queries.map(({ datastreamId, from, to, moments }) => {
        const rows = [...(stored.get(datastreamId) ?? [])]
          .filter(([at]) => at >= from && at <= to && (!moments || moments.includes(at)))
          .map(([at, values]) => ({ at, value: values.at(-1) ?? Number.NaN }));
        return [datastreamId, rows.sort((a, b) => a.at - b.at)];
      }),
    );
}

function keepRows(stored: Stored, { batch, keep }: { batch: Batch; keep: Uint8Array }): void {
  for (let i = 0; i < batch.count; i++) {
    if (keep[i] === 0) continue;
    const ofSeries = stored.get(batch.datastream[i] ?? 0) ?? new Map<number, number[]>();
    ofSeries.set(batch.at[i] ?? 0, [...(ofSeries.get(batch.at[i] ?? 0) ?? []), batch.value[i] ?? 0]);
    stored.set(batch.datastream[i] ?? 0, ofSeries);
  }
}

const rowArbitrary = fc.tuple(
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 0, max: 40 }).map((m) => m * 60_000),
  fc.integer({ min: 0, max: 3 }),
);
const batchesArbitrary = fc.array(fc.array(rowArbitrary, { minLength: 1, maxLength: 30 }), {
  minLength: 1,
  maxLength: 8,
});

function batchOf(rows: readonly (readonly [number, number, number])[], revision: number): Batch {
  const builder = createBatchBuilder(4);
  for (const [id, at, value] of rows) builder.add(id, at, Number.NaN, value);
  return builder.take(1e12, revision);
}

test("in any order and with any repetition: the last write of a moment wins, equal values are stored once", async () => {
  await fc.assert(
    fc.asyncProperty(batchesArbitrary, async (batches) => {
      const catalogue = catalogueOf([1, 2, 3]);
      const stored: Stored = new Map();
      const model = new Map<string, number[]>();
      for (const [n, rows] of batches.entries()) {
        keepRows(
          stored,
          await prepare(batchOf(rows, n * 1_000), catalogue, {
            readKnown: readerOf(stored),
            replayed: false,
          }),
        );
        for (const [id, at, value] of rows) {
          const list = model.get(`${id} ${at}`) ?? [];
          if (list.at(-1) !== value) model.set(`${id} ${at}`, [...list, value]);
        }
      }
      const flat = [...stored].flatMap(([id, rows]) =>
        [...rows].map(([at, values]) => [`${id} ${at}`, values] as const),
      );
      expect(new Map(flat)).toEqual(model);
    }),
    { numRuns: 300 },
  );
});

test("a batch that comes back from the journal after it was stored changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(batchesArbitrary, async (batches) => {
      const stored: Stored = new Map();
      const catalogue = catalogueOf([1, 2, 3]);
      for (const [n, rows] of batches.entries())
        keepRows(
          stored,
          await prepare(batchOf(rows, n * 1_000), catalogue, {
            readKnown: readerOf(stored),
            replayed: false,
          }),
        );
      const last = batches.at(-1) ?? [];
      const distinct = [...new Map(last.map((row) => [`${row[0]} ${row[1]}`, row])).values()];
      const again = await prepare(batchOf(distinct, 99_000), catalogueOf([1, 2, 3]), {
        readKnown: readerOf(stored),
        replayed: true,
      });
      expect(again.kept).toBe(0);
    }),
    { numRuns: 200 },
  );
});

test("rows of a series that no longer exists are left out", async () => {
  const prepared = await prepare(
    batchOf(
      [
        [1, 0, 1],
        [9, 0, 1],
      ],
      0,
    ),
    catalogueOf([1]),
    { readKnown: readerOf(new Map()), replayed: false },
  );
  expect([...prepared.keep]).toEqual([1, 0]);
});

test("flags of late rows are those they would have had in time", async () => {
  const values = [10, 11, 50, 51, 52, 52, 52, 200];
  const rows = values.map((value, i) => [1, i * 600_000, value] as const);
  const options = { readKnown: readerOf(new Map()), replayed: false };
  const inTime = await prepare(batchOf(rows, 0), catalogueOf([1]), options);
  const stored: Stored = new Map();
  const catalogue = catalogueOf([1]);
  keepRows(
    stored,
    await prepare(batchOf([rows[0], rows[7]] as never, 0), catalogue, {
      ...options,
      readKnown: readerOf(stored),
    }),
  );
  const late = await prepare(batchOf(rows.slice(1, 7), 100), catalogue, {
    ...options,
    readKnown: readerOf(stored),
  });
  expect([...late.quality]).toEqual([...inTime.quality].slice(1, 7));
});

test("a batch is read back as it was written; one flipped byte in its head or a lost tail is not a batch", () => {
  fc.assert(
    fc.property(fc.array(rowArbitrary, { minLength: 1, maxLength: 50 }), (rows) => {
      const batch = batchOf(rows, 1_795_000_000_000_000);
      const bytes = Buffer.concat(encodeBatch(batch));
      expect(decodeBatch(bytes)).toEqual({
        ...batch,
        datastream: Uint32Array.from(batch.datastream),
        at: Float64Array.from(batch.at),
        resultAt: Float64Array.from(batch.resultAt),
        value: Float64Array.from(batch.value),
      });
      expect(decodeBatch(bytes.subarray(0, -1))).toBeUndefined();
      bytes[0] = (bytes[0] ?? 0) ^ 1;
      expect(decodeBatch(bytes)).toBeUndefined();
    }),
  );
});

test("the fast reading of times agrees with Date.parse on every second", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("1970-01-01Z"), max: new Date("2100-01-01Z"), noInvalidDate: true }),
      (date) => {
        const text = `${date.toISOString().slice(0, 19)}Z`;
        expect(parseMoment(text)).toBe(Date.parse(text));
      },
    ),
  );
});

test.each([
  "2026-13-01T00:00:00Z",
  "2026-01-32T00:00:00Z",
  "2026-01-01T24:01:00Z",
  "2026-01-01 00:00:00",
  "1",
  "",
  "2026-01-01T00:00:00",
  "T".repeat(20),
  `${"9".repeat(19)}Z`,
])("time %j cannot be read", (text) => {
  expect(parseMoment(text)).toBeNaN();
});

test("of an interval the label names the side", () => {
  const interval = "2026-01-01T07:00:00Z/2026-01-01T08:00:00Z";
  expect(parseMoment(interval, "start")).toBe(Date.parse("2026-01-01T07:00:00Z"));
  expect(parseMoment(interval, "end")).toBe(Date.parse("2026-01-01T08:00:00Z"));
});
