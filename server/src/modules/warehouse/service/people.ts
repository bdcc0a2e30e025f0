/** The names of who acts and of agencies, as the warehouse shows them. */
import type { Context } from "../../../kernel/context.ts";
import type { Bilingual } from "../../../kernel/errors.ts";
import { getAgency, listAgencies } from "../../registry/index.ts";

/** Who acts, for records that people read. */
export function authorOf(ctx: Context): { author: string; authorId: string | null } {
  if (ctx.actor.kind === "account") return { author: ctx.actor.displayName, authorId: ctx.actor.accountId };
  return { author: "Dothi", authorId: null };
}

/** Names of all agencies of today, by code. */
export async function agencyNames(ctx: Context): Promise<Map<string, Bilingual>> {
  const names = new Map<string, Bilingual>();
  let cursor: string | undefined;
  do {
    const page = await listAgencies(ctx, { limit: 500, ...(cursor ? { cursor } : {}) });
    for (const agency of page.items) names.set(agency.code, { vi: agency.name, en: agency.nameEn });
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return names;
}

/** @throws `registry.agency-unknown` */
export async function checkAgency(ctx: Context, code: string): Promise<void> {
  await getAgency(ctx, code);
}
