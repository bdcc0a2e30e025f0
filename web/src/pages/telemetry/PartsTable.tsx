import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { aqiLevel } from "../../ui/aqi.ts";
import { VisuallyHidden } from "../../ui/VisuallyHidden.tsx";
import { propertyName, shortName } from "./names.ts";
import styles from "./StationPage.module.css";
import type { Catalogue, IndexPart, IndexValue } from "./types.ts";
import { inputKey } from "./WhyIndex.tsx";

/** Props of PartsTable. */
export type PartsTableProps = { period: "hour" | "day"; value: IndexValue; catalogue: Catalogue };

/** Every pollutant of an index: sub-index, what it was computed from, hours present. Narrow enough for a phone. */
export function PartsTable({ period, value, catalogue }: PartsTableProps) {
  const t = useT();
  return (
    <table className={styles.parts}>
      <caption>{t(`station.parts.${period}`)}</caption>
      <thead>
        <tr>
          <th scope="col">{t("station.pollutant")}</th>
          <th scope="col">{t("station.subIndex")}</th>
          <th scope="col" className={styles.wideOnly}>
            {t("station.computedFrom")}
          </th>
          <th scope="col" className={styles.number}>
            µg/m³
          </th>
          <th scope="col" className={styles.number}>
            {t("station.hoursShort")}
          </th>
        </tr>
      </thead>
      <tbody>
        {value.parts.map((part) => (
          <PartRow key={`${part.property}-${part.inputKind}`} part={part} catalogue={catalogue} />
        ))}
      </tbody>
    </table>
  );
}

function PartRow({ part, catalogue }: { part: IndexPart; catalogue: Catalogue }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  return (
    <tr>
      <th scope="row">
        <abbr title={propertyName(catalogue, part.property, locale)}>{shortName(part.property)}</abbr>
        <span className={styles.narrowOnly}>{t(inputKey(part.inputKind))}</span>
      </th>
      <td>
        <SubIndex value={part.value} />
      </td>
      <td className={styles.wideOnly}>{t(inputKey(part.inputKind))}</td>
      <td className={styles.number}>
        {part.input === null ? "–" : format.number(part.input, { digits: 1, fixed: true })}
      </td>
      <td className={styles.number}>
        {part.hoursPresent}/{part.hoursNeeded}
      </td>
    </tr>
  );
}

function SubIndex({ value }: { value: number | null }) {
  const t = useT();
  const level = aqiLevel(value);
  if (!level) return t("aqi.none");
  return (
    <span className={styles.subIndex}>
      <span className={styles.letter} style={{ background: level.colour, color: level.ink }}>
        {level.letter}
      </span>
      {value}
      <VisuallyHidden>{t(level.labelKey)}</VisuallyHidden>
    </span>
  );
}
