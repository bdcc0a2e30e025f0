/** Names of agencies as the registry has them, and of the city. */
import type { Context } from "../../../kernel/context.ts";
import { AppError, type Language } from "../../../kernel/errors.ts";
import { getAgency } from "../../registry/index.ts";
import { identityError } from "../errors.ts";

export const city = { nameVi: "Thành phố Hồ Chí Minh", nameEn: "Ho Chi Minh City" } as const;

/** Names by code in one language; a code that no agency has today stands for itself. */
export async function agencyNames(
  ctx: Context,
  codes: Iterable<string | null>,
  language: Language,
): Promise<Map<string | null, string>> {
  const names = new Map<string | null, string>();
  for (const code of new Set(codes)) {
    if (code === null) continue;
    const agency = await findAgency(ctx, code);
    names.set(code, (language === "en" ? agency?.nameEn : agency?.name) ?? code);
  }
  return names;
}

/** @throws `identity.agency-unknown` */
export async function refuseUnknownAgency(ctx: Context, code: string): Promise<void> {
  if (!(await findAgency(ctx, code))) throw identityError("agency-unknown", { code });
}

/** Asked as the program itself: a token limited to identity may still see the name of its own agency. */
async function findAgency(ctx: Context, code: string) {
  try {
    return await getAgency({ ...ctx, actor: { kind: "system", task: "identity.agency" } }, code);
  } catch (error) {
    if (error instanceof AppError && error.code === "registry.agency-unknown") return undefined;
    throw error;
  }
}
