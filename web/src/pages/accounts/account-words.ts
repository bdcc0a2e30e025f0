/** What roles, scopes and browsers are called, and small checks of the account forms. */
import type { MessageKey } from "../../i18n/i18n.tsx";
import type { Grant, GrantInput, Role } from "./types.ts";

/** Names of roles. */
export const ROLE_NAMES: Record<Role, MessageKey> = {
  citizen: "role.citizen",
  officer: "role.officer",
  approver: "role.approver",
  analyst: "role.analyst",
  operator: "role.operator",
  "security-analyst": "role.securityAnalyst",
  "data-steward": "role.dataSteward",
  administrator: "role.administrator",
};

/** What a token may be limited to, with words for each. */
export const SCOPES = [
  ["telemetry:read", "scope.telemetryRead"],
  ["telemetry:write", "scope.telemetryWrite"],
  ["telemetry:import", "scope.telemetryImport"],
  ["telemetry:register", "scope.telemetryRegister"],
  ["registry:read", "scope.registryRead"],
  ["*", "scope.all"],
] as const satisfies readonly (readonly [string, MessageKey])[];

/** Fewest characters of a password; the server's rule says the rest. */
export const LEAST_PASSWORD = 12;

const DAY_MS = 86_400_000;

/** The end of a token that lives for some days from now. */
export function expiryOf(days: number, now: number): string {
  return new Date(now + days * DAY_MS).toISOString();
}

/** "Mozilla/5.0 (Windows NT 10.0…) … Chrome/140…" → "Chrome · Windows"; the text itself if nothing is known in it. */
export function browserOf(userAgent: string): string {
  const browser = firstOf(userAgent, [
    ["Edg/", "Edge"],
    ["OPR/", "Opera"],
    ["CocCoc", "Cốc Cốc"],
    ["Firefox/", "Firefox"],
    ["Chrome/", "Chrome"],
    ["Safari/", "Safari"],
  ]);
  const system = firstOf(userAgent, [
    ["Android", "Android"],
    ["iPhone", "iPhone"],
    ["iPad", "iPad"],
    ["Windows", "Windows"],
    ["Mac OS", "macOS"],
    ["Linux", "Linux"],
  ]);
  return [browser, system].filter(Boolean).join(" · ") || userAgent.slice(0, 60);
}

function firstOf(text: string, names: readonly (readonly [string, string])[]): string | undefined {
  return names.find(([mark]) => text.includes(mark))?.[1];
}

/** A grant as the server takes it back: the whole set is sent, so each keeps its dates. */
export function grantInput({ role, agencyCode, validFrom, validTo }: Grant): GrantInput {
  return { role, agencyCode, validFrom, validTo };
}

/** True if the set holds this role at this agency already. */
export function holdsGrant(grants: readonly GrantInput[], added: GrantInput): boolean {
  return grants.some((one) => one.role === added.role && one.agencyCode === added.agencyCode);
}
