import { useState } from "react";
import { useSession } from "../../api/session.ts";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { useAgencies, useAgency } from "../registry/queries.ts";
import styles from "./import.module.css";

type AgencyFieldProps = {
  value: string;
  agencies: readonly string[] | null;
  label?: string;
  error?: string | undefined;
  onChange: (code: string) => void;
};

/** An agency: one of the person's own, or any for a city-wide role (`agencies` null). "" = none. */
export function AgencyField({ value, agencies, label, error, onChange }: AgencyFieldProps) {
  const t = useT();
  const roles = useSession().data?.account?.roles ?? [];
  if (agencies === null) return <AnyAgency {...{ value, label, error, onChange }} />;
  const nameOf = (code: string) => roles.find((role) => role.agencyCode === code)?.agencyName ?? code;
  return (
    <SelectField
      label={t("import.form.agency")}
      value={value}
      options={[...new Set(agencies)].map((code) => ({ value: code, label: nameOf(code) }))}
      onChange={onChange}
    />
  );
}

type AnyAgencyProps = Pick<AgencyFieldProps, "value" | "onChange"> & {
  label: string | undefined;
  error: string | undefined;
};

function AnyAgency({ value, label, error, onChange }: AnyAgencyProps) {
  const t = useT();
  const [text, setText] = useState("");
  const found = useAgencies({ q: text || undefined });
  const chosen = useAgency(value || null);
  const name = value === "" ? text : (chosen.data?.agency.name ?? value);
  const agencies = text === "" ? [] : (found.data?.pages[0]?.items.slice(0, 8) ?? []);
  return (
    <div className={styles.agency}>
      <SearchField
        label={label ?? t("import.form.agencyAny")}
        placeholder={t("import.form.agencySearch")}
        value={name}
        searching={found.isFetching}
        results={agencies.map((agency) => ({ id: agency.code, label: agency.name, note: agency.code }))}
        onSearch={setText}
        onPick={({ id }) => onChange(id)}
      />
      {error && <p className={styles.bad}>{error}</p>}
      {value !== "" && (
        <Button
          kind="quiet"
          size="small"
          icon="close"
          onPress={() => {
            setText("");
            onChange("");
          }}
        >
          {t("import.form.agencyNone")}
        </Button>
      )}
    </div>
  );
}
