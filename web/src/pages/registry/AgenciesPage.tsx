import { errorView, QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Link } from "../../ui/Link.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { Toolbar } from "../../ui/Toolbar.tsx";
import { AgencyView } from "./AgencyView.tsx";
import { EvidenceBadge } from "./EvidenceBadge.tsx";
import { useAgencies, useAgency } from "./queries.ts";
import styles from "./registry.module.css";
import type { Agency } from "./types.ts";
import { validityText } from "./unit-words.ts";
import { useAddress } from "./use-address.ts";
import { ValidAt } from "./ValidAt.tsx";

const KINDS = [
  "city-committee",
  "office",
  "department",
  "inspectorate",
  "commune-committee",
  "unit",
] as const;

/** Agencies of any day; one opened shows its place in the tree and in time. */
export function AgenciesPage() {
  const t = useT();
  const { read, write } = useAddress();
  const at = read("at");
  const agencies = useAgencies({ q: read("tim"), at, kind: read("loai") });
  const columns = useColumns(at);
  const rows = agencies.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHeader title={t("agencies.title")} lead={t("agencies.lead")} />
      <div className={styles.stack}>
        <Card>
          <Toolbar label={t("stations.filters")}>
            <SearchField
              label={t("agencies.search")}
              placeholder={t("agencies.placeholder")}
              value={read("tim") ?? ""}
              onSearch={(text) => write("tim", text)}
            />
            <SelectField
              label={t("agencies.kind")}
              value={read("loai") ?? ""}
              placeholder={t("common.all")}
              options={KINDS.map((value) => ({ value, label: t(`agencies.kind.${value}`) }))}
              onChange={(value) => write("loai", value)}
            />
            <ValidAt at={at} onChange={(day) => write("at", day)} />
          </Toolbar>
        </Card>
        <Card>
          {rows ? (
            <DataTable
              caption={t("agencies.title")}
              captionHidden
              columns={columns}
              rows={rows}
              rowKey={(row) => String(row.id)}
              onLoadMore={agencies.hasNextPage ? () => void agencies.fetchNextPage() : undefined}
              loadingMore={agencies.isFetchingNextPage}
              empty={{ icon: "search", title: t("agencies.none"), text: t("search.none") }}
            />
          ) : agencies.isError ? (
            <ErrorState {...errorView(agencies.error, t)} onRetry={() => void agencies.refetch()} />
          ) : (
            <LoadingState lines={8} />
          )}
        </Card>
      </div>
      <AgencyDialog code={read("ma") ?? null} at={at} onClose={() => write("ma", "")} />
    </>
  );
}

function useColumns(at: string | undefined): Column<Agency>[] {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const href = (code: string) => `/co-quan?ma=${code}${at ? `&at=${at}` : ""}`;
  return [
    {
      id: "name",
      header: t("agencies.name"),
      cell: (row) => <Link to={href(row.code)}>{locale === "vi" ? row.name : row.nameEn}</Link>,
    },
    { id: "kind", header: t("agencies.kind"), cell: (row) => t(`agencies.kind.${row.kind}`) },
    {
      id: "parent",
      header: t("agencies.parent"),
      cell: (row) => (row.parentCode ? <Link to={href(row.parentCode)}>{row.parentCode}</Link> : "–"),
    },
    { id: "valid", header: t("unit.validity"), cell: (row) => validityText(row, t, format) },
    { id: "evidence", header: t("agencies.evidence"), cell: (row) => <EvidenceBadge status={row.status} /> },
    {
      id: "code",
      header: t("unit.codeLabel"),
      cell: (row) => <code className={styles.code}>{row.code}</code>,
    },
  ];
}

function AgencyDialog({
  code,
  at,
  onClose,
}: {
  code: string | null;
  at: string | undefined;
  onClose: () => void;
}) {
  const t = useT();
  const agency = useAgency(code, at);
  return (
    <Dialog open={code !== null} title={t("agencies.one")} onClose={onClose}>
      <QueryView query={agency}>{(answer) => <AgencyView answer={answer} at={at} />}</QueryView>
    </Dialog>
  );
}
