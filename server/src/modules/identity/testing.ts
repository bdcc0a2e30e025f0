/** For tests of any module: real accounts with real tokens. */
import { randomBytes } from "node:crypto";
import type { Role } from "../../kernel/actor.ts";
import type { Context } from "../../kernel/context.ts";
import { addAccount } from "./service/accounts.ts";
import { issueToken } from "./service/tokens.ts";

export interface TestAccount {
  readonly account: { readonly id: string; readonly userName: string; readonly displayName: string };
  /** For `Authorization: Bearer …`. */
  readonly token: string;
}

/**
 * Makes an account that holds one role and a token for it, valid for a day.
 * @param options.agencyCode absent or null = city-wide
 * @param options.scopes what the token is limited to; absent = everything
 * @param options.password makes the account able to log in as well
 */
export async function createTestAccount(
  ctx: Context,
  options: {
    role: Role;
    agencyCode?: string | null;
    scopes?: readonly string[];
    password?: string;
    displayName?: string;
  },
): Promise<TestAccount> {
  const system: Context = { ...ctx, actor: { kind: "system", task: "test" } };
  const { role, agencyCode = null, scopes = ["*"], password } = options;
  const userName = `test-${role}-${randomBytes(5).toString("hex")}`;
  const displayName = options.displayName ?? `Kiểm Thử ${role}`;
  const grants = [{ role, agencyCode }];
  const login = password === undefined ? {} : { password };
  const id = await addAccount(system, {
    userName,
    displayName,
    grants,
    kind: "person",
    demo: false,
    ...login,
  });
  const expiresAt = new Date(ctx.now().getTime() + 86_400_000);
  const { token } = await issueToken(system, id, { name: "test", scopes, expiresAt });
  return { account: { id, userName, displayName }, token };
}
