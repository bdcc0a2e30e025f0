/** Who asks: a visitor, an account with its roles, a device, or the program itself. */

export const roles = [
  "citizen",
  "officer",
  "approver",
  "analyst",
  "operator",
  "security-analyst",
  "data-steward",
  "administrator",
] as const;
export type Role = (typeof roles)[number];

/** A role held in one agency, or city-wide when `agencyCode` is null. */
export interface Grant {
  readonly role: Role;
  readonly agencyCode: string | null;
}

export type Actor =
  | { readonly kind: "anonymous" }
  | {
      readonly kind: "account";
      readonly accountId: string;
      readonly displayName: string;
      readonly grants: readonly Grant[];
      /** `session` = a person in a browser (CSRF applies), `token` = an API token with scopes. */
      readonly via: "session" | "token";
      /** For a token: the actions it is limited to, as `module:action` or `module:*`; absent = all of the account's. */
      readonly scopes?: readonly string[];
    }
  | { readonly kind: "device"; readonly thingId: number }
  | { readonly kind: "system"; readonly task: string };
