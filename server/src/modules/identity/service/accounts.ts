/** Accounts: made, read, changed and disabled, never deleted, since decisions refer to them. */
import { randomUUID } from "node:crypto";
import { fold, nfc } from "@dothi/vietnam";
import type { Context } from "../../../kernel/context.ts";
import { kernelError, type Language } from "../../../kernel/errors.ts";
import { decodeCursor, type Page, pageOf } from "../../../kernel/page.ts";
import { authorise } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { identityError } from "../errors.ts";
import { accountChanged, accountCreated, passwordChanged } from "../events.ts";
import { identityPolicy } from "../policy.ts";
import type {
  AccountAnswer,
  AccountChangeBody,
  AccountsQuery,
  GrantInput,
  NewAccountBody,
} from "../schema.ts";
import {
  findAccount,
  insertAccount,
  listAccountRows,
  listGrantRows,
  lockAccount,
  updateAccount,
} from "../store/accounts.ts";
import { deleteSessionsOf } from "../store/sessions.ts";
import type { AccountRow } from "../store/tables.ts";
import { agencyNames } from "./agencies.ts";
import { actorIdOf, replaceGrants } from "./grants.ts";
import { forgetFailures, locksOf } from "./lockout.ts";
import { hashPassword, refuseWeakPassword } from "./passwords.ts";
import { runtime } from "./runtime.ts";

/** A page of accounts by user name; `q` is found inside user name, display name and email. */
export async function listAccounts(
  ctx: Context,
  query: AccountsQuery,
  language: Language,
): Promise<Page<AccountAnswer>> {
  authorise(ctx, identityPolicy, "list", "account");
  const limit = query.limit ?? 50;
  const after = query.cursor === undefined ? undefined : nameOfCursor(query.cursor);
  const rows = await listAccountRows(ctx, { after, folded: fold(nfc(query.q ?? "")).trim(), limit });
  const page = pageOf(rows, limit, (row) => [row.user_name_folded]);
  return { items: await answersOf(ctx, page.items, language), nextCursor: page.nextCursor };
}

/** @throws `identity.account-unknown` */
export async function getAccount(ctx: Context, id: string, language: Language): Promise<AccountAnswer> {
  authorise(ctx, identityPolicy, "read", "account");
  return answerOf(ctx, id, language);
}

/** @throws `identity.user-name-taken`, `identity.password-weak`, `identity.agency-unknown`, `identity.grant-period` */
export async function createAccount(
  ctx: Context,
  input: NewAccountBody,
  language: Language,
): Promise<AccountAnswer> {
  authorise(ctx, identityPolicy, "create", "account");
  const id = await addAccount(ctx, { ...input, kind: "person", demo: false });
  return answerOf(ctx, id, language);
}

/** What `createAccount` does, also for the program's own accounts. Returns the id. */
export async function addAccount(
  ctx: Context,
  input: NewAccountBody & Pick<AccountRow, "kind" | "demo">,
): Promise<string> {
  authorise(ctx, identityPolicy, "create", "account");
  const { password } = input;
  if (password !== undefined) refuseWeakPassword(password, "password", input.userName);
  const hash = password === undefined ? null : await hashPassword(password);
  const now = ctx.now();
  const userName = nfc(input.userName).trim();
  const displayName = nfc(input.displayName).trim();
  const row: AccountRow = {
    id: randomUUID(),
    kind: input.kind,
    user_name: userName,
    user_name_folded: fold(userName),
    display_name: displayName,
    display_name_folded: fold(displayName),
    email: input.email ?? null,
    language: input.language ?? "vi",
    password_hash: hash,
    password_changed_at: hash === null ? null : now,
    demo: input.demo,
    created_at: now,
    last_login_at: null,
    disabled_at: null,
  };
  return transaction(ctx, async (inner) => {
    if (!(await insertAccount(inner, row))) throw identityError("user-name-taken", { userName });
    await inner.emit(accountCreated, {
      accountId: row.id,
      userName,
      actorId: actorIdOf(ctx),
      at: now.toISOString(),
    });
    await replaceGrants(inner, row.id, input.grants);
    return row.id;
  });
}

/**
 * Changes what is given and nothing else. Disabling and a new password end all sessions at once.
 * @throws `identity.account-unknown`, `identity.own-account` and those of {@link createAccount}
 */
export async function changeAccount(
  ctx: Context,
  id: string,
  change: AccountChangeBody,
  language: Language,
): Promise<AccountAnswer> {
  authorise(ctx, identityPolicy, "change", "account");
  if (actorIdOf(ctx) === id) refuseSelfHarm(ctx, change);
  await transaction(ctx, async (inner) => {
    const row = await lockAccount(inner, id);
    if (!row) throw identityError("account-unknown", { account: id });
    await changeFields(inner, row, change);
    if (change.grants) await replaceGrants(inner, id, change.grants);
    if (change.newPassword !== undefined)
      await setPassword(inner, row, { password: change.newPassword, field: "newPassword" });
    if (change.unlock) await forgetFailures(inner, row.user_name);
  });
  runtime.of(ctx).known.forgetAccount(id);
  return answerOf(ctx, id, language);
}

/**
 * Sets a password in the caller's transaction and ends the account's sessions except one.
 * @throws `identity.password-weak` naming `field`
 */
export async function setPassword(
  ctx: Context,
  account: AccountRow,
  input: { password: string; field: string; keepSession?: Buffer },
): Promise<void> {
  refuseWeakPassword(input.password, input.field, account.user_name);
  const at = ctx.now();
  const hash = await hashPassword(input.password);
  await updateAccount(ctx, account.id, { password_hash: hash, password_changed_at: at, demo: false });
  const endedSessions = await deleteSessionsOf(ctx, account.id, input.keepSession);
  await ctx.emit(passwordChanged, {
    accountId: account.id,
    actorId: actorIdOf(ctx),
    endedSessions,
    at: at.toISOString(),
  });
}

async function changeFields(ctx: Context, row: AccountRow, change: AccountChangeBody): Promise<void> {
  const fields: Partial<AccountRow> = {};
  if (change.displayName !== undefined) {
    fields.display_name = nfc(change.displayName).trim();
    fields.display_name_folded = fold(fields.display_name);
  }
  if (change.email !== undefined) fields.email = change.email;
  if (change.language !== undefined) fields.language = change.language;
  if (change.disabled !== undefined && change.disabled !== (row.disabled_at !== null))
    fields.disabled_at = change.disabled ? ctx.now() : null;
  if (fields.disabled_at) await deleteSessionsOf(ctx, row.id);
  const changed = Object.keys(fields).filter((name) => name !== "display_name_folded");
  if (changed.length === 0) return;
  await updateAccount(ctx, row.id, fields);
  const at = ctx.now().toISOString();
  await ctx.emit(accountChanged, { accountId: row.id, changed, actorId: actorIdOf(ctx), at });
}

/** The last administrator must not lock the city out; a stolen session must not get round the current password. */
function refuseSelfHarm(ctx: Context, change: AccountChangeBody): void {
  const losesRole = change.grants && !change.grants.some((grant) => isLastingAdministrator(ctx, grant));
  if (change.disabled || losesRole || change.newPassword !== undefined) throw identityError("own-account");
}

function isLastingAdministrator(ctx: Context, grant: GrantInput): boolean {
  const cityWide = grant.role === "administrator" && (grant.agencyCode ?? null) === null;
  const begun = grant.validFrom === undefined || new Date(grant.validFrom) <= ctx.now();
  return cityWide && begun && (grant.validTo == null || new Date(grant.validTo) > ctx.now());
}

async function answerOf(ctx: Context, id: string, language: Language): Promise<AccountAnswer> {
  const row = await findAccount(ctx, id);
  const [answer] = row ? await answersOf(ctx, [row], language) : [];
  if (!answer) throw identityError("account-unknown", { account: id });
  return answer;
}

async function answersOf(
  ctx: Context,
  rows: readonly AccountRow[],
  language: Language,
): Promise<AccountAnswer[]> {
  const grants = await listGrantRows(
    ctx,
    rows.map((row) => row.id),
    ctx.now(),
  );
  const names = await agencyNames(
    ctx,
    grants.map((grant) => grant.agency_code),
    language,
  );
  const locks = await locksOf(ctx, rows);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    userName: row.user_name,
    displayName: row.display_name,
    email: row.email,
    language: row.language,
    hasPassword: row.password_hash !== null,
    createdAt: row.created_at.toISOString(),
    lastLoginAt: row.last_login_at?.toISOString() ?? null,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    lockedUntil: locks.get(row.id)?.toISOString() ?? null,
    grants: grants
      .filter((grant) => grant.account_id === row.id)
      .map((grant) => ({
        role: grant.role,
        agencyCode: grant.agency_code,
        agencyName: names.get(grant.agency_code) ?? null,
        validFrom: grant.valid_from.toISOString(),
        validTo: grant.valid_to?.toISOString() ?? null,
      })),
  }));
}

function nameOfCursor(cursor: string): string {
  const [name] = decodeCursor(cursor, 1);
  if (typeof name !== "string" || name.includes("\0")) throw kernelError("cursor-invalid", { cursor });
  return name;
}
