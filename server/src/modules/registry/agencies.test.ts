import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../app.ts";
import { getAgency, listAgencies } from "./index.ts";
import type { AgencyDetail, AgencyPage } from "./schema.ts";
import { anonymous, openRegistry, type RegistryPlace } from "./testing.ts";

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

test("15 departments and 168 communes' committees under the City's", async () => {
  const page = await get<AgencyPage>("/api/registry/agencies?parent=UBNDTP&limit=1000");
  const byKind = Object.groupBy(page.items, (agency) => agency.kind);
  expect(byKind["commune-committee"]).toHaveLength(168);
  const bodies = page.items.filter((agency) =>
    ["department", "office", "inspectorate"].includes(agency.kind),
  );
  expect(bodies).toHaveLength(15);
  expect(bodies.every((agency) => agency.status === "press" && agency.source.includes("thanhnien"))).toBe(
    true,
  );
});

test("a commune's committee knows its unit and its place in the tree", async () => {
  const detail = await get<AgencyDetail>("/api/registry/agencies/UBND-26740");
  expect(detail.agency).toMatchObject({
    name: "Ủy ban nhân dân phường Sài Gòn",
    unitCode: "26740",
    status: "law",
  });
  expect(detail.parents.map((agency) => agency.code)).toEqual(["UBNDTP"]);
});

test("departments as dated records: what was, what became", async () => {
  const old = await get<AgencyDetail>("/api/registry/agencies/STTTT?at=2025-02-19");
  expect(old.agency.status).toBe("unverified");
  expect(old.successors).toMatchObject([
    { status: "press", agency: { code: "SKHCN", validFrom: "2025-02-20" } },
  ]);
  const gone = await place.http.inject({ url: "/api/registry/agencies/STTTT" });
  expect([gone.statusCode, gone.json().code]).toEqual([404, "registry.agency-unknown"]);
  const construction = await get<AgencyDetail>("/api/registry/agencies/SXD");
  expect(construction.predecessors.map((link) => link.agency.code).sort()).toEqual(["SGTCC", "SXD"]);
  const between = await get<AgencyDetail>("/api/registry/agencies/SGTCC?at=2025-03-01");
  expect(between.predecessors.map((link) => [link.agency.code, link.part])).toContainEqual([
    "SXD",
    "partial",
  ]);
});

test("on no day does a code stand for two agencies", async () => {
  for (const at of ["2020-01-01", "2025-02-19", "2025-02-20", "2025-06-30", "2025-07-01", "2026-10-01"]) {
    const { items } = await get<AgencyPage>(`/api/registry/agencies?at=${at}&limit=1000`);
    const codes = items.map((agency) => agency.code);
    expect(new Set(codes).size, at).toBe(codes.length);
    const known = new Set(codes);
    expect(
      items.filter((agency) => agency.parentCode && !known.has(agency.parentCode)),
      at,
    ).toEqual([]);
  }
});

test.each([
  ["so xay dung", "SXD"],
  ["Sở Y tế", "SYT"],
  ["sxd", "SXD"],
  ["UBND phường Sài Gòn", "UBND-26740"],
  ["uy ban nhan dan phuong sai gon", "UBND-26740"],
  ["thoat nuoc", "UDC"],
])("search “%s” → %s", async (query, code) => {
  const page = await get<AgencyPage>(`/api/registry/agencies?q=${encodeURIComponent(query)}`);
  expect(page.items[0]?.code).toBe(code);
});

test("pages join without a gap", async () => {
  const first = await get<AgencyPage>("/api/registry/agencies?limit=100");
  const second = await get<AgencyPage>(`/api/registry/agencies?limit=1000&cursor=${first.nextCursor}`);
  const codes = [...first.items, ...second.items].map((agency) => agency.code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toHaveLength(1 + 15 + 168 + 14);
});

test("the door that other modules use", async () => {
  const ctx = place.contextOf(anonymous);
  expect((await getAgency(ctx, "SYT")).nameEn).toBe("Department of Health");
  await expect(getAgency(ctx, "NONE")).rejects.toMatchObject({ code: "registry.agency-unknown" });
  expect((await listAgencies(ctx, { kind: "city-committee" })).items.map((agency) => agency.code)).toEqual([
    "UBNDTP",
  ]);
});
