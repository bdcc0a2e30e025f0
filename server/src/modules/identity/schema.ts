/** Shapes at identity's edge. Texts refuse control characters; a password's own rules are checked by the service. */

import { roles } from "../../kernel/actor.ts";
import { pageQuery } from "../../kernel/page.ts";
import { type Static, Type } from "../../kernel/schema.ts";

const line = "^[^\\p{Cc}]*$";
const filledLine = "^(?=.*\\S)[^\\p{Cc}]*$";
const closed = { additionalProperties: false };

const Id = Type.String({ format: "uuid" });
const Instant = Type.String({ format: "date-time" });
const text = (least: number, most: number, description?: string) =>
  Type.String({
    minLength: least,
    maxLength: most,
    pattern: least > 0 ? filledLine : line,
    ...(description ? { description } : {}),
  });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

const RoleName = Type.Enum([...roles]);
const LanguageName = Type.Enum(["vi", "en"]);
const UserName = Type.String({
  minLength: 2,
  maxLength: 64,
  pattern: "^[\\p{Script=Latin}0-9][\\p{Script=Latin}\\p{M}0-9._@-]*$",
  description: "Latin letters, digits and . _ @ -; unique without marks and capitals.",
});
const Scope = Type.String({
  maxLength: 100,
  pattern: "^(\\*|[a-z][a-z-]*:(\\*|[a-z][a-z-]*))$",
  description: "`module:action`, `module:*` or `*`.",
});

export const IdParams = Type.Object({ id: Id });
export const SessionParams = Type.Object({ id: Id, sessionId: Id });

export const LoginBody = Type.Object({ userName: text(1, 200), password: Type.String() }, closed);
export const PasswordBody = Type.Object(
  { currentPassword: Type.String(), newPassword: Type.String() },
  closed,
);

export const GrantInput = Type.Object(
  {
    role: RoleName,
    agencyCode: Type.Optional(orNull(text(1, 60, "Absent or null = city-wide."))),
    validFrom: Type.Optional(Instant),
    validTo: Type.Optional(orNull(Instant)),
  },
  closed,
);
export type GrantInput = Static<typeof GrantInput>;

const accountFields = {
  displayName: text(1, 200),
  email: orNull(Type.String({ format: "email", maxLength: 254, pattern: line })),
  language: LanguageName,
};

export const NewAccountBody = Type.Object(
  {
    userName: UserName,
    displayName: accountFields.displayName,
    email: Type.Optional(accountFields.email),
    language: Type.Optional(accountFields.language),
    password: Type.Optional(Type.String({ description: "Without one the account has only API tokens." })),
    grants: Type.Array(GrantInput, { maxItems: 50 }),
  },
  closed,
);
export type NewAccountBody = Static<typeof NewAccountBody>;

export const AccountChangeBody = Type.Object(
  {
    displayName: Type.Optional(accountFields.displayName),
    email: Type.Optional(accountFields.email),
    language: Type.Optional(accountFields.language),
    disabled: Type.Optional(Type.Boolean()),
    grants: Type.Optional(
      Type.Array(GrantInput, { maxItems: 50, description: "The whole set; what is left out ends." }),
    ),
    newPassword: Type.Optional(Type.String({ description: "Sets a new password and ends all sessions." })),
    unlock: Type.Optional(Type.Literal(true, { description: "Forgets the failed log-ins." })),
  },
  { ...closed, minProperties: 1 },
);
export type AccountChangeBody = Static<typeof AccountChangeBody>;

export const AccountsQuery = Type.Object({
  ...pageQuery,
  q: Type.Optional(
    text(0, 100, "Part of the user name, display name or email; marks and capitals do not count."),
  ),
});
export type AccountsQuery = Static<typeof AccountsQuery>;

export const TokensQuery = Type.Object({
  ...pageQuery,
  all: Type.Optional(
    Type.Boolean({ default: false, description: "Everybody's tokens; administrators only." }),
  ),
});
export type TokensQuery = Static<typeof TokensQuery>;

export const NewTokenBody = Type.Object(
  {
    name: text(1, 100),
    scopes: Type.Array(Scope, { minItems: 1, maxItems: 50, uniqueItems: true }),
    expiresAt: Type.String({ format: "date-time", description: "At most 366 days from now." }),
  },
  closed,
);
export type NewTokenBody = Static<typeof NewTokenBody>;

const RoleView = Type.Object({
  role: RoleName,
  agencyCode: orNull(Type.String()),
  agencyName: orNull(Type.String()),
});

export const SessionAnswer = Type.Object({
  account: orNull(
    Type.Object({ id: Id, displayName: Type.String(), userName: Type.String(), roles: Type.Array(RoleView) }),
  ),
  csrfToken: orNull(
    Type.String({ description: "To be sent as X-CSRF-Token with every change; null without a session." }),
  ),
  demo: Type.Boolean(),
  city: Type.Object({ nameVi: Type.String(), nameEn: Type.String() }),
});
export type SessionAnswer = Static<typeof SessionAnswer>;

export const DemoAccounts = Type.Array(
  Type.Object({
    userName: Type.String(),
    password: Type.String(),
    displayName: Type.String(),
    role: RoleName,
    roleName: Type.String(),
    agencyName: orNull(Type.String()),
  }),
);
export type DemoAccountView = Static<typeof DemoAccounts>[number];

const GrantView = Type.Object({
  role: RoleName,
  agencyCode: orNull(Type.String()),
  agencyName: orNull(Type.String()),
  validFrom: Instant,
  validTo: orNull(Instant),
});

export const AccountAnswer = Type.Object({
  id: Id,
  kind: Type.Enum(["person", "service"]),
  userName: Type.String(),
  displayName: Type.String(),
  email: orNull(Type.String()),
  language: LanguageName,
  hasPassword: Type.Boolean(),
  createdAt: Instant,
  lastLoginAt: orNull(Instant),
  disabledAt: orNull(Instant),
  lockedUntil: orNull(Instant),
  grants: Type.Array(GrantView, { description: "Those in force now or later." }),
});
export type AccountAnswer = Static<typeof AccountAnswer>;

export const OpenSession = Type.Object({
  id: Id,
  createdAt: Instant,
  lastUsedAt: Instant,
  endsAt: Instant,
  address: Type.String(),
  userAgent: Type.String(),
  current: Type.Boolean(),
});
export type OpenSession = Static<typeof OpenSession>;

const tokenFields = {
  id: Id,
  accountId: Id,
  accountName: Type.String(),
  name: Type.String(),
  prefix: Type.String(),
  scopes: Type.Array(Type.String()),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedAt: orNull(Instant),
  revokedAt: orNull(Instant),
};
export const TokenAnswer = Type.Object(tokenFields);
export type TokenAnswer = Static<typeof TokenAnswer>;

/** `token` is shown this once; only its SHA-256 is kept. */
export const NewTokenAnswer = Type.Object({ ...tokenFields, token: Type.String() });
export type NewTokenAnswer = Static<typeof NewTokenAnswer>;

export const AccountPage = Type.Object({
  items: Type.Array(AccountAnswer),
  nextCursor: orNull(Type.String()),
});
export const TokenPage = Type.Object({ items: Type.Array(TokenAnswer), nextCursor: orNull(Type.String()) });
export const SessionList = Type.Object({ items: Type.Array(OpenSession) });
export const Ended = Type.Object({ ended: Type.Integer() });
