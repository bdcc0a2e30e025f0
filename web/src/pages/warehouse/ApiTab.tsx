import { useState } from "react";
import { useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { Link } from "../../ui/Link.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { CodeBlock } from "./CodeBlock.tsx";
import { LANGUAGES, snippet } from "./snippets.ts";
import type { TabProps } from "./tab-props.ts";
import styles from "./warehouse.module.css";

/** How a program reads this dataset, in four languages. */
export function ApiTab({ dataset }: TabProps) {
  const t = useT();
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>("curl");
  const isOpen = dataset.access === "open";
  return (
    <Card title={t("wh.api.title")} note={t(isOpen ? "wh.api.open" : "wh.api.token")}>
      <div className={styles.stack}>
        <div className={styles.start}>
          <SegmentedControl
            label={t("wh.api.language")}
            value={language}
            options={LANGUAGES.map((value) => ({ value, label: t(`wh.api.${value}`) }))}
            onChange={setLanguage}
          />
        </div>
        <CodeBlock
          label={t(`wh.api.${language}`)}
          code={snippet(language, window.location.origin, dataset.name, isOpen)}
        />
        <ul className={styles.codes}>
          {(["filter", "sort", "columns", "cursor", "version"] as const).map((name) => (
            <li key={name}>
              <code>{name}</code> {t(`wh.api.about.${name}`)}
            </li>
          ))}
        </ul>
        <p>
          <Link to="/api-docs">{t("wh.api.docs")}</Link>
        </p>
      </div>
    </Card>
  );
}
