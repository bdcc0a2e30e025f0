/** Permission: policies are tables that a lawyer could read; this is the one place that reads them. */
import type { Actor, Role } from "./actor.ts";
import type { Context } from "./context.ts";
import { kernelError } from "./errors.ts";

/**
 * One row: who may do what on which kind of thing.
 * `who`: `anyone`, `logged-in`, `device`, or a list of roles.
 * `when: "own-agency"`: only if the thing belongs to an agency in which the actor holds one of the roles
 * (a grant with no agency counts everywhere).
 */
export interface PolicyRow {
  readonly who: "anyone" | "logged-in" | "device" | readonly Role[];
  readonly action: string;
  readonly thing: string;
  readonly when?: "own-agency";
}

export interface Policy {
  readonly module: string;
  readonly rows: readonly PolicyRow[];
}

/** The thing acted on, as far as a condition needs it. */
export interface Subject {
  readonly agencyCode?: string | null;
}

/**
 * The first line of every service function. Throws `kernel.login-required` or `kernel.forbidden`.
 * The system itself (jobs, seeds) may do everything.
 */
export function authorise(
  ctx: Context,
  policy: Policy,
  action: string,
  thing: string,
  subject: Subject = {},
): void {
  if (may(ctx.actor, policy, action, thing, subject)) return;
  if (ctx.actor.kind === "anonymous") throw kernelError("login-required");
  throw kernelError("forbidden", { action, thing });
}

/** The same question without a throw, e.g. to leave a button out. */
export function may(
  actor: Actor,
  policy: Policy,
  action: string,
  thing: string,
  subject: Subject = {},
): boolean {
  if (actor.kind === "system") return true;
  const rows = policy.rows.filter((row) => row.action === action && row.thing === thing);
  if (rows.some((row) => row.who === "anyone")) return true;
  if (actor.kind === "account" && actor.scopes && !inScope(actor.scopes, policy.module, action)) return false;
  return rows.some((row) => rowAllows(row, actor, subject));
}

function rowAllows(row: PolicyRow, actor: Actor, subject: Subject): boolean {
  if (row.who === "device") return actor.kind === "device";
  if (actor.kind !== "account") return false;
  if (row.who === "logged-in") return true;
  const { who, when } = row;
  if (typeof who === "string") return false;
  return actor.grants.some(
    (grant) =>
      who.includes(grant.role) &&
      (when !== "own-agency" || grant.agencyCode === null || grant.agencyCode === subject.agencyCode),
  );
}

function inScope(scopes: readonly string[], module: string, action: string): boolean {
  return scopes.includes(`${module}:${action}`) || scopes.includes(`${module}:*`) || scopes.includes("*");
}
