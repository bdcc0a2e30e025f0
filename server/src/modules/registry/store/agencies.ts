/** Agencies and their links in PostgreSQL. */
import { type RawBuilder, sql } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import type { Agency, AgencyKind, EvidenceStatus, LinkedAgency, Part } from "../schema.ts";

type Db = Pick<Context, "db">;

const columns = sql`a.id, a.code, a.kind, a.name, a.short_name as "shortName", a.name_en as "nameEn",
  a.parent_code as "parentCode", a.unit_id as "unitId", u.code as "unitCode", a.valid_from as "validFrom",
  a.valid_to as "validTo", a.status, a.source, a.note, a.position`;
const tables = sql`registry.agency a left join registry.unit u on u.id = a.unit_id`;

export type AgencyRow = Agency & { readonly position: number };

export interface AgencyFilter {
  readonly at: string;
  readonly kind?: AgencyKind | undefined;
  readonly parent?: string | undefined;
}

/** Agencies valid on a day: the City's committee, its offices and departments, then the communes' committees. */
export async function pageAgencies(
  ctx: Db,
  filter: AgencyFilter,
  after: number,
  limit: number,
): Promise<AgencyRow[]> {
  const { rows } = await sql<AgencyRow>`
    select ${columns} from ${tables}
    where ${isValid(filter.at)} and ${matches(filter)} and a.position > ${after}
    order by a.position limit ${limit}`.execute(ctx.db);
  return rows;
}

export async function agenciesWithWords(
  ctx: Db,
  filter: AgencyFilter,
  words: readonly string[],
): Promise<AgencyRow[]> {
  const { rows } = await sql<AgencyRow>`
    select ${columns} from ${tables}
    where ${isValid(filter.at)} and ${matches(filter)} and not exists (
      select from unnest(${words}::text[]) as w (word) where strpos(a.folded, w.word) = 0)
    order by a.position`.execute(ctx.db);
  return rows;
}

export async function findAgencyRow(ctx: Db, code: string, at: string): Promise<AgencyRow | undefined> {
  const { rows } = await sql<AgencyRow>`
    select ${columns} from ${tables} where a.code = ${code} and ${isValid(at)} limit 1`.execute(ctx.db);
  return rows[0];
}

/** From the direct parent up to the root, as they stood on the day. */
export async function parentsOf(ctx: Db, code: string, at: string): Promise<AgencyRow[]> {
  const { rows } = await sql<AgencyRow>`
    with recursive up as (
      select a.parent_code, 0 as depth from registry.agency a where a.code = ${code} and ${isValid(at)}
      union all
      select a.parent_code, up.depth + 1 from up join registry.agency a on a.code = up.parent_code and ${isValid(at)}
      where up.depth < 10)
    select ${columns} from up join registry.agency a on a.code = up.parent_code and ${isValid(at)}
    left join registry.unit u on u.id = a.unit_id order by up.depth`.execute(ctx.db);
  return rows;
}

export async function countChildren(ctx: Db, code: string, at: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from registry.agency a where a.parent_code = ${code} and ${isValid(at)}`.execute(
    ctx.db,
  );
  return rows[0]?.count ?? 0;
}

export async function linkedAgencies(
  ctx: Db,
  id: number,
  direction: "successors" | "predecessors",
): Promise<LinkedAgency[]> {
  const [from, to] =
    direction === "successors" ? ["predecessor_id", "successor_id"] : ["successor_id", "predecessor_id"];
  const { rows } = await sql<AgencyRow & { part: Part; linkStatus: EvidenceStatus; linkSource: string }>`
    select ${columns}, l.part, l.status as "linkStatus", l.source as "linkSource"
    from registry.agency_link l join registry.agency a on a.id = ${sql.ref(`l.${to}`)}
    left join registry.unit u on u.id = a.unit_id
    where ${sql.ref(`l.${from}`)} = ${id} order by a.position`.execute(ctx.db);
  return rows.map(({ part, linkStatus, linkSource, ...agency }) => ({
    part,
    status: linkStatus,
    source: linkSource,
    agency,
  }));
}

export type NewAgency = Omit<AgencyRow, "id" | "unitCode"> & { readonly folded: string };

/** @returns ids by `code@validFrom` */
export async function insertAgencies(ctx: Db, agencies: readonly NewAgency[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: number; code: string; valid_from: string | null }>`
    insert into registry.agency (code, valid_from, valid_to, kind, name, short_name, name_en, parent_code, unit_id, status,
      source, note, folded, position)
    select a.code, a."validFrom", a."validTo", a.kind, a.name, a."shortName", a."nameEn", a."parentCode", a."unitId",
      a.status, a.source, a.note, a.folded, a.position
    from jsonb_to_recordset(${JSON.stringify(agencies)}::jsonb) as a (code text, "validFrom" date, "validTo" date,
      kind text, name text, "shortName" text, "nameEn" text, "parentCode" text, "unitId" int, status text, source text,
      note text, folded text, position int)
    returning id, code, valid_from`.execute(ctx.db);
  return new Map(rows.map((row) => [`${row.code}@${row.valid_from ?? ""}`, row.id]));
}

export interface NewAgencyLink {
  readonly predecessorId: number;
  readonly successorId: number;
  readonly part: Part;
  readonly status: EvidenceStatus;
  readonly source: string;
}

export async function insertAgencyLinks(ctx: Db, links: readonly NewAgencyLink[]): Promise<void> {
  await sql`
    insert into registry.agency_link (predecessor_id, successor_id, part, status, source)
    select l."predecessorId", l."successorId", l.part, l.status, l.source
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb)
      as l ("predecessorId" int, "successorId" int, part text, status text, source text)`.execute(ctx.db);
}

function isValid(at: string): RawBuilder<unknown> {
  return sql`(a.valid_from is null or a.valid_from <= ${at}::date) and (a.valid_to is null or a.valid_to >= ${at}::date)`;
}

function matches({ kind, parent }: AgencyFilter): RawBuilder<unknown> {
  return sql`(${kind ?? null}::text is null or a.kind = ${kind ?? null})
    and (${parent ?? null}::text is null or a.parent_code = ${parent ?? null})`;
}
