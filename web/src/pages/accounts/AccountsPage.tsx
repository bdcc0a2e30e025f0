import { useSearchParams } from "react-router";
import { type Account, useSession } from "../../api/session.ts";
import { useT } from "../../i18n/i18n.tsx";
import { RoleGate } from "../../shell/RoleGate.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { AccountAdmin } from "./AccountAdmin.tsx";
import { OwnAccount } from "./OwnAccount.tsx";

/** One's own account; for administrators of the city also everybody's. */
export function AccountsPage() {
  const t = useT();
  const account = useSession().data?.account;
  return (
    <RoleGate title={t("accounts.title")}>
      <PageHeader title={t("accounts.title")} />
      {account && <Views account={account} />}
    </RoleGate>
  );
}

function Views({ account }: { account: Account }) {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const own = <OwnAccount account={account} />;
  const governs = account.roles.some(
    ({ role, agencyCode }) => role === "administrator" && agencyCode === null,
  );
  if (!governs) return own;
  return (
    <Tabs
      label={t("accounts.title")}
      selected={search.get("tab") ?? "own"}
      onSelect={(tab) => setSearch(tab === "own" ? {} : { tab }, { replace: true })}
      items={[
        { id: "own", label: t("accounts.tab.own"), content: own },
        { id: "all", label: t("accounts.tab.all"), content: <AccountAdmin own={account.id} /> },
      ]}
    />
  );
}
