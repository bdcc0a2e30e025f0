import { useState } from "react";
import { useSearchParams } from "react-router";
import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { Link } from "../../ui/Link.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { Toolbar } from "../../ui/Toolbar.tsx";
import { AccountState } from "./AccountState.tsx";
import { AccountView } from "./AccountView.tsx";
import { ROLE_NAMES } from "./account-words.ts";
import styles from "./accounts.module.css";
import { NewAccountCard } from "./NewAccountCard.tsx";
import { useAccounts } from "./queries.ts";
import type { AccountRow } from "./types.ts";

/** All accounts: find one, make one, open one. `own` is the account of who looks. */
export function AccountAdmin({ own }: { own: string }) {
  const [search, setSearch] = useSearchParams();
  const [making, setMaking] = useState(false);
  const id = search.get("id");
  const openOne = (next: string | null) => setSearch(next ? { tab: "all", id: next } : { tab: "all" });
  if (id) return <AccountView key={id} id={id} own={id === own} onClose={() => openOne(null)} />;
  return (
    <div className={styles.stack}>
      {making && (
        <NewAccountCard
          onCancel={() => setMaking(false)}
          onMade={(row) => {
            setMaking(false);
            openOne(row.id);
          }}
        />
      )}
      <AccountList onNew={making ? undefined : () => setMaking(true)} />
    </div>
  );
}

function AccountList({ onNew }: { onNew: (() => void) | undefined }) {
  const t = useT();
  const [text, setText] = useState("");
  const query = useAccounts(text);
  const columns = useColumns();
  return (
    <Card>
      <Toolbar
        label={t("accounts.find")}
        end={
          onNew && (
            <Button kind="primary" icon="plus" onPress={onNew}>
              {t("accounts.new")}
            </Button>
          )
        }
      >
        <SearchField
          label={t("accounts.find")}
          labelHidden
          placeholder={t("accounts.findHint")}
          onSearch={setText}
        />
      </Toolbar>
      <div className={styles.table} data-density="compact">
        <QueryView query={query}>
          {({ pages }) => (
            <DataTable
              caption={t("accounts.tab.all")}
              captionHidden
              columns={columns}
              rows={pages.flatMap((page) => page.items)}
              rowKey={(row) => row.id}
              onLoadMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              loadingMore={query.isFetchingNextPage}
              empty={{ icon: "users", title: t("accounts.none"), text: t("accounts.noneText") }}
            />
          )}
        </QueryView>
      </div>
    </Card>
  );
}

function useColumns(): Column<AccountRow>[] {
  const t = useT();
  const format = useFormat();
  return [
    {
      id: "name",
      header: t("accounts.displayName"),
      cell: (row) => <Link to={`/tai-khoan?tab=all&id=${row.id}`}>{row.displayName}</Link>,
    },
    { id: "user", header: t("accounts.userName"), cell: (row) => <code>{row.userName}</code> },
    {
      id: "roles",
      header: t("accounts.roles"),
      cell: (row) => [...new Set(row.grants.map(({ role }) => t(ROLE_NAMES[role])))].join(", ") || "–",
    },
    { id: "state", header: t("import.list.state"), cell: (row) => <AccountState row={row} /> },
    {
      id: "login",
      header: t("accounts.lastLogin"),
      cell: (row) => (row.lastLoginAt ? format.dateTime(row.lastLoginAt) : "–"),
    },
  ];
}
