import { useState } from "react";
import { useSession } from "../../api/session.ts";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { useAgencies, useAgency } from "../registry/queries.ts";
import styles from "./import.module.css";

/** The agency a station belongs to: one of the person's own, or any for a city-wide role (`agencies` null). */
export function AgencyField({
  value,
  agencies,
  onChange,
}: {
  value: string;
  agencies: readonly string[] | null;
  onChange: (code: string) => void;
}) {
  const t = useT();
  const roles = useSession().data?.account?.roles ?? [];
  if (agencies === null) return <AnyAgency value={value} onChange={onChange} />;
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

function AnyAgency({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const t = useT();
  const [text, setText] = useState("");
  const found = useAgencies({ q: text || undefined });
  const chosen = useAgency(value || null);
  const name = value === "" ? text : (chosen.data?.agency.name ?? value);
  const agencies = text === "" ? [] : (found.data?.pages[0]?.items.slice(0, 8) ?? []);
  return (
    <div className={styles.agency}>
      <SearchField
        label={t("import.form.agencyAny")}
        placeholder={t("import.form.agencySearch")}
        value={name}
        searching={found.isFetching}
        results={agencies.map(({ code, name: label }) => ({ id: code, label, note: code }))}
        onSearch={setText}
        onPick={({ id }) => onChange(id)}
      />
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
