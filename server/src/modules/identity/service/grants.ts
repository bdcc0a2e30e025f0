/** Roles held by accounts over time. */
import { randomUUID } from "node:crypto";
import type { Grant } from "../../../kernel/actor.ts";
import type { Context } from "../../../kernel/context.ts";
import { identityError } from "../errors.ts";
import { grantsChanged } from "../events.ts";
import type { GrantInput } from "../schema.ts";
import { endGrants, insertGrants, listGrantRows } from "../store/accounts.ts";
import type { GrantRow } from "../store/tables.ts";
import { refuseUnknownAgency } from "./agencies.ts";

/** The account behind a context, for records of who did it; null = the program itself. */
export function actorIdOf(ctx: Context): string | null {
  return ctx.actor.kind === "account" ? ctx.actor.accountId : null;
}

/** What an account may act as at this instant. */
export async function currentGrants(ctx: Context, accountId: string): Promise<Grant[]> {
  const at = ctx.now();
  return grantsAt(await listGrantRows(ctx, [accountId], at), at);
}

/**
 * Makes `wanted` the whole set of an account's grants, in the caller's transaction: what is missing in it ends
 * now, what is new begins, what is there stays as it is.
 * @throws `identity.agency-unknown`, `identity.grant-period`
 */
export async function replaceGrants(
  ctx: Context,
  accountId: string,
  wanted: readonly GrantInput[],
): Promise<void> {
  const at = ctx.now();
  const kept = await listGrantRows(ctx, [accountId], at);
  const rows: GrantRow[] = [];
  for (const grant of wanted) rows.push(await rowOf(ctx, accountId, grant));
  const fresh = rows.filter((row, i) => !kept.some((old) => isSame(old, row, wanted[i])) && isFirst(rows, i));
  const ended = kept.filter((old) => !rows.some((row, i) => isSame(old, row, wanted[i])));
  if (fresh.length === 0 && ended.length === 0) return;
  await endGrants(
    ctx,
    ended.map((row) => row.id),
    at,
  );
  await insertGrants(ctx, fresh);
  const after = grantsAt(await listGrantRows(ctx, [accountId], at), at);
  const actorId = actorIdOf(ctx);
  await ctx.emit(grantsChanged, {
    accountId,
    before: grantsAt(kept, at),
    after,
    actorId,
    at: at.toISOString(),
  });
}

/** The grants in force, each role and agency once. */
function grantsAt(rows: readonly GrantRow[], at: Date): Grant[] {
  const inForce = rows.filter((row) => row.valid_from <= at && (row.valid_to === null || row.valid_to > at));
  const byKey = new Map(inForce.map((row) => [`${row.role} ${row.agency_code ?? ""}`, row]));
  return [...byKey.values()].map((row) => ({ role: row.role, agencyCode: row.agency_code }));
}

async function rowOf(ctx: Context, accountId: string, grant: GrantInput): Promise<GrantRow> {
  const agencyCode = grant.agencyCode ?? null;
  if (agencyCode !== null) await refuseUnknownAgency(ctx, agencyCode);
  const validFrom = grant.validFrom === undefined ? ctx.now() : new Date(grant.validFrom);
  const validTo = grant.validTo == null ? null : new Date(grant.validTo);
  // A leap second is a date-time by its form (RFC 3339), but no instant of ours.
  const isReal = !Number.isNaN(validFrom.getTime()) && !Number.isNaN(validTo?.getTime() ?? 0);
  if (!isReal || (validTo !== null && validTo <= validFrom)) throw identityError("grant-period");
  return {
    id: randomUUID(),
    account_id: accountId,
    role: grant.role,
    agency_code: agencyCode,
    valid_from: validFrom,
    valid_to: validTo,
    granted_by: actorIdOf(ctx),
  };
}

/** A beginning that is not given means "as it is". */
function isSame(old: GrantRow, row: GrantRow, given: GrantInput | undefined): boolean {
  return (
    old.role === row.role &&
    old.agency_code === row.agency_code &&
    old.valid_to?.getTime() === row.valid_to?.getTime() &&
    (given?.validFrom === undefined
      ? old.valid_from <= row.valid_from
      : old.valid_from.getTime() === row.valid_from.getTime())
  );
}

function isFirst(rows: readonly GrantRow[], at: number): boolean {
  const key = (row: GrantRow | undefined) =>
    [row?.role, row?.agency_code, row?.valid_from.getTime(), row?.valid_to?.getTime()].join("\n");
  return rows.findIndex((row) => key(row) === key(rows[at])) === at;
}
