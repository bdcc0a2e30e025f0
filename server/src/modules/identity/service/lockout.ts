/**
 * Growing delay after failed log-ins: per user name, whether an account has it or not, and per address. A name
 * that nobody has locks like any other, so that locking tells nothing.
 */
import { fold, nfc } from "@dothi/vietnam";
import type { Context } from "../../../kernel/context.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { identityError } from "../errors.ts";
import { accountLocked, loginFailed } from "../events.ts";
import {
  countFailure,
  deleteGuard,
  deleteOldGuards,
  findGuard,
  type GuardKey,
  listLocks,
  lockGuard,
} from "../store/guards.ts";
import type { AccountRow } from "../store/tables.ts";
import { hashSecret } from "./secrets.ts";

/** Failures before the first lock, and the seconds after which one failure is forgotten. */
const patience = {
  account: { failures: 5, forgetSeconds: 3_600 },
  // A whole office may share an address: more patience, and quicker to forget.
  address: { failures: 30, forgetSeconds: 120 },
} as const;
const firstLockSeconds = 30;
const longestLockSeconds = 3_600;
const forgottenDays = 7;

export interface Attempt {
  readonly userName: string;
  readonly address: string;
  readonly userAgent: string;
}

/** @throws `identity.account-locked` with `retryAfterSeconds` */
export async function refuseWhenLocked(ctx: Context, attempt: Attempt): Promise<void> {
  const now = ctx.now().getTime();
  for (const key of keysOf(attempt)) {
    const until = (await findGuard(ctx, key))?.locked_until?.getTime() ?? 0;
    if (until <= now) continue;
    const seconds = Math.ceil((until - now) / 1000);
    throw identityError("account-locked", { seconds }, { details: { retryAfterSeconds: seconds } });
  }
}

/** Counts a failure, locks where patience is over, and tells of both. */
export async function recordFailure(
  ctx: Context,
  attempt: Attempt,
  account: AccountRow | undefined,
): Promise<void> {
  const accountId = account?.id ?? null;
  const { address, userAgent } = attempt;
  const at = ctx.now();
  await transaction(ctx, async (inner) => {
    for (const key of keysOf(attempt)) {
      const failures = await countFailure(inner, key, at, patience[key.kind].forgetSeconds);
      if (key.kind === "account")
        await inner.emit(loginFailed, {
          accountId,
          address,
          userAgent,
          failuresInARow: failures,
          at: at.toISOString(),
        });
      const seconds = lockSeconds(failures, patience[key.kind].failures);
      if (seconds === 0) continue;
      const until = new Date(at.getTime() + seconds * 1000);
      await lockGuard(inner, key, until);
      const whose = key.kind === "account" ? accountId : null;
      const lockedUntil = until.toISOString();
      await inner.emit(accountLocked, {
        accountId: whose,
        kind: key.kind,
        address,
        lockedUntil,
        at: at.toISOString(),
      });
    }
  });
}

/** After a success, or by an administrator. The count of the address stays. */
export function forgetFailures(ctx: Context, userName: string): Promise<void> {
  return deleteGuard(ctx, accountKey(userName));
}

/** When each account that is locked now opens again, by account id. */
export async function locksOf(ctx: Context, accounts: readonly AccountRow[]): Promise<Map<string, Date>> {
  const keys = accounts.map((account) => ({ id: account.id, hash: accountKey(account.user_name).key_hash }));
  const locks = await listLocks(
    ctx,
    keys.map((key) => key.hash),
    ctx.now(),
  );
  return new Map(
    keys.flatMap(({ id, hash }) => {
      const until = locks.get(hash.toString("hex"));
      return until ? [[id, until]] : [];
    }),
  );
}

/** Removes counts that no longer matter. */
export function dropOldFailures(ctx: Context): Promise<number> {
  return deleteOldGuards(ctx, new Date(ctx.now().getTime() - forgottenDays * 86_400_000));
}

/** `lockSeconds(5, 5)` → 30, `(6, 5)` → 60, … at most an hour. */
function lockSeconds(failures: number, allowed: number): number {
  return failures < allowed ? 0 : Math.min(longestLockSeconds, firstLockSeconds * 2 ** (failures - allowed));
}

function keysOf(attempt: Attempt): GuardKey[] {
  return [
    accountKey(attempt.userName),
    { kind: "address", key_hash: hashSecret(networkOf(attempt.address)) },
  ];
}

function accountKey(userName: string): GuardKey {
  return { kind: "account", key_hash: hashSecret(fold(nfc(userName).trim())) };
}

/** An IPv6 customer owns a /64: "2001:db8:1:2:3:4:5:6" → "2001:db8:1:2". IPv4, also mapped into IPv6, stays whole. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail ? tail.split(":") : [];
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  return [...left, ...zeros, ...right].slice(0, 4).join(":");
}
