/** Identity's tables as Kysely sees them, and the view of its schema that every file of the store uses. */
import type { Kysely } from "kysely";
import type { Role } from "../../../kernel/actor.ts";
import type { Context } from "../../../kernel/context.ts";
import type { Language } from "../../../kernel/errors.ts";
import { tables } from "../../../kernel/postgres.ts";

export interface AccountRow {
  id: string;
  kind: "person" | "service";
  user_name: string;
  user_name_folded: string;
  display_name: string;
  display_name_folded: string;
  email: string | null;
  language: Language;
  password_hash: string | null;
  password_changed_at: Date | null;
  demo: boolean;
  created_at: Date;
  last_login_at: Date | null;
  disabled_at: Date | null;
}

export interface GrantRow {
  id: string;
  account_id: string;
  role: Role;
  agency_code: string | null;
  valid_from: Date;
  valid_to: Date | null;
  granted_by: string | null;
}

export interface SessionRow {
  id: string;
  secret_hash: Buffer;
  account_id: string;
  created_at: Date;
  last_used_at: Date;
  ends_at: Date;
  address: string;
  user_agent: string;
}

export interface TokenRow {
  id: string;
  secret_hash: Buffer;
  prefix: string;
  account_id: string;
  name: string;
  scopes: string[];
  created_at: Date;
  created_by: string | null;
  expires_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

export interface GuardRow {
  kind: "account" | "address";
  key_hash: Buffer;
  failures: number;
  last_failed_at: Date;
  locked_until: Date | null;
}

export interface IdentityTables {
  account: AccountRow;
  role_grant: GrantRow;
  session: SessionRow;
  api_token: TokenRow;
  login_guard: GuardRow;
}

export function identityTables(ctx: Pick<Context, "db">): Kysely<IdentityTables> {
  return tables<IdentityTables>(ctx, "identity");
}
