import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Link } from "../../ui/Link.tsx";
import styles from "./registry.module.css";
import type { Unit } from "./types.ts";
import { unitHref, validityText } from "./unit-words.ts";

/** A unit in one line: name, where, since or until when, code. */
export function UnitLine({ unit, at }: { unit: Unit; at: string | undefined }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const place = unit.district ?? unit.formerDistricts.join(", ");
  return (
    <div className={styles.unit}>
      <span className={styles.unitName}>
        <Link to={unitHref(unit, at)}>{locale === "vi" ? unit.fullName : unit.nameEn}</Link>
        {unit.otherSpelling && (
          <span className={styles.quiet}> ({t("units.alsoWritten", { name: unit.otherSpelling })})</span>
        )}
      </span>
      <span className={styles.quiet}>
        {unit.district ? place : t("units.formerly", { place })} · {validityText(unit, t, format)}
      </span>
      <code className={styles.code}>{unit.code}</code>
    </div>
  );
}
