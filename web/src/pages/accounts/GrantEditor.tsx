import { useState } from "react";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Button, IconButton } from "../../ui/Button.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { AgencyField } from "../import/AgencyField.tsx";
import { useAgency } from "../registry/queries.ts";
import { holdsGrant, ROLE_NAMES } from "./account-words.ts";
import styles from "./accounts.module.css";
import { type GrantInput, ROLES, type Role } from "./types.ts";

const DAY_MS = 86_400_000;

type GrantEditorProps = { grants: readonly GrantInput[]; onChange: (grants: GrantInput[]) => void };

/** Roles of an account: each in an agency or city-wide, with an end if there is one. */
export function GrantEditor({ grants, onChange }: GrantEditorProps) {
  const t = useT();
  return (
    <fieldset className={styles.stack}>
      <legend className={styles.legend}>{t("accounts.roles")}</legend>
      {grants.length === 0 ? (
        <p className={styles.quiet}>{t("grants.none")}</p>
      ) : (
        <ul className={styles.list}>
          {grants.map((grant) => (
            <GrantLine
              key={`${grant.role} ${grant.agencyCode} ${grant.validFrom}`}
              grant={grant}
              onDrop={() => onChange(grants.filter((other) => other !== grant))}
            />
          ))}
        </ul>
      )}
      <NewGrant grants={grants} onChange={onChange} />
    </fieldset>
  );
}

function GrantLine({ grant, onDrop }: { grant: GrantInput; onDrop: () => void }) {
  const t = useT();
  const format = useFormat();
  const agency = useAgency(grant.agencyCode);
  const where =
    grant.agencyCode === null ? t("session.wholeCity") : (agency.data?.agency.name ?? grant.agencyCode);
  return (
    <li className={styles.line}>
      <div className={styles.what}>
        <strong>{t(ROLE_NAMES[grant.role])}</strong>
        <span className={styles.quiet}>
          {where}
          {grant.validTo && ` · ${t("grants.until", { at: format.date(grant.validTo) })}`}
        </span>
      </div>
      <IconButton
        icon="close"
        size="small"
        label={t("grants.drop", { role: t(ROLE_NAMES[grant.role]), where })}
        onPress={onDrop}
      />
    </li>
  );
}

function NewGrant({ grants, onChange }: GrantEditorProps) {
  const t = useT();
  const [role, setRole] = useState<Role>("officer");
  const [where, setWhere] = useState<"agency" | "city">("agency");
  const [agencyCode, setAgencyCode] = useState("");
  const [until, setUntil] = useState("");
  const [tried, setTried] = useState(false);
  const place = where === "city" ? null : agencyCode;
  const missing = place === "";

  function add(): void {
    setTried(missing);
    if (missing) return;
    // The chosen day is the last one: the grant ends with it, in the city's zone.
    const validTo = until ? new Date(Date.parse(`${until}T00:00:00+07:00`) + DAY_MS).toISOString() : null;
    onChange([...grants, { role, agencyCode: place, validTo }]);
    setAgencyCode("");
    setUntil("");
  }
  const held = !missing && holdsGrant(grants, { role, agencyCode: place });
  return (
    <div className={styles.inset}>
      <div className={styles.fields}>
        <SelectField
          label={t("grants.role")}
          value={role}
          options={ROLES.map((value) => ({ value, label: t(ROLE_NAMES[value]) }))}
          onChange={(value) => setRole(value as Role)}
        />
        <SelectField
          label={t("grants.where")}
          value={where}
          options={[
            { value: "agency", label: t("grants.oneAgency") },
            { value: "city", label: t("session.wholeCity") },
          ]}
          onChange={(value) => setWhere(value === "city" ? "city" : "agency")}
        />
        {where === "agency" && (
          <AgencyField
            key={grants.length}
            label={t("grants.agency")}
            value={agencyCode}
            agencies={null}
            error={tried && missing ? t("grants.pickAgency") : undefined}
            onChange={setAgencyCode}
          />
        )}
        <TextField label={t("grants.end")} kind="date" optional value={until} onChange={setUntil} />
      </div>
      <div>
        <Button icon="plus" disabledReason={held ? t("grants.held") : undefined} onPress={add}>
          {t("grants.add")}
        </Button>
      </div>
    </div>
  );
}
