import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { geometryText } from "./geometry.ts";
import type { Cell, Column } from "./types.ts";
import { cellText, isPlain, pick } from "./words.ts";

/**
 * Writes cells of a dataset for people. `key` are the columns that name a row, whose numbers are never grouped; `codes`
 * false leaves a code out where its words are enough, as on an axis.
 */
export function useCellText(key: readonly string[], codes = true): (value: Cell, column: Column) => string {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const words = { yes: t("wh.yes"), no: t("wh.no") };
  return (value, column) => {
    if (column.shown === "redact") return t("wh.redacted");
    if (column.type === "geometry" && typeof value === "string") return geometryText(value, t, format);
    const code = column.codes.find((entry) => entry.code === String(value));
    const label = code && pick(code.label, locale);
    if (code && label) return codes ? t("wh.coded", { code: code.code, label }) : label;
    return cellText(value, { type: column.type, plain: isPlain(column, key) }, format, words);
  };
}
