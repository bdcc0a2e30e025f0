/** Boundary sets in PostgreSQL. */
import { sql } from "kysely";
import type { Context } from "../../../kernel/context.ts";
import { type AreaGeometry, boxOfGeometry, type Position } from "../geometry/rings.ts";
import type { BoundarySet, ImportReport } from "../schema.ts";

type Db = Pick<Context, "db">;

type SetRow = Omit<BoundarySet, "importedAt"> & { readonly importedAt: Date };

const setColumns = sql`s.id, s.source, s.credit, s.schematic, s.active, s.file_hash as "fileHash", s.report,
  s.imported_at as "importedAt", s.imported_by as "importedBy",
  (select count(*) from registry.boundary b where b.set_id = s.id and b.schematic = s.schematic) as units`;

/** Sets, newest first, before an id. */
export async function pageSets(ctx: Db, before: number, limit: number): Promise<BoundarySet[]> {
  const { rows } = await sql<SetRow>`
    select ${setColumns} from registry.boundary_set s where s.id < ${before} order by s.id desc limit ${limit}`.execute(
    ctx.db,
  );
  return rows.map(toSet);
}

/** `active` or an id. */
export async function findSet(ctx: Db, set: "active" | number): Promise<BoundarySet | undefined> {
  const which = set === "active" ? sql`s.active` : sql`s.id = ${set}`;
  const { rows } =
    await sql<SetRow>`select ${setColumns} from registry.boundary_set s where ${which}`.execute(ctx.db);
  return rows[0] && toSet(rows[0]);
}

function toSet(row: SetRow): BoundarySet {
  return { ...row, importedAt: row.importedAt.toISOString() };
}

export interface BoundaryRow {
  readonly unitId: number;
  readonly schematic: boolean;
  readonly geometry: AreaGeometry;
}

export async function boundariesOf(ctx: Db, setId: number): Promise<BoundaryRow[]> {
  const { rows } = await sql<BoundaryRow>`
    select b.unit_id as "unitId", b.schematic, b.geometry from registry.boundary b
    join registry.unit u on u.id = b.unit_id where b.set_id = ${setId} order by u.position`.execute(ctx.db);
  return rows;
}

/** Boundaries of the active set whose box holds the point. */
export async function boundariesAround(
  ctx: Db,
  [lon, lat]: Position,
): Promise<(BoundaryRow & { readonly credit: string })[]> {
  const { rows } = await sql<BoundaryRow & { credit: string }>`
    select b.unit_id as "unitId", b.schematic, b.geometry, s.credit
    from registry.boundary b join registry.boundary_set s on s.id = b.set_id
    where s.active and ${lon} between b.west and b.east and ${lat} between b.south and b.north
    order by b.schematic, b.unit_id`.execute(ctx.db);
  return rows;
}

export interface NewSet {
  readonly source: string;
  readonly credit: string;
  readonly schematic: boolean;
  readonly fileHash: string | null;
  readonly report: ImportReport | null;
  readonly importedAt: Date;
  readonly importedBy: string | null;
}

export async function insertSet(ctx: Db, set: NewSet): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into registry.boundary_set (source, credit, schematic, file_hash, report, imported_at, imported_by)
    values (${set.source}, ${set.credit}, ${set.schematic}, ${set.fileHash},
      ${set.report && JSON.stringify(set.report)}::jsonb, ${set.importedAt}, ${set.importedBy}::uuid)
    returning id`.execute(ctx.db);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error("a boundary set was not inserted");
  return id;
}

export async function insertBoundaries(ctx: Db, setId: number, rows: Iterable<BoundaryRow>): Promise<void> {
  for (const { unitId, geometry, schematic } of rows) {
    const { west, south, east, north } = boxOfGeometry(geometry);
    await sql`
      insert into registry.boundary (set_id, unit_id, geometry, schematic, west, south, east, north)
      values (${setId}, ${unitId}, ${JSON.stringify(geometry)}::jsonb, ${schematic}, ${west}, ${south}, ${east}, ${north})
    `.execute(ctx.db);
  }
}

/** Gives a set the schematic cells of units for which it has nothing better. */
export async function copySchematic(ctx: Db, setId: number): Promise<void> {
  await sql`
    insert into registry.boundary (set_id, unit_id, geometry, schematic, west, south, east, north)
    select ${setId}, b.unit_id, b.geometry, true, b.west, b.south, b.east, b.north
    from registry.boundary b
    where b.set_id = (select max(id) from registry.boundary_set where schematic)
    on conflict do nothing`.execute(ctx.db);
}

const activationLock = 74_301_980;

/** Makes one set the active one; the previous active set's id is returned. */
export async function switchActiveSet(ctx: Db, setId: number): Promise<number | null> {
  await sql`select pg_advisory_xact_lock(${activationLock})`.execute(ctx.db);
  const { rows } = await sql<{ id: number }>`
    update registry.boundary_set set active = false where active returning id`.execute(ctx.db);
  await sql`update registry.boundary_set set active = true where id = ${setId}`.execute(ctx.db);
  return rows[0]?.id ?? null;
}
