import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { Link } from "../../ui/Link.tsx";
import { SourceCitation } from "../../ui/SourceCitation.tsx";
import { BeforeAfter } from "./BeforeAfter.tsx";
import { EvidenceBadge } from "./EvidenceBadge.tsx";
import styles from "./registry.module.css";
import type { Agency, AgencyAnswer, LinkedAgency } from "./types.ts";
import { validityText } from "./unit-words.ts";

/** One agency: its facts, its parents, what it was and became. */
export function AgencyView({ answer, at }: { answer: AgencyAnswer; at: string | undefined }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const { agency, parents, childCount, predecessors, successors } = answer;
  const nameOf = (one: Agency) => (locale === "vi" ? one.name : one.nameEn);
  const kin = ({ part, agency: one }: LinkedAgency) => ({
    id: one.id,
    name: nameOf(one),
    note: validityText(one, t, format),
    to: `/co-quan?ma=${one.code}${one.validTo ? `&at=${one.validTo}` : ""}`,
    part,
  });
  return (
    <div className={styles.stack}>
      <h3>{nameOf(agency)}</h3>
      <DescriptionList
        items={[
          { label: t("unit.codeLabel"), value: <code>{agency.code}</code> },
          { label: t("agencies.kind"), value: t(`agencies.kind.${agency.kind}`) },
          {
            label: t("agencies.parent"),
            value: parents.length === 0 ? "–" : parents.map(nameOf).join(" › "),
          },
          { label: t("agencies.children"), value: childCount },
          ...(agency.unitCode
            ? [
                {
                  label: t("facts.unit"),
                  value: (
                    <Link to={`/don-vi/${agency.unitCode}${at ? `?at=${at}` : ""}`}>{agency.unitCode}</Link>
                  ),
                },
              ]
            : []),
          { label: t("unit.validity"), value: validityText(agency, t, format) },
          { label: t("agencies.evidence"), value: <EvidenceBadge status={agency.status} /> },
          ...(agency.note ? [{ label: t("agencies.note"), value: agency.note }] : []),
        ]}
      />
      <SourceCitation title={agency.source} />
      {(predecessors.length > 0 || successors.length > 0) && (
        <BeforeAfter
          before={predecessors.map(kin)}
          current={{ name: nameOf(agency), note: validityText(agency, t, format) }}
          after={successors.map(kin)}
        />
      )}
    </div>
  );
}
