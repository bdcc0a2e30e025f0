/** Administrative units: lists, search, codes that were reused, and what became of each. */
import { cityDateOf } from "@dothi/vietnam";
import type { Context } from "../../../kernel/context.ts";
import type { Bilingual } from "../../../kernel/errors.ts";
import { kernelError } from "../../../kernel/errors.ts";
import { decodeCursor, pageOf } from "../../../kernel/page.ts";
import { authorise } from "../../../kernel/policy.ts";
import { registryError } from "../errors.ts";
import { unitsVerifiedFrom } from "../facts.ts";
import { registryPolicy } from "../policy.ts";
import type { LinkedUnit, OtherTime, Unit, UnitDetail, UnitPage, UnitsQuery } from "../schema.ts";
import * as store from "../store/units.ts";
import { rankUnits, readUnitQuery, type UnitHit } from "../unit-search.ts";

const otherTimesShown = 20;
const defaultLimit = 50;

/**
 * Units valid on a day, in Vietnamese order or, with `q`, best match first. When no unit of the day has exactly the
 * name asked for, `otherTimes` says which units of another time had it and what they became.
 */
export async function listUnits(ctx: Context, query: UnitsQuery): Promise<UnitPage> {
  authorise(ctx, registryPolicy, "read", "unit");
  const at = query.at ?? todayOf(ctx);
  const limit = query.limit ?? defaultLimit;
  const page =
    query.q === undefined
      ? await pageInOrder(ctx, query, at, limit)
      : await pageOfHits(ctx, query, at, limit);
  return { at, ...page, warning: warningFor(at) };
}

/** The unit with a code on a day, and the others that had the code at another time. @throws `registry.unit-unknown` */
export async function getUnit(ctx: Context, code: string, at = todayOf(ctx)): Promise<UnitDetail> {
  authorise(ctx, registryPolicy, "read", "unit");
  const all = (await store.unitsWithCode(ctx, code)).map(unitOf);
  const unit = all.find((candidate) => isValid(candidate, at));
  const otherTimes = all.filter((other) => other !== unit);
  if (!unit) throw registryError("unit-unknown", { code, at }, { details: { otherTimes } });
  return { at, unit, otherTimes, warning: warningFor(at) };
}

/** What a unit went into, or was made from, by the next change: every candidate, each whole or in part. */
export async function listLinkedUnits(
  ctx: Context,
  direction: "successors" | "predecessors",
  code: string,
  at = todayOf(ctx),
): Promise<{ at: string; unit: Unit; items: LinkedUnit[] }> {
  authorise(ctx, registryPolicy, "read", "unit");
  const { unit } = await getUnit(ctx, code, at);
  const linked = await store.linkedUnits(ctx, [unit.id], direction);
  return { at, unit, items: linked.map(withoutOrigin) };
}

/** Units by id, in Vietnamese order; ids that do not exist are left out. */
export async function listUnitsWithIds(ctx: Context, ids: readonly number[]): Promise<Unit[]> {
  authorise(ctx, registryPolicy, "read", "unit");
  return (await store.unitsWithIds(ctx, ids)).map(unitOf);
}

export function todayOf(ctx: Pick<Context, "now">): string {
  return cityDateOf(ctx.now());
}

export function isValid(unit: Pick<Unit, "validFrom" | "validTo">, at: string): boolean {
  return (unit.validFrom === null || unit.validFrom <= at) && (unit.validTo === null || unit.validTo >= at);
}

export function unitOf({ position: _position, ...unit }: store.UnitRow): Unit {
  return unit;
}

type Found = Pick<UnitPage, "items" | "nextCursor" | "otherTimes">;

async function pageInOrder(ctx: Context, query: UnitsQuery, at: string, limit: number): Promise<Found> {
  const [after = 0] = query.cursor === undefined ? [] : numbersOf(query.cursor, 1);
  const rows = await store.pageUnits(ctx, { ...query, at }, after, limit + 1);
  const page = pageOf(rows, limit, (row) => [row.position]);
  return { items: page.items.map(unitOf), nextCursor: page.nextCursor, otherTimes: [] };
}

async function pageOfHits(ctx: Context, query: UnitsQuery, at: string, limit: number): Promise<Found> {
  const wanted = readUnitQuery(query.q ?? "");
  if (!wanted) return pageInOrder(ctx, query, at, limit);
  const rows = await store.unitsWithWords(ctx, { ...query, at }, wanted.words);
  const positions = new Map(rows.map((row) => [row.id, row.position]));
  const strip = ({ valid: _valid, ...row }: (typeof rows)[number]) => unitOf(row);
  const hits = rankUnits(wanted, rows.filter((row) => row.valid).map(strip));
  const keyOf = (hit: UnitHit): [number, number] => [hit.score, positions.get(hit.unit.id) ?? 0];
  const [score = Number.POSITIVE_INFINITY, position = 0] =
    query.cursor === undefined ? [] : numbersOf(query.cursor, 2);
  const rest = hits.filter((hit) => {
    const [hitScore, hitPosition] = keyOf(hit);
    return hitScore < score || (hitScore === score && hitPosition > position);
  });
  const page = pageOf(rest.slice(0, limit + 1), limit, keyOf);
  const exact = hits.some((hit) => hit.whole);
  const elsewhere =
    exact || query.cursor !== undefined ? [] : rankUnits(wanted, rows.filter((row) => !row.valid).map(strip));
  return {
    items: page.items.map((hit) => hit.unit),
    nextCursor: page.nextCursor,
    otherTimes: await otherTimesOf(ctx, elsewhere, at),
  };
}

async function otherTimesOf(ctx: Context, hits: readonly UnitHit[], at: string): Promise<OtherTime[]> {
  const units = hits.slice(0, otherTimesShown).map((hit) => hit.unit);
  if (units.length === 0) return [];
  const ids = units.map((unit) => unit.id);
  const [successors, predecessors] = await Promise.all([
    store.linkedUnits(ctx, ids, "successors"),
    store.linkedUnits(ctx, ids, "predecessors"),
  ]);
  const onTheDay = (all: readonly store.Linked[], id: number) =>
    all.filter((link) => link.ofId === id && isValid(link.unit, at)).map(withoutOrigin);
  return units.map((unit) => ({
    unit,
    became: onTheDay(successors, unit.id),
    was: onTheDay(predecessors, unit.id),
  }));
}

function withoutOrigin({ part, unit }: store.Linked): LinkedUnit {
  return { part, unit: unitOf(unit as store.UnitRow) };
}

function numbersOf(cursor: string, length: number): number[] {
  const key = decodeCursor(cursor, length);
  if (!key.every((part): part is number => Number.isSafeInteger(part) && Math.abs(Number(part)) < 2 ** 31))
    throw kernelError("cursor-invalid", { cursor });
  return key;
}

const beforeVerified: Bilingual = {
  vi: `Danh mục trước ngày ${unitsVerifiedFrom} chưa được đối chiếu: có đơn vị lúc đó chưa hình thành.`,
  en: `The list before ${unitsVerifiedFrom} is not verified: some units may not have existed yet.`,
};

function warningFor(at: string): Bilingual | null {
  return at < unitsVerifiedFrom ? beforeVerified : null;
}
