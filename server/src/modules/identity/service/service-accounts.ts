/** Accounts of programs: no password, only tokens. One for each role and agency, and the one of the bootstrap token. */
import { randomUUID } from "node:crypto";
import { fold } from "@dothi/vietnam";
import type { Role } from "../../../kernel/actor.ts";
import type { Context } from "../../../kernel/context.ts";
import { AppError } from "../../../kernel/errors.ts";
import { authorise } from "../../../kernel/policy.ts";
import { transaction } from "../../../kernel/postgres.ts";
import { identityError } from "../errors.ts";
import { identityPolicy } from "../policy.ts";
import type { NewTokenAnswer } from "../schema.ts";
import { findAccountByName } from "../store/accounts.ts";
import type { AccountRow, TokenRow } from "../store/tables.ts";
import { extendToken, insertToken, revokeOtherTokens } from "../store/tokens.ts";
import { addAccount } from "./accounts.ts";
import { replaceGrants } from "./grants.ts";
import { hashSecret } from "./secrets.ts";
import { issueToken, tellCreated, tokenDays } from "./tokens.ts";

export interface ServiceTokenInput {
  readonly role: Role;
  /** null = city-wide. */
  readonly agencyCode: string | null;
  readonly days: number;
  readonly scopes: readonly string[];
  readonly name: string;
}

/**
 * A token for a program that acts in one role; its account is made if it is not there.
 * @throws `identity.token-lifetime`, `identity.agency-unknown`, `identity.account-disabled`
 */
export async function issueServiceToken(ctx: Context, input: ServiceTokenInput): Promise<NewTokenAnswer> {
  authorise(ctx, identityPolicy, "create", "account");
  const { role, agencyCode } = input;
  const place = agencyCode ?? "city";
  return transaction(ctx, async (inner) => {
    const accountId = await ensureServiceAccount(inner, {
      userName: `api-${role}-${place}`,
      displayName: `API ${role} (${place})`,
      role,
      agencyCode,
    });
    await replaceGrants(inner, accountId, [{ role, agencyCode }]);
    const expiresAt = new Date(ctx.now().getTime() + input.days * 86_400_000);
    return issueToken(inner, accountId, { name: input.name, scopes: input.scopes, expiresAt });
  });
}

/**
 * Makes `secret` an administrator's token, as long as it is configured: its end moves on at every start, another
 * value replaces it, and once revoked it stays revoked.
 */
export async function ensureBootstrapToken(ctx: Context, secret: string): Promise<void> {
  authorise(ctx, identityPolicy, "create", "account");
  const at = ctx.now();
  const secretHash = hashSecret(secret);
  await transaction(ctx, async (inner) => {
    const userName = "bootstrap";
    const accountId = await ensureServiceAccount(inner, {
      userName,
      displayName: "Bootstrap",
      role: "administrator",
      agencyCode: null,
    });
    const row: TokenRow = {
      id: randomUUID(),
      secret_hash: secretHash,
      prefix: userName, // its text is the configuration's: no part of it is shown
      account_id: accountId,
      name: "DOTHI_BOOTSTRAP_TOKEN",
      scopes: ["*"],
      created_at: at,
      created_by: null,
      expires_at: new Date(at.getTime() + tokenDays * 86_400_000),
      last_used_at: null,
      revoked_at: null,
    };
    if (await insertToken(inner, row)) await tellCreated(inner, row);
    else await extendToken(inner, secretHash, row.expires_at);
    await revokeOtherTokens(inner, accountId, secretHash, at);
  });
}

interface ServiceAccount {
  readonly userName: string;
  readonly displayName: string;
  readonly role: Role;
  readonly agencyCode: string | null;
}

/** Two processes may start at the same moment: the second finds what the first has made. */
async function ensureServiceAccount(ctx: Context, wanted: ServiceAccount): Promise<string> {
  const existing =
    (await findAccountByName(ctx, fold(wanted.userName))) ?? (await makeServiceAccount(ctx, wanted));
  if (existing.kind !== "service") throw identityError("user-name-taken", { userName: wanted.userName });
  if (existing.disabled_at !== null) throw identityError("account-disabled");
  return existing.id;
}

async function makeServiceAccount(ctx: Context, wanted: ServiceAccount): Promise<AccountRow> {
  const { userName, displayName, role, agencyCode } = wanted;
  try {
    await addAccount(ctx, {
      userName,
      displayName,
      grants: [{ role, agencyCode }],
      kind: "service",
      demo: false,
    });
  } catch (error) {
    if (!(error instanceof AppError && error.code === "identity.user-name-taken")) throw error;
  }
  const made = await findAccountByName(ctx, fold(userName));
  if (!made) throw identityError("account-unknown", { account: userName });
  return made;
}
