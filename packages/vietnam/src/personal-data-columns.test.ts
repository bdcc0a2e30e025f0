import { describe, expect, test } from "vitest";
import { classifyColumn, type PersonalDataClass, PROPOSAL_CONFIDENCE } from "./index.ts";
import { diceOf, INNOCENT_KINDS, type Kind, PERSONAL_KINDS } from "./personal-data-samples.ts";

const SIZES = [8, 40, 300];
const ROUNDS = 6;
/** A column of a real file has gaps, slips and other things in it. */
const NOISE = ["", "", "không có", "-"];

function valuesOf(kind: Kind, size: number, seed: number): string[] {
  const dice = diceOf(seed);
  // One cell in twenty is out of form; in every other column one in five.
  const sides = seed % 2 === 0 ? 19 : 4;
  return Array.from({ length: size }, (_, row) =>
    dice.int(0, sides) === 0 ? dice.pick(["", ...NOISE]) : kind.value(dice, row),
  );
}

function proposed(name: string, values: string[]): PersonalDataClass[] {
  return classifyColumn({ name, values })
    .filter((one) => one.confidence >= PROPOSAL_CONFIDENCE)
    .map((one) => one.class);
}

interface Figures {
  columns: number;
  first: number;
  wrong: number;
}

interface Run {
  readonly name: string;
  /** The header says nothing. */
  readonly bare: boolean;
  readonly values: string[];
}

let seed = 1;

function runsOf(kind: Kind): Run[] {
  return kind.names.flatMap((name, index) =>
    SIZES.flatMap((size) =>
      Array.from({ length: ROUNDS }, () => ({
        name,
        bare: index === 0,
        values: valuesOf(kind, size, seed++),
      })),
    ),
  );
}

function measure() {
  const figures = new Map<string, Figures>();
  const misses: string[] = [];
  const at = (key: string) => {
    const known = figures.get(key) ?? { columns: 0, first: 0, wrong: 0 };
    figures.set(key, known);
    return known;
  };
  const note = (right: string, run: Run, expected: PersonalDataClass | null) => {
    const found = proposed(run.name, run.values);
    const mine = at(right);
    mine.columns++;
    const holds = expected === null ? found.length === 0 : found[0] === expected;
    if (holds) mine.first++;
    else misses.push(`${right} ${run.name} ${run.values.length} ${run.values[0]} → ${found}`);
    for (const wrong of found) if (wrong !== expected) at(wrong).wrong++;
  };
  for (const [one, kind] of Object.entries(PERSONAL_KINDS)) {
    for (const run of runsOf(kind)) {
      const isUntold = run.bare && kind.needsHeader === true;
      if (isUntold) note("untold", run, null);
      else note(run.bare ? `${one} bare` : one, run, one as PersonalDataClass);
    }
  }
  for (const kind of INNOCENT_KINDS) for (const run of runsOf(kind)) note("innocent", run, null);
  return { figures, misses };
}

describe("generated columns", () => {
  const { figures, misses } = measure();
  // The table of the README is made from these.
  if (process.env.SHOW_FIGURES) {
    const lines = [...figures].map(([key, one]) => `${key}: ${one.first}/${one.columns}, wrong ${one.wrong}`);
    process.stderr.write(`${[...lines, ...misses.slice(0, 60)].join("\n")}\n`);
  }

  test("at least twenty kinds of innocent columns, nearly none of which is proposed", () => {
    expect(INNOCENT_KINDS.length).toBeGreaterThanOrEqual(20);
    const { columns, first } = figures.get("innocent") ?? { columns: 1, first: 0 };
    expect(first / columns).toBeGreaterThanOrEqual(0.99);
  });

  test.each(Object.keys(PERSONAL_KINDS))(
    "%s is found with its header, and rarely proposed wrongly",
    (one) => {
      const named = figures.get(one) ?? { columns: 0, first: 0, wrong: 0 };
      const bare = figures.get(`${one} bare`) ?? { columns: 0, first: 0, wrong: 0 };
      expect(named.first / named.columns).toBeGreaterThanOrEqual(0.98);
      if (bare.columns > 0) expect(bare.first / bare.columns).toBeGreaterThanOrEqual(0.9);
      const right = named.first + bare.first;
      expect(right / (right + named.wrong)).toBeGreaterThanOrEqual(0.95);
    },
  );
});

describe("collisions and context", () => {
  const make = (one: PersonalDataClass, size = 60, seed = 7) => {
    const kind = PERSONAL_KINDS[one];
    return kind === undefined ? [] : valuesOf(kind, size, seed);
  };

  test("tax codes that begin like mobile numbers stay tax codes", () => {
    const values = make("tax-code").filter((value) => value.startsWith("03"));
    expect(proposed("so", values)).toEqual(["tax-code"]);
    expect(classifyColumn({ name: "sdt", values })[0]?.class).toBe("phone");
  });

  test("numbers read as numbers have lost their zero", () => {
    const phones = Array.from({ length: 20 }, (_, i) => String(901_234_567 + i * 7919 * 31));
    const [first] = classifyColumn({ name: "Số điện thoại", type: "integer", values: phones });
    expect(first?.class).toBe("phone");
    expect(first?.evidence.map((one) => one.code)).toContain("leading-zero-lost");
    expect(proposed("f", phones)).toEqual([]);
  });

  test("a column of two kinds of identity numbers is proposed for both", () => {
    const values = [...make("citizen-id", 20), ...make("old-id", 20)];
    expect(proposed("Số CMND/CCCD", values)).toEqual(["citizen-id", "old-id"]);
  });

  test("new citizen numbers without a known prefix are a lead, and found by header", () => {
    const dice = diceOf(3);
    const values = Array.from({ length: 40 }, () => `9${dice.digits(11)}`);
    expect(classifyColumn({ name: "f", values })[0]).toMatchObject({ class: "citizen-id", confidence: 0.35 });
    expect(classifyColumn({ name: "cccd", values })[0]?.confidence).toBeGreaterThan(0.9);
  });

  test("free text: share of cells that hold telephone numbers", () => {
    const values = Array.from({ length: 100 }, (_, i) =>
      i < 3
        ? `Đèn đường hỏng đã hai ngày, liên hệ 090123456${i}`
        : `Đèn đường hỏng đã hai ngày tại tuyến số ${i}`,
    );
    const [first] = classifyColumn({ name: "mo_ta", values });
    expect(first).toMatchObject({ class: "phone", confidence: 0.7 });
    expect(first?.evidence[0]).toMatchObject({ code: "inside-text", share: 0.03, hits: 3 });
  });

  test("names of wards given by the caller are no people", () => {
    const unitNames = ["Võ Thị Sáu", "Trần Văn Thời", "Nguyễn Văn Linh", "Lê Thị Riêng", "Phan Văn Trị"];
    expect(proposed("f1", unitNames)).toEqual(["person-name"]);
    expect(classifyColumn({ name: "f1", values: unitNames, unitNames })).toEqual([]);
  });

  test("empty columns and hostile values", () => {
    expect(classifyColumn({ name: "x", values: [] })).toEqual([]);
    expect(classifyColumn({ name: "sdt", values: ["", " "] })[0]?.confidence).toBe(0.3);
    const long = [
      "0".repeat(200_000),
      "a@".repeat(50_000),
      " ".repeat(100_000),
      "A ".repeat(50_000),
      "1/".repeat(50_000),
    ];
    const started = performance.now();
    expect(() =>
      classifyColumn({
        name: "ho ten ".repeat(10_000),
        values: Array.from({ length: 200 }, (_, i) => long[i % 5] ?? ""),
      }),
    ).not.toThrow();
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
