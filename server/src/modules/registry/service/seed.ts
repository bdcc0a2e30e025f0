/** The facts of the first start: units, links, agencies and the schematic boundaries. */
import { collate, compareVietnamese, fold, toneVariants } from "@dothi/vietnam";
import type { Context } from "../../../kernel/context.ts";
import { authorise } from "../../../kernel/policy.ts";
import {
  type AgencyFacts,
  type NewUnitsFacts,
  type OldDistrict,
  type OldUnitsFacts,
  readAgencies,
  readNewUnits,
  readOldUnits,
  readUnitLinks,
  type UnitLinksFacts,
} from "../facts.ts";
import { drawSchematic } from "../geometry/schematic.ts";
import { registryPolicy } from "../policy.ts";
import { type Unit, type UnitKind, unitKinds } from "../schema.ts";
import { insertAgencies, insertAgencyLinks, type NewAgency } from "../store/agencies.ts";
import { insertBoundaries, insertSet, switchActiveSet } from "../store/boundaries.ts";
import { insertUnitLinks, insertUnits, type NewLink, type NewUnit } from "../store/units.ts";
import { foldedUnit } from "../unit-search.ts";

type IdByKey = ReadonlyMap<string, number>;
type PlainUnit = Omit<Unit, "id">;

const kindNames: Record<UnitKind, { vi: string; en: string }> = {
  phuong: { vi: "Phường", en: "Ward" },
  xa: { vi: "Xã", en: "Commune" },
  "dac-khu": { vi: "Đặc khu", en: "Special Zone" },
  "thi-tran": { vi: "Thị trấn", en: "Township" },
  huyen: { vi: "Huyện", en: "District" },
};

/** Puts the facts in. Only the program itself may. */
export async function seedRegistry(ctx: Context): Promise<void> {
  authorise(ctx, registryPolicy, "seed", "facts");
  const [newFacts, oldFacts, links, agencies] = await Promise.all([
    readNewUnits(),
    readOldUnits(),
    readUnitLinks(),
    readAgencies(),
  ]);
  const units = [...newUnits(newFacts), ...oldUnits(oldFacts)];
  const ids = await insertUnits(ctx, inOrder(units));
  await insertUnitLinks(ctx, linksOf(links, newFacts.validFrom, ids));
  const inForce = units.filter((unit) => unit.validTo === null);
  await seedAgencies(ctx, agencies, inForce, ids);
  await seedSchematic(ctx, inForce, ids);
}

function newUnits(facts: NewUnitsFacts): PlainUnit[] {
  const { provinceCode, province, validFrom, law, codes } = facts;
  const common = {
    provinceCode,
    province,
    validFrom,
    validTo: null,
    districtCode: null,
    district: null,
    source: `${law}; mã: ${codes}`,
  };
  return Object.entries(facts.byFormerArea).flatMap(([formerAreaCode, rows]) =>
    rows.map(([code, kind, name, otherSpelling, areaKm2, lon, lat, formerDistricts]) => ({
      ...common,
      ...namesOf(kind, name),
      otherSpelling: otherSpelling || null,
      code,
      kind,
      formerAreaCode,
      formerDistricts,
      areaKm2,
      centroid: [lon, lat],
    })),
  );
}

function oldUnits(facts: OldUnitsFacts): PlainUnit[] {
  return facts.provinces.flatMap((province) =>
    province.districts.flatMap((district) =>
      wardsOf(district).map(([kind, code, listed]) => {
        const [name = listed, otherSpelling = null] = toneVariants(listed);
        return {
          ...namesOf(kind, name),
          otherSpelling,
          code,
          kind,
          validFrom: null,
          validTo: facts.validTo,
          provinceCode: province.code,
          province: province.name,
          districtCode: district.code,
          district: district.name,
          formerAreaCode: province.code,
          formerDistricts: [district.name],
          areaKm2: null,
          centroid: null,
          source: facts.law,
        };
      }),
    ),
  );
}

function wardsOf(district: OldDistrict): [UnitKind, code: string, name: string][] {
  return unitKinds.flatMap((kind) =>
    Object.entries(district[kind] ?? {}).map(([code, name]): [UnitKind, string, string] => [
      kind,
      code,
      name,
    ]),
  );
}

function namesOf(kind: UnitKind, name: string): { name: string; fullName: string; nameEn: string } {
  const { vi, en } = kindNames[kind];
  const numbered = /^\d+$/.test(name);
  return {
    name,
    fullName: `${vi} ${name}`,
    nameEn: numbered ? `${en} ${name}` : `${withoutMarks(name)} ${en}`,
  };
}

/** Like `fold`, but keeps capitals: "Tân Định" → "Tan Dinh". */
function withoutMarks(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replaceAll("đ", "d")
    .replaceAll("Đ", "D");
}

/** Gives each unit its place in Vietnamese order: by name, then district; wards with a number by its value. */
function inOrder(units: readonly PlainUnit[]): NewUnit[] {
  const sorted = [...units].sort(
    (a, b) =>
      compareVietnamese(a.name, b.name) ||
      compareVietnamese(a.fullName, b.fullName) ||
      compareVietnamese(a.district ?? "", b.district ?? "") ||
      a.code.localeCompare(b.code) ||
      (a.validFrom ?? "").localeCompare(b.validFrom ?? ""),
  );
  return sorted.map((unit, i) => ({ ...unit, folded: foldedUnit(unit), position: i + 1 }));
}

function linksOf(facts: UnitLinksFacts, changedOn: string, ids: IdByKey): NewLink[] {
  return Object.entries(facts.links).flatMap(([successor, predecessors]) =>
    predecessors.split(" ").map((text) => ({
      predecessorId: idOf(ids, `${text.replace("*", "")}@`),
      successorId: idOf(ids, `${successor}@${changedOn}`),
      part: text.endsWith("*") ? ("partial" as const) : ("full" as const),
    })),
  );
}

async function seedAgencies(
  ctx: Context,
  facts: AgencyFacts,
  units: readonly PlainUnit[],
  unitIds: IdByKey,
): Promise<void> {
  const rows = [
    ...facts.agencies.map((row) => listedAgency(facts, row)),
    ...collate(units, (u) => u.name).map((u) => committeeOf(facts, u, unitIds)),
  ];
  const ids = await insertAgencies(
    ctx,
    rows.map((row, i) => ({ ...row, position: i + 1, folded: foldedAgency(row) })),
  );
  const links = facts.links.flatMap(([successor, predecessors, sourceName]) => {
    const { status, text: source } = sourceOf(facts, sourceName);
    return predecessors.map((text) => ({
      predecessorId: idOf(ids, text.replace("*", "")),
      successorId: idOf(ids, successor),
      part: text.endsWith("*") ? ("partial" as const) : ("full" as const),
      status,
      source,
    }));
  });
  await insertAgencyLinks(ctx, links);
}

type PlainAgency = Omit<NewAgency, "position" | "folded">;

function listedAgency(facts: AgencyFacts, row: AgencyFacts["agencies"][number]): PlainAgency {
  const [code, kind, name, nameEn, parentCode, validFrom, validTo, sourceName, note] = row;
  const { status, text: source } = sourceOf(facts, sourceName);
  const shortName = name.startsWith("Ủy ban nhân dân ") ? name.replace("Ủy ban nhân dân", "UBND") : null;
  return {
    code,
    kind,
    name,
    shortName,
    nameEn,
    parentCode,
    unitId: null,
    validFrom,
    validTo,
    status,
    source,
    note,
  };
}

/** The People's Committee of a commune; its code is `UBND-` and the unit's. */
function committeeOf({ communes }: AgencyFacts, unit: PlainUnit, unitIds: IdByKey): PlainAgency {
  const place = `${kindNames[unit.kind].vi.toLowerCase()} ${unit.name}`;
  return {
    code: `UBND-${unit.code}`,
    kind: "commune-committee",
    name: `Ủy ban nhân dân ${place}`,
    shortName: `UBND ${place}`,
    nameEn: `People's Committee of ${unit.nameEn}`,
    parentCode: "UBNDTP",
    unitId: idOf(unitIds, `${unit.code}@${unit.validFrom ?? ""}`),
    validFrom: communes.from,
    validTo: null,
    status: "law",
    source: communes.law,
    note: null,
  };
}

function foldedAgency({ code, name, shortName, nameEn }: PlainAgency): string {
  return fold(`${code} ${name} ${shortName ?? ""} ${nameEn}`);
}

async function seedSchematic(ctx: Context, units: readonly PlainUnit[], ids: IdByKey): Promise<void> {
  const drawn = units.flatMap(({ code, validFrom, centroid, areaKm2 }) => {
    const [lon, lat] = centroid ?? [];
    if (lon === undefined || lat === undefined) return [];
    return [{ unitId: idOf(ids, `${code}@${validFrom ?? ""}`), site: { lon, lat, areaKm2: areaKm2 ?? 20 } }];
  });
  const { cells } = drawSchematic(drawn.map(({ site }) => site));
  const setId = await insertSet(ctx, {
    source:
      "Dựng từ tâm và diện tích của 168 đơn vị (ô Voronoi); không phải ranh giới pháp lý. / Drawn from the centroids and areas of the 168 units (Voronoi cells); not legal boundaries.",
    credit: "sơ đồ, dựng từ tâm các đơn vị / schematic, generated from centroids",
    schematic: true,
    fileHash: null,
    report: null,
    importedAt: ctx.now(),
    importedBy: null,
  });
  const rows = drawn.map(({ unitId }, i) => ({
    unitId,
    schematic: true,
    geometry: { type: "Polygon" as const, coordinates: [cells[i] ?? []] },
  }));
  await insertBoundaries(ctx, setId, rows);
  await switchActiveSet(ctx, setId);
}

function sourceOf(facts: AgencyFacts, name: string) {
  const source = facts.sources[name];
  if (!source) throw new Error(`agencies.json has no source ${name}`);
  return source;
}

function idOf(ids: IdByKey, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`the facts name ${key}, which no list has`);
  return id;
}
