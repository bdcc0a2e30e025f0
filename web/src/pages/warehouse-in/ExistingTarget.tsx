import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Link } from "../../ui/Link.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { Callout } from "../import/Callout.tsx";
import shared from "../import/import.module.css";
import { ModeChoice } from "./ModeChoice.tsx";
import { useDataset, useTargets } from "./queries.ts";
import { columnsCompared } from "./target.ts";
import type { Dataset, FilePreview } from "./types.ts";
import { useDraft } from "./use-draft.ts";

/** A dataset that is there: which one, and what becomes of its rows. */
export function ExistingTarget({ preview }: { preview: FilePreview }) {
  const t = useT();
  const { locale } = useLocale();
  const { draft, change } = useDraft();
  const [q, setQ] = useState("");
  const found = useTargets(q);
  const query = useDataset(draft.dataset);
  const dataset = query.data;
  return (
    <>
      <Card title={t("intake.target.which")}>
        <div className={shared.stack}>
          <SearchField
            key={dataset?.name ?? "none"}
            label={t("intake.target.find")}
            placeholder={t("intake.target.findHint")}
            value={dataset?.title[locale] ?? dataset?.title.vi ?? ""}
            searching={found.isFetching}
            results={(found.data?.items ?? []).map((one) => ({
              id: one.name,
              label: one.title[locale] || one.title.vi,
              note: one.name,
            }))}
            onSearch={setQ}
            onPick={({ id }) => change({ dataset: id })}
          />
          {query.isLoading && <LoadingState lines={2} />}
          {query.isError && <ErrorState {...errorView(query.error, t)} />}
          {dataset && <TargetFacts dataset={dataset} preview={preview} />}
        </div>
      </Card>
      {dataset && (
        <Card title={t("intake.mode.title")}>
          <ModeChoice mode={draft.mode} keyColumns={dataset.key} onChange={(mode) => change({ mode })} />
        </Card>
      )}
    </>
  );
}

function TargetFacts({ dataset, preview }: { dataset: Dataset; preview: FilePreview }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const { added, missing } = columnsCompared(dataset, preview);
  return (
    <>
      {!dataset.may.load && (
        <Callout
          tone="bad"
          title={t("intake.target.mayNot", { title: dataset.title[locale] || dataset.title.vi })}
        >
          <p>{t("intake.target.mayNotText", { agency: dataset.agency.name[locale] })}</p>
        </Callout>
      )}
      <DescriptionList
        items={[
          {
            label: t("intake.facts.dataset"),
            value: (
              <Link to={`/kho-du-lieu/${dataset.name}`}>{dataset.title[locale] || dataset.title.vi}</Link>
            ),
          },
          { label: t("intake.facts.agency"), value: dataset.agency.name[locale] },
          {
            label: t("intake.facts.rows"),
            value: dataset.rowCount === null ? t("intake.facts.noRows") : format.number(dataset.rowCount),
          },
          {
            label: t("intake.facts.key"),
            value: dataset.key.length > 0 ? dataset.key.join(", ") : t("intake.facts.noKey"),
          },
        ]}
      />
      {dataset.columns.length > 0 && (added.length > 0 || missing.length > 0) && (
        <Callout tone="info" title={t("intake.compare.title")}>
          {added.length > 0 && <p>{t("intake.compare.added", { columns: added.join(", ") })}</p>}
          {missing.length > 0 && <p>{t("intake.compare.missing", { columns: missing.join(", ") })}</p>}
        </Callout>
      )}
    </>
  );
}
