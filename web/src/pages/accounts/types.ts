/** Shapes of identity's answers, as the server writes them. */

/** Every role. */
export const ROLES = [
  "citizen",
  "officer",
  "approver",
  "analyst",
  "operator",
  "security-analyst",
  "data-steward",
  "administrator",
] as const;

/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** A role held in an agency, or city-wide (null), for a time. */
export type Grant = {
  role: Role;
  agencyCode: string | null;
  agencyName: string | null;
  validFrom: string;
  validTo: string | null;
};

/** An account. */
export type AccountRow = {
  id: string;
  kind: "person" | "service";
  userName: string;
  displayName: string;
  email: string | null;
  language: "vi" | "en";
  hasPassword: boolean;
  createdAt: string;
  lastLoginAt: string | null;
  disabledAt: string | null;
  lockedUntil: string | null;
  grants: Grant[];
};

/** A grant as it is sent. */
export type GrantInput = {
  role: Role;
  agencyCode: string | null;
  validFrom?: string;
  validTo?: string | null;
};

/** A new account. */
export type NewAccount = {
  userName: string;
  displayName: string;
  email?: string;
  password?: string;
  grants: GrantInput[];
};

/** A change of an account; what is absent stays. */
export type AccountChange = {
  displayName?: string;
  email?: string | null;
  disabled?: boolean;
  grants?: GrantInput[];
  newPassword?: string;
  unlock?: true;
};

/** An open session. */
export type OpenSession = {
  id: string;
  createdAt: string;
  lastUsedAt: string;
  endsAt: string;
  address: string;
  userAgent: string;
  current: boolean;
};

/** An API token without its secret. */
export type Token = {
  id: string;
  accountName: string;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
};
