import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useSession } from "../../api/session.ts";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { AgencyField } from "../import/AgencyField.tsx";
import shared from "../import/import.module.css";
import { ConnectionTestView } from "./ConnectionTestView.tsx";
import { ModeChoice } from "./ModeChoice.tsx";
import { useDataset, useTargets, useThemes } from "./queries.ts";
import { ScheduleFields } from "./ScheduleFields.tsx";
import {
  emptySource,
  isHarvest,
  newSourceOf,
  SOURCE_KINDS,
  type SourceDraft,
  sourceProblems,
} from "./source-form.ts";
import { useConnections, useSourceActions } from "./source-queries.ts";
import { agenciesOf, KEEPERS } from "./target.ts";

type PartProps = { draft: SourceDraft; set: (part: Partial<SourceDraft>) => void };

/** A new source. */
export function SourceForm({ dataset, onClose }: { dataset: string | null; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const agencies = agenciesOf(useSession().data?.account, KEEPERS);
  const [draft, setDraft] = useState(() => emptySource(agencies?.[0] ?? "", dataset));
  const { add } = useSourceActions();
  const set = (part: Partial<SourceDraft>) => setDraft((known) => ({ ...known, ...part }));
  const problems = sourceProblems(draft);
  const save = () =>
    add.mutate(newSourceOf(draft), {
      onSuccess: () => {
        toast({ text: t("sources.added"), tone: "ok" });
        onClose();
      },
    });
  return (
    <Card title={t("sources.new")}>
      <div className={shared.stack}>
        <div>
          <SegmentedControl
            label={t("sources.new.kind")}
            value={draft.kind}
            options={SOURCE_KINDS.map((value) => ({ value, label: t(`sources.kind.${value}`) }))}
            onChange={(kind) => set({ kind })}
          />
        </div>
        <p className={shared.quiet}>{t(`sources.kindText.${draft.kind}`)}</p>
        <div className={shared.fields}>
          <TextField
            label={t("sources.new.title")}
            maxLength={200}
            value={draft.title}
            onChange={(title) => set({ title })}
          />
          <AgencyField
            label={t("intake.new.agency")}
            value={draft.agencyCode}
            agencies={agencies}
            onChange={(agencyCode) => set({ agencyCode })}
          />
        </div>
        {draft.kind === "database" ? (
          <DatabasePart {...{ draft, set }} />
        ) : (
          <AddressPart {...{ draft, set }} />
        )}
        {!isHarvest(draft.kind) && <IntoPart {...{ draft, set }} />}
        <ScheduleFields schedule={draft.schedule} onChange={(schedule) => set({ schedule })} />
        {add.isError && <ErrorState {...errorView(add.error, t)} />}
        <div className={shared.stepButtons}>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            kind="primary"
            busy={add.isPending}
            disabledReason={
              problems.length > 0
                ? t("sources.new.fill", {
                    fields: problems.map((field) => t(`sources.field.${field}`)).join(", "),
                  })
                : undefined
            }
            onPress={save}
          >
            {t("sources.new.save")}
          </Button>
        </div>
        {problems.length > 0 && (
          <p className={shared.quiet}>
            {t("sources.new.fill", {
              fields: problems.map((field) => t(`sources.field.${field}`)).join(", "),
            })}
          </p>
        )}
      </div>
    </Card>
  );
}

function AddressPart({ draft, set }: PartProps) {
  const t = useT();
  const { locale } = useLocale();
  const themes = useThemes();
  return (
    <div className={shared.fields}>
      <TextField
        label={t(`sources.urlOf.${draft.kind === "url" ? "url" : draft.kind === "ckan" ? "ckan" : "dcat"}`)}
        kind="url"
        placeholder="https://"
        maxLength={2000}
        value={draft.url}
        onChange={(url) => set({ url })}
      />
      {draft.kind === "url" && (
        <TextField
          label={t("sources.new.table")}
          hint={t("sources.new.tableHint")}
          optional
          maxLength={500}
          value={draft.table}
          onChange={(table) => set({ table })}
        />
      )}
      {draft.kind === "ckan" && (
        <TextField
          label={t("sources.new.filter")}
          hint={t("sources.new.filterHint")}
          optional
          maxLength={500}
          value={draft.filter}
          onChange={(filter) => set({ filter })}
        />
      )}
      {isHarvest(draft.kind) && (
        <SelectField
          label={t("sources.new.theme")}
          optional
          placeholder={t("sources.new.themeNone")}
          value={draft.theme}
          options={(themes.data ?? []).map(({ code, label }) => ({ value: code, label: label[locale] }))}
          onChange={(theme) => set({ theme })}
        />
      )}
    </div>
  );
}

function DatabasePart({ draft, set }: PartProps) {
  const t = useT();
  const connections = useConnections();
  return (
    <>
      <SelectField
        label={t("sources.new.connection")}
        hint={connections.data?.length === 0 ? t("sources.new.noConnection") : undefined}
        placeholder={t("intake.new.choose")}
        value={draft.connectionId}
        options={(connections.data ?? []).map((one) => ({ value: one.id, label: one.title }))}
        onChange={(connectionId) => set({ connectionId })}
      />
      <TextField
        label={t("sources.new.query")}
        hint={t("sources.new.queryHint")}
        rows={5}
        maxLength={20_000}
        value={draft.query}
        onChange={(query) => set({ query })}
      />
      <ConnectionTestView key={draft.connectionId} id={draft.connectionId} query={draft.query} />
    </>
  );
}

function IntoPart({ draft, set }: PartProps) {
  const t = useT();
  const { locale } = useLocale();
  const [q, setQ] = useState("");
  const found = useTargets(q);
  const dataset = useDataset(draft.dataset || null).data;
  return (
    <>
      <SearchField
        key={dataset?.name ?? "none"}
        label={t("sources.new.dataset")}
        placeholder={t("intake.target.findHint")}
        value={dataset ? dataset.title[locale] || dataset.title.vi : draft.dataset}
        searching={found.isFetching}
        results={(found.data?.items ?? []).map((one) => ({
          id: one.name,
          label: one.title[locale] || one.title.vi,
          note: one.name,
        }))}
        onSearch={setQ}
        onPick={({ id }) => set({ dataset: id })}
      />
      <ModeChoice
        mode={draft.mode}
        {...(dataset ? { keyColumns: dataset.key } : {})}
        onChange={(mode) => set({ mode })}
      />
    </>
  );
}
