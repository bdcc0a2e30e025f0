import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useSession } from "../../api/session.ts";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { AgencyField } from "../import/AgencyField.tsx";
import shared from "../import/import.module.css";
import { useConnectionActions } from "./source-queries.ts";
import { agenciesOf, KEEPERS } from "./target.ts";
import type { NewConnection } from "./types.ts";

const PORTS = { postgresql: 5432, mysql: 3306 } as const;
const TLS = ["require", "prefer", "off"] as const;

/** A new connection. */
export function ConnectionForm({ onClose }: { onClose: () => void }) {
  const t = useT();
  const agencies = agenciesOf(useSession().data?.account, KEEPERS);
  const { add } = useConnectionActions();
  const [form, setForm] = useState<NewConnection>({
    title: "",
    agencyCode: agencies?.[0] ?? "",
    engine: "postgresql",
    host: "",
    port: PORTS.postgresql,
    database: "",
    user: "",
    password: "",
    tls: "require",
  });
  const set = (part: Partial<NewConnection>) => setForm((known) => ({ ...known, ...part }));
  const complete =
    [form.title, form.agencyCode, form.host, form.database, form.user].every((text) => text.trim() !== "") &&
    form.port >= 1 &&
    form.port <= 65_535;
  return (
    <Card title={t("connections.new")} note={t("connections.newNote")}>
      <div className={shared.stack}>
        <div className={shared.fields}>
          <TextField
            label={t("connections.title")}
            maxLength={200}
            value={form.title}
            onChange={(title) => set({ title })}
          />
          <AgencyField
            label={t("intake.new.agency")}
            value={form.agencyCode}
            agencies={agencies}
            onChange={(agencyCode) => set({ agencyCode })}
          />
        </div>
        <ConnectionFields form={form} set={set} />
        {add.isError && <ErrorState {...errorView(add.error, t)} />}
        <div className={shared.stepButtons}>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            kind="primary"
            busy={add.isPending}
            disabledReason={complete ? undefined : t("connections.fill")}
            onPress={() => add.mutate(form, { onSuccess: onClose })}
          >
            {t("connections.save")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

type FieldsProps = { form: NewConnection; set: (part: Partial<NewConnection>) => void };

function ConnectionFields({ form, set }: FieldsProps) {
  const t = useT();
  return (
    <div className={shared.shortFields}>
      <SelectField
        label={t("connections.engine")}
        value={form.engine}
        options={[
          { value: "postgresql", label: "PostgreSQL" },
          { value: "mysql", label: "MySQL, MariaDB" },
        ]}
        onChange={(value) => {
          const engine = value === "mysql" ? "mysql" : "postgresql";
          set({ engine, port: PORTS[engine] });
        }}
      />
      <TextField
        label={t("connections.host")}
        maxLength={255}
        value={form.host}
        onChange={(host) => set({ host: host.trim() })}
      />
      <TextField
        label={t("connections.port")}
        kind="number"
        value={String(form.port)}
        onChange={(port) => set({ port: Number(port.replace(/\D/g, "")) })}
      />
      <TextField
        label={t("connections.database")}
        maxLength={63}
        value={form.database}
        onChange={(database) => set({ database })}
      />
      <TextField
        label={t("connections.user")}
        autoComplete="off"
        maxLength={63}
        value={form.user}
        onChange={(user) => set({ user })}
      />
      <TextField
        label={t("connections.password")}
        kind="password"
        autoComplete="new-password"
        maxLength={500}
        value={form.password}
        onChange={(password) => set({ password })}
      />
      <SelectField
        label={t("connections.tls")}
        value={form.tls}
        options={TLS.map((value) => ({ value, label: t(`connections.tls.${value}`) }))}
        onChange={(value) => {
          const tls = TLS.find((one) => one === value);
          if (tls) set({ tls });
        }}
      />
    </div>
  );
}
