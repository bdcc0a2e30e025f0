import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../app.ts";
import type { LinkedUnit, UnitDetail, UnitPage } from "./schema.ts";
import { openRegistry, type RegistryPlace } from "./testing.ts";

let place: RegistryPlace;
beforeAll(async () => {
  place = await openRegistry(createApp, () => new Date("2026-10-01T03:00:00Z"));
});
afterAll(() => place?.close());

async function get<T>(path: string): Promise<T> {
  const answer = await place.http.inject({ url: path });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json() as T;
}

function search(q: string, more = ""): Promise<UnitPage> {
  return get(`/api/registry/units?q=${encodeURIComponent(q)}${more}`);
}

const oldDay = "&at=2025-06-30";
const namesOf = (page: UnitPage) => page.items.map((unit) => unit.fullName);

describe("lists", () => {
  test("168 units in force, 442 on the last day before, each with its law and validity", async () => {
    const now = await get<UnitPage>("/api/registry/units?limit=1000");
    expect(now.items).toHaveLength(168);
    const kinds = Object.groupBy(now.items, (unit) => unit.kind);
    expect([kinds.phuong?.length, kinds.xa?.length, kinds["dac-khu"]?.length]).toEqual([113, 54, 1]);
    expect(
      now.items.every((unit) => unit.source.includes("1685/NQ-UBTVQH15") && unit.validFrom === "2025-07-01"),
    ).toBe(true);
    const before = await get<UnitPage>("/api/registry/units?at=2025-06-30&limit=1000");
    expect(before.items).toHaveLength(442);
    expect(before.items.every((unit) => unit.validTo === "2025-06-30" && unit.districtCode)).toBe(true);
  });

  test("the day changes at midnight of the city, not of UTC", async () => {
    const ctx = { ...place.contextOf({ kind: "anonymous" }), now: () => new Date("2025-06-30T16:59:59Z") };
    const { listUnits } = await import("./service/units.ts");
    expect((await listUnits(ctx, { limit: 1 })).at).toBe("2025-06-30");
    expect((await listUnits({ ...ctx, now: () => new Date("2025-06-30T17:00:00Z") }, { limit: 1 })).at).toBe(
      "2025-07-01",
    );
  });

  test("pages join to the whole list in Vietnamese order", async () => {
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: UnitPage = await get(`/api/registry/units?limit=37${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map((unit) => unit.name));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(168);
    expect(seen).toEqual([...seen].sort(new Intl.Collator("vi", { numeric: true }).compare));
    expect(seen.indexOf("An Đông")).toBeLessThan(seen.indexOf("Bến Thành"));
    expect(seen.indexOf("Dĩ An")).toBeLessThan(seen.indexOf("Đông Hòa"));
  });

  test("the three former areas", async () => {
    const counts = await Promise.all(
      ["79", "74", "77"].map(
        async (area) =>
          (await get<UnitPage>(`/api/registry/units?formerArea=${area}&limit=1000`)).items.length,
      ),
    );
    expect(counts).toEqual([102, 36, 30]);
  });

  test("a day before the verified lists says so", async () => {
    expect((await get<UnitPage>("/api/registry/units?at=2020-01-01&limit=1")).warning?.vi).toContain(
      "chưa được đối chiếu",
    );
    expect((await get<UnitPage>("/api/registry/units?limit=1")).warning).toBeNull();
  });
});

describe("search", () => {
  const table: [query: string, day: string, first: string][] = [
    ["Bến Thành", "", "Phường Bến Thành"],
    ["ben thanh", "", "Phường Bến Thành"],
    ["BẾN THÀNH", "", "Phường Bến Thành"],
    ["phường bến thành", "", "Phường Bến Thành"],
    ["P. Bến Thành", "", "Phường Bến Thành"],
    ["p ben thanh", "", "Phường Bến Thành"],
    ["Tân Sơn Hòa", "", "Phường Tân Sơn Hòa"],
    ["Tân Sơn Hoà", "", "Phường Tân Sơn Hòa"],
    ["tan son hoa", "", "Phường Tân Sơn Hòa"],
    ["Ta\u0302n So\u031bn Ho\u0300a", "", "Phường Tân Sơn Hòa"],
    ["Tan Dinh Ward", "", "Phường Tân Định"],
    ["dat do", "", "Xã Đất Đỏ"],
    ["con dao", "", "Đặc khu Côn Đảo"],
    ["đk côn đảo", "", "Đặc khu Côn Đảo"],
    ["26740", "", "Phường Sài Gòn"],
    ["26740", oldDay, "Phường Bến Nghé"],
    ["ben nghe", oldDay, "Phường Bến Nghé"],
    ["con dao", oldDay, "Huyện Côn Đảo"],
    ["tt cu chi", oldDay, "Thị trấn Củ Chi"],
    ["Phường 5", oldDay, "Phường 5"],
    ["P5", oldDay, "Phường 5"],
    ["phuong 05", oldDay, "Phường 5"],
    ["P.5, Q.3", oldDay, "Phường 5"],
  ];
  test.each(table)("“%s”%s → %s", async (query, day, first) => {
    expect(namesOf(await search(query, day))[0]).toBe(first);
  });

  test("marks typed by the reader rank first", async () => {
    expect(namesOf(await search("Phú An"))[0]).toBe("Phường Phú An");
    const an = (await search("tân", "&limit=200")).items.map((unit) => unit.name);
    expect(an[0]?.startsWith("Tân")).toBe(true);
    const page = await search("Thanh An", "&limit=10");
    expect(page.items.map((unit) => unit.name).slice(0, 2)).toEqual(["Thanh An", "Thạnh An"]);
    const other = await search("Thạnh An", "&limit=10");
    expect(other.items[0]?.name).toBe("Thạnh An");
  });

  test("a ward with a number is that number, in that district", async () => {
    const fives = await search("P5", `${oldDay}&limit=100`);
    expect(fives.items.length).toBeGreaterThan(5);
    expect(new Set(namesOf(fives))).toEqual(new Set(["Phường 5"]));
    const third = await search("phường 5 quận 3", oldDay);
    expect(third.items.map((unit) => unit.district)).toEqual(["Quận 3"]);
  });

  test("pages of a search do not repeat or lose a unit", async () => {
    const whole = namesOf(await search("phu", "&limit=200"));
    const first = await search("phu", "&limit=7");
    const second = await search("phu", `&limit=200&cursor=${first.nextCursor}`);
    expect([...namesOf(first), ...namesOf(second)]).toEqual(whole);
  });

  test("“Bến Nghé” today: what it was and what it became", async () => {
    const page = await search("ben nghe");
    expect(page.items).toEqual([]);
    const [hit] = page.otherTimes;
    expect(hit?.unit).toMatchObject({
      code: "26740",
      fullName: "Phường Bến Nghé",
      validTo: "2025-06-30",
      district: "Quận 1",
    });
    expect(hit?.became.map((link) => link.unit.fullName)).toContain("Phường Sài Gòn");
    expect((await search("ben nghe", oldDay)).otherTimes).toEqual([]);
  });

  test("“Sài Gòn” on the last day before: what it was made from", async () => {
    const page = await search("Phường Sài Gòn", oldDay);
    expect(page.otherTimes[0]?.unit.code).toBe("26740");
    expect(page.otherTimes[0]?.was.map((link) => link.unit.name)).toContain("Bến Nghé");
  });

  test("nothing found is an empty answer", async () => {
    const page = await search("Atlantis");
    expect([page.items, page.otherTimes, page.nextCursor]).toEqual([[], [], null]);
  });
});

describe("codes and links", () => {
  test("one code, two units in two times", async () => {
    const now = await get<UnitDetail>("/api/registry/units/26740");
    expect(now.unit.fullName).toBe("Phường Sài Gòn");
    expect(now.otherTimes.map((unit) => unit.fullName)).toEqual(["Phường Bến Nghé"]);
    const before = await get<UnitDetail>("/api/registry/units/26740?at=2025-06-30");
    expect(before.unit.fullName).toBe("Phường Bến Nghé");
    expect(before.unit.id).not.toBe(now.unit.id);
  });

  test("a code unknown on the day names the other times", async () => {
    const answer = await place.http.inject({ url: "/api/registry/units/26732?at=2025-06-30" });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({
      code: "registry.unit-unknown",
      otherTimes: [{ fullName: "Đặc khu Côn Đảo" }],
    });
  });

  test("every old unit became one or more of today's; 47 were split, 98 links are partial", async () => {
    const { items } = await get<UnitPage>("/api/registry/units?at=2025-06-30&limit=1000");
    const answers = await Promise.all(
      items.map((unit) =>
        get<{ items: LinkedUnit[] }>(`/api/registry/units/${unit.code}/successors?at=2025-06-30`),
      ),
    );
    const links = answers.flatMap((answer) => answer.items);
    expect(answers.filter((answer) => answer.items.length === 0)).toEqual([]);
    expect(links).toHaveLength(493);
    expect(links.filter((link) => link.part === "partial")).toHaveLength(98);
    expect(answers.filter((answer) => answer.items.length > 1)).toHaveLength(47);
    expect(new Set(links.map((link) => link.unit.id)).size).toBe(168);
  });

  test("a split ward has all its candidates, each partial", async () => {
    const split = await get<{ unit: { name: string }; items: LinkedUnit[] }>(
      "/api/registry/units/25969/successors?at=2025-06-30",
    );
    expect(split.items.length).toBeGreaterThan(1);
    expect(new Set(split.items.map((link) => link.part))).toEqual(new Set(["partial"]));
    const [one] = split.items;
    const back = await get<{ items: LinkedUnit[] }>(`/api/registry/units/${one?.unit.code}/predecessors`);
    expect(back.items.map((link) => link.unit.name)).toContain(split.unit.name);
  });

  test("Côn Đảo kept its place under another code", async () => {
    const now = await get<{ items: LinkedUnit[] }>("/api/registry/units/26732/predecessors");
    expect(now.items).toMatchObject([
      { part: "full", unit: { code: "755", kind: "huyen", fullName: "Huyện Côn Đảo" } },
    ]);
  });
});
