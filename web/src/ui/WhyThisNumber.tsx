import type { ReactNode } from "react";
import { useT } from "../i18n/i18n.tsx";
import { Badge, type Tone } from "./Badge.tsx";
import { DescriptionList } from "./DescriptionList.tsx";
import { Icon } from "./Icon.tsx";
import { SourceCitation, type SourceCitationProps } from "./SourceCitation.tsx";
import styles from "./WhyThisNumber.module.css";

/** Props of WhyThisNumber: how the number came about, in the order a doubting reader asks. */
export type WhyThisNumberProps = {
  formula: string;
  inputs: readonly { label: string; value: ReactNode }[];
  flags?: readonly { tone: Tone; text: string }[];
  clause?: string;
  source?: SourceCitationProps;
  open?: boolean;
};

/** A disclosure under a number: formula, inputs, quality flags, legal clause, source. */
export function WhyThisNumber({
  formula,
  inputs,
  flags = [],
  clause,
  source,
  open = false,
}: WhyThisNumberProps) {
  const t = useT();
  return (
    <details className={styles.details} open={open}>
      <summary className={styles.summary}>
        <span className={styles.chevron}>
          <Icon name="chevron-right" size={16} />
        </span>
        {t("why.title")}
      </summary>
      <div className={styles.body}>
        <code className={styles.formula}>{formula}</code>
        <DescriptionList items={inputs} />
        {flags.length > 0 && (
          <div className={styles.flags}>
            {flags.map((flag) => (
              <Badge key={flag.text} tone={flag.tone} icon={flag.tone === "ok" ? "check" : "flag"}>
                {flag.text}
              </Badge>
            ))}
          </div>
        )}
        {clause && (
          <p>
            <strong>{t("why.clause")}</strong> {clause}
          </p>
        )}
        {source && <SourceCitation {...source} />}
      </div>
    </details>
  );
}
