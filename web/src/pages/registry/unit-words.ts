import type { Formatters } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/i18n.tsx";

/** The address of a unit on a day. */
export function unitHref(unit: { code: string }, at: string | undefined): string {
  return at ? `/don-vi/${unit.code}?at=${at}` : `/don-vi/${unit.code}`;
}

/** "từ 01/07/2025", "đến hết 30/06/2025", both, or that the beginning is not established. */
export function validityText(
  { validFrom, validTo }: { validFrom: string | null; validTo: string | null },
  t: Translate,
  format: Formatters,
): string {
  const day = (on: string) => format.date(`${on}T05:00:00Z`);
  if (validFrom && validTo) return t("valid.both", { from: day(validFrom), to: day(validTo) });
  if (validFrom) return t("valid.from", { from: day(validFrom) });
  return validTo ? t("valid.to", { to: day(validTo) }) : t("valid.unknown");
}
