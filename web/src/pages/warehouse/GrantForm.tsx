import { useState } from "react";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { CheckboxField } from "../../ui/CheckboxField.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useAgencies } from "../registry/queries.ts";
import type { AccessInput, Dataset } from "./types.ts";
import styles from "./warehouse.module.css";
import { columnLabel, pick } from "./words.ts";

type GrantFormProps = { dataset: Dataset; onAdd: (grant: AccessInput["grants"][number]) => void };

/** A new grant: to which agency, for what, until when, and which masked columns it sees clear. */
export function GrantForm({ dataset, onAdd }: GrantFormProps) {
  const t = useT();
  const { locale } = useLocale();
  const [text, setText] = useState("");
  const [agencyCode, setAgencyCode] = useState("");
  const [purpose, setPurpose] = useState(dataset.purposes[0]?.code ?? "");
  const [until, setUntil] = useState("");
  const [clearColumns, setClearColumns] = useState<readonly string[]>([]);
  const found = useAgencies({ q: text || undefined });
  const agencies = text === "" ? [] : (found.data?.pages[0]?.items.slice(0, 8) ?? []);
  const missing = agencyCode === "" || purpose === "";
  return (
    <div className={styles.form}>
      <div className={styles.fields}>
        <SearchField
          label={t("wh.grants.agency")}
          searching={found.isFetching && text !== ""}
          results={agencies.map((agency) => ({ id: agency.code, label: agency.name, note: agency.code }))}
          onSearch={setText}
          onPick={({ id }) => setAgencyCode(id)}
        />
        {dataset.purposes.length > 0 ? (
          <SelectField
            label={t("wh.grants.purpose")}
            value={purpose}
            options={dataset.purposes.map(({ code, label }) => ({ value: code, label: pick(label, locale) }))}
            onChange={setPurpose}
          />
        ) : (
          <TextField label={t("wh.grants.purpose")} value={purpose} onChange={setPurpose} maxLength={40} />
        )}
        <TextField label={t("wh.grants.untilField")} kind="date" optional value={until} onChange={setUntil} />
      </div>
      <ClearColumns dataset={dataset} chosen={clearColumns} onChange={setClearColumns} />
      <div>
        <Button
          icon="plus"
          disabledReason={missing ? t("wh.grants.missing") : undefined}
          onPress={() => onAdd({ agencyCode, purpose, until: until || null, clearColumns })}
        >
          {t("wh.grants.add")}
        </Button>
      </div>
    </div>
  );
}

type ClearColumnsProps = {
  dataset: Dataset;
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
};

function ClearColumns({ dataset, chosen, onChange }: ClearColumnsProps) {
  const t = useT();
  const { locale } = useLocale();
  const columns = dataset.columns.filter((column) => column.class !== "none");
  if (columns.length === 0) return null;
  return (
    <fieldset aria-label={t("wh.grants.clearField")}>
      <p>{t("wh.grants.clearField")}</p>
      {columns.map(({ name, label }) => (
        <CheckboxField
          key={name}
          label={columnLabel({ name, label }, locale)}
          checked={chosen.includes(name)}
          onChange={(on) => onChange(on ? [...chosen, name] : chosen.filter((other) => other !== name))}
        />
      ))}
    </fieldset>
  );
}
