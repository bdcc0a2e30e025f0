/** Units and their links in PostgreSQL. */
import { type RawBuilder, sql } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import type { LinkedUnit, Part, Unit, UnitKind } from "../schema.ts";

type Db = Pick<Context, "db">;

const columns = sql`u.id, u.code, u.name, u.full_name as "fullName", u.other_spelling as "otherSpelling",
  u.name_en as "nameEn", u.kind, u.valid_from as "validFrom", u.valid_to as "validTo", u.province_code as "provinceCode",
  u.province, u.district_code as "districtCode", u.district, u.former_area_code as "formerAreaCode",
  u.former_districts as "formerDistricts", u.area_km2 as "areaKm2",
  case when u.lon is null then null else array[u.lon, u.lat] end as centroid, u.source, u.position`;

export type UnitRow = Unit & { readonly position: number };

export interface UnitFilter {
  readonly at: string;
  readonly kind?: UnitKind | undefined;
  readonly formerArea?: string | undefined;
}

/** Units valid on a day, in Vietnamese order, after a position. */
export async function pageUnits(
  ctx: Db,
  filter: UnitFilter,
  after: number,
  limit: number,
): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    select ${columns} from registry.unit u
    where ${isValid(filter.at)} and ${matches(filter)} and u.position > ${after}
    order by u.position limit ${limit}`.execute(ctx.db);
  return rows;
}

/** Units of any time whose folded text holds every word, in Vietnamese order; `valid` = on the day asked for. */
export async function unitsWithWords(
  ctx: Db,
  filter: UnitFilter,
  words: readonly string[],
): Promise<(UnitRow & { readonly valid: boolean })[]> {
  const { rows } = await sql<UnitRow & { valid: boolean }>`
    select ${columns}, (${isValid(filter.at)}) as valid from registry.unit u
    where ${matches(filter)} and not exists (
      select from unnest(${words}::text[]) as w (word) where strpos(u.folded, w.word) = 0)
    order by u.position`.execute(ctx.db);
  return rows;
}

/** All units that ever had a code, the latest first. */
export async function unitsWithCode(ctx: Db, code: string): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`
    select ${columns} from registry.unit u where u.code = ${code}
    order by u.valid_from desc nulls last`.execute(ctx.db);
  return rows;
}

/** Units of all times, in Vietnamese order. */
export async function allUnits(ctx: Db): Promise<UnitRow[]> {
  const { rows } = await sql<UnitRow>`select ${columns} from registry.unit u order by u.position`.execute(
    ctx.db,
  );
  return rows;
}

export async function unitsWithIds(ctx: Db, ids: readonly number[]): Promise<UnitRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<UnitRow>`
    select ${columns} from registry.unit u where u.id = any(${ids}::int[]) order by u.position`.execute(
    ctx.db,
  );
  return rows;
}

export type Linked = LinkedUnit & { readonly ofId: number };

/** Successors or predecessors of several units, in Vietnamese order. */
export async function linkedUnits(
  ctx: Db,
  ids: readonly number[],
  direction: "successors" | "predecessors",
): Promise<Linked[]> {
  const [from, to] =
    direction === "successors" ? ["predecessor_id", "successor_id"] : ["successor_id", "predecessor_id"];
  const { rows } = await sql<UnitRow & { part: Part; ofId: number }>`
    select ${columns}, l.part, ${sql.ref(`l.${from}`)} as "ofId"
    from registry.unit_link l join registry.unit u on u.id = ${sql.ref(`l.${to}`)}
    where ${sql.ref(`l.${from}`)} = any(${ids}::int[]) order by u.position`.execute(ctx.db);
  return rows.map(({ part, ofId, ...unit }) => ({ part, ofId, unit }));
}

export type NewUnit = Omit<UnitRow, "id"> & { readonly folded: string };

/** @returns ids by `code@validFrom` */
export async function insertUnits(ctx: Db, units: readonly NewUnit[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: number; code: string; valid_from: string | null }>`
    insert into registry.unit (code, valid_from, valid_to, kind, name, full_name, other_spelling, name_en, province_code,
      province, district_code, district, former_area_code, former_districts, area_km2, lon, lat, folded, position, source)
    select u.code, u."validFrom", u."validTo", u.kind, u.name, u."fullName", u."otherSpelling", u."nameEn", u."provinceCode",
      u.province, u."districtCode", u.district, u."formerAreaCode", u."formerDistricts", u."areaKm2",
      u.centroid[1], u.centroid[2], u.folded, u.position, u.source
    from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as u (code text, "validFrom" date, "validTo" date, kind text,
      name text, "fullName" text, "otherSpelling" text, "nameEn" text, "provinceCode" text, province text,
      "districtCode" text, district text, "formerAreaCode" text, "formerDistricts" text[], "areaKm2" double precision,
      centroid double precision[], folded text, position int, source text)
    returning id, code, valid_from`.execute(ctx.db);
  return new Map(rows.map((row) => [`${row.code}@${row.valid_from ?? ""}`, row.id]));
}

export interface NewLink {
  readonly predecessorId: number;
  readonly successorId: number;
  readonly part: Part;
}

export async function insertUnitLinks(ctx: Db, links: readonly NewLink[]): Promise<void> {
  await sql`
    insert into registry.unit_link (predecessor_id, successor_id, part)
    select l."predecessorId", l."successorId", l.part
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as l ("predecessorId" int, "successorId" int, part text)
  `.execute(ctx.db);
}

function isValid(at: string): RawBuilder<unknown> {
  return sql`(u.valid_from is null or u.valid_from <= ${at}::date) and (u.valid_to is null or u.valid_to >= ${at}::date)`;
}

function matches({ kind, formerArea }: UnitFilter): RawBuilder<unknown> {
  return sql`(${kind ?? null}::text is null or u.kind = ${kind ?? null})
    and (${formerArea ?? null}::text is null or u.former_area_code = ${formerArea ?? null})`;
}
