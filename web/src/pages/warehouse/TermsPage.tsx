import { useState } from "react";
import { QueryView } from "../../api/QueryView.tsx";
import { holdsRole, useSession } from "../../api/session.ts";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Link } from "../../ui/Link.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { SourceCitation } from "../../ui/SourceCitation.tsx";
import { useAddress } from "../registry/use-address.ts";
import { useTerms } from "./queries.ts";
import { TermEditor } from "./TermEditor.tsx";
import type { Term } from "./types-use.ts";
import styles from "./warehouse.module.css";
import { matchesWords, pick } from "./words.ts";

const STEWARDS = ["data-steward", "administrator"];

/** The shared dictionary: what a term means everywhere, which dataset holds the one true list, and who uses it. */
export function TermsPage() {
  const t = useT();
  const session = useSession();
  const mayEdit = holdsRole(session.data?.account, STEWARDS);
  const [edited, setEdited] = useState<Term | "new">();
  const terms = useTerms();
  const { read, write } = useAddress();
  const q = read("tim") ?? "";
  return (
    <>
      <PageHeader
        title={t("wh.terms.title")}
        lead={t("wh.terms.lead")}
        trail={[{ label: t("wh.title"), to: "/kho-du-lieu" }]}
        actions={
          mayEdit && (
            <Button kind="primary" icon="plus" onPress={() => setEdited("new")}>
              {t("wh.terms.new")}
            </Button>
          )
        }
      />
      <div className={styles.stack}>
        <SearchField
          label={t("wh.terms.search")}
          placeholder={t("wh.terms.searchHint")}
          value={q}
          onSearch={(text) => write("tim", text)}
        />
        <QueryView query={terms}>
          {(items) => (
            <TermList
              terms={items.filter((term) =>
                matchesWords(q, [term.code, term.label.vi, term.label.en, term.definition.vi]),
              )}
              filtered={q !== ""}
              onEdit={mayEdit ? setEdited : undefined}
            />
          )}
        </QueryView>
      </div>
      {edited && (
        <TermEditor
          key={edited === "new" ? "new" : edited.code}
          term={edited === "new" ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

type TermListProps = {
  terms: readonly Term[];
  filtered: boolean;
  onEdit: ((term: Term) => void) | undefined;
};

function TermList({ terms, filtered, onEdit }: TermListProps) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  if (terms.length === 0) {
    return (
      <EmptyState
        icon={filtered ? "search" : "list"}
        title={t(filtered ? "wh.terms.noneFound" : "wh.terms.none")}
        text={t(filtered ? "search.none" : "wh.terms.noneText")}
      />
    );
  }
  const sorted = [...terms].sort((a, b) => format.compare(pick(a.label, locale), pick(b.label, locale)));
  return sorted.map((term) => (
    <div key={term.code} id={term.code}>
      <TermCard term={term} onEdit={onEdit} />
    </div>
  ));
}

function TermCard({ term, onEdit }: { term: Term; onEdit: ((term: Term) => void) | undefined }) {
  const t = useT();
  const { locale } = useLocale();
  const datasets = [...new Set(term.usedBy.map((use) => use.dataset))];
  return (
    <Card
      title={pick(term.label, locale)}
      note={<code>{term.code}</code>}
      actions={
        onEdit && (
          <Button size="small" onPress={() => onEdit(term)}>
            {t("wh.edit")}
          </Button>
        )
      }
      foot={<SourceCitation title={term.source} />}
    >
      <div className={styles.stack}>
        <p>{pick(term.definition, locale)}</p>
        <DescriptionList
          items={[
            ...(term.pattern ? [{ label: t("wh.rule.pattern"), value: <code>{term.pattern}</code> }] : []),
            {
              label: t("wh.terms.golden"),
              value: term.goldenDataset ? (
                <Link to={`/kho-du-lieu/${term.goldenDataset}`}>{term.goldenDataset}</Link>
              ) : (
                t("common.none")
              ),
            },
            {
              label: t("wh.terms.usedBy"),
              value:
                datasets.length === 0 ? (
                  t("wh.terms.unused")
                ) : (
                  <ul>
                    {term.usedBy.map((use) => (
                      <li key={`${use.dataset} ${use.column}`}>
                        <Link to={`/kho-du-lieu/${use.dataset}?tab=columns`}>{use.dataset}</Link>{" "}
                        <code>{use.column}</code>
                      </li>
                    ))}
                  </ul>
                ),
            },
          ]}
        />
      </div>
    </Card>
  );
}
