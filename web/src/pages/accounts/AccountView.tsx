import { useState } from "react";
import { errorView, QueryView } from "../../api/QueryView.tsx";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { AccountRights } from "./AccountRights.tsx";
import { AccountState } from "./AccountState.tsx";
import { grantInput } from "./account-words.ts";
import styles from "./accounts.module.css";
import { GrantEditor } from "./GrantEditor.tsx";
import { useAccount, useChangeAccount } from "./queries.ts";
import { SessionsCard } from "./SessionsCard.tsx";
import type { AccountRow, GrantInput } from "./types.ts";

/** One account for an administrator: facts, roles, whether it may be used, sessions. */
export function AccountView({ id, own, onClose }: { id: string; own: boolean; onClose: () => void }) {
  const t = useT();
  const query = useAccount(id);
  return (
    <div className={styles.stack}>
      <div>
        <Button icon="chevron-left" onPress={onClose}>
          {t("accounts.back")}
        </Button>
      </div>
      <QueryView query={query}>
        {(row) => (
          <div className={styles.columns}>
            <div className={styles.stack}>
              <Facts row={row} />
              <Grants key={JSON.stringify(row.grants)} row={row} />
            </div>
            <div className={styles.stack}>
              <AccountRights row={row} own={own} />
              <SessionsCard accountId={id} />
            </div>
          </div>
        )}
      </QueryView>
    </div>
  );
}

function Facts({ row }: { row: AccountRow }) {
  const t = useT();
  const toast = useToast();
  const format = useFormat();
  const change = useChangeAccount(row.id);
  const [displayName, setDisplayName] = useState(row.displayName);
  const [email, setEmail] = useState(row.email ?? "");
  const changed = displayName !== row.displayName || email !== (row.email ?? "");
  const save = () =>
    change.mutate(
      { displayName, email: email.trim() || null },
      { onSuccess: () => toast({ tone: "ok", text: t("accounts.saved") }) },
    );
  return (
    <Card title={row.displayName} actions={<AccountState row={row} />}>
      <div className={styles.stack}>
        <DescriptionList
          items={[
            { label: t("accounts.userName"), value: <code>{row.userName}</code> },
            { label: t("accounts.created"), value: format.dateTime(row.createdAt) },
            {
              label: t("accounts.lastLogin"),
              value: row.lastLoginAt ? format.dateTime(row.lastLoginAt) : t("accounts.never"),
            },
          ]}
        />
        <TextField
          label={t("accounts.displayName")}
          value={displayName}
          maxLength={200}
          onChange={setDisplayName}
        />
        <TextField label={t("accounts.email")} kind="email" optional value={email} onChange={setEmail} />
        {change.isError && <ErrorState {...errorView(change.error, t)} />}
        <div>
          <Button
            busy={change.isPending}
            disabledReason={changed ? undefined : t("accounts.unchanged")}
            onPress={save}
          >
            {t("common.save")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function Grants({ row }: { row: AccountRow }) {
  const t = useT();
  const toast = useToast();
  const change = useChangeAccount(row.id);
  const before = row.grants.map(grantInput);
  const [grants, setGrants] = useState<GrantInput[]>(before);
  const changed = JSON.stringify(grants) !== JSON.stringify(before);
  return (
    <Card title={t("grants.title")}>
      <div className={styles.stack}>
        <GrantEditor grants={grants} onChange={setGrants} />
        {change.isError && <ErrorState {...errorView(change.error, t)} />}
        <div>
          <Button
            kind="primary"
            busy={change.isPending}
            disabledReason={changed ? undefined : t("accounts.unchanged")}
            onPress={() =>
              change.mutate({ grants }, { onSuccess: () => toast({ tone: "ok", text: t("accounts.saved") }) })
            }
          >
            {t("grants.save")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
