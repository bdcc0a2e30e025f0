import { useState } from "react";
import { ApiError } from "../../api/errors.ts";
import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Link } from "../../ui/Link.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { Toolbar } from "../../ui/Toolbar.tsx";
import { useRefusals } from "./queries.ts";
import styles from "./RefusalsPage.module.css";
import type { Refusal } from "./types.ts";

const STEP = 100;
const MOST = 1000;

/** Readings that were not taken, why, and what to do about it. */
export function RefusalsPage() {
  const t = useT();
  const [limit, setLimit] = useState(STEP);
  const query = useRefusals(limit);
  const closed = query.error instanceof ApiError && [401, 403].includes(query.error.status);
  return (
    <>
      <PageHeader title={t("refusals.title")} lead={t("refusals.lead")} />
      {closed && !query.data ? (
        <EmptyState
          icon="lock"
          title={t("refusals.closed")}
          text={t("refusals.closedText")}
          action={
            <Link to="/login?next=%2Fso-lieu%2Ftu-choi" look="primary">
              {t("session.login")}
            </Link>
          }
        />
      ) : (
        <QueryView query={query}>
          {(rows) => (
            <Refusals
              rows={rows}
              onMore={
                rows.length >= limit && limit < MOST ? () => setLimit(Math.min(MOST, limit * 2)) : undefined
              }
              loading={query.isFetching}
            />
          )}
        </QueryView>
      )}
    </>
  );
}

type RefusalsProps = { rows: Refusal[]; onMore: (() => void) | undefined; loading: boolean };

function Refusals({ rows, onMore, loading }: RefusalsProps) {
  const t = useT();
  const [code, setCode] = useState("");
  const codes = [...Map.groupBy(rows, (row) => row.code)].map(([value, items]) => ({
    value,
    label: `${value} (${items.length})`,
  }));
  const shown = rows.filter((row) => code === "" || row.code === code);
  return (
    <div data-density="compact">
      <Card>
        <Toolbar label={t("stations.filters")}>
          <SelectField
            label={t("refusals.reason")}
            value={code}
            placeholder={t("common.all")}
            options={codes}
            onChange={setCode}
          />
        </Toolbar>
        <div className={styles.table}>
          <DataTable
            caption={t("refusals.title")}
            captionHidden
            columns={useColumns()}
            rows={shown}
            rowKey={(row) => `${row.received_at} ${row.device} ${row.topic} ${row.payload}`}
            onLoadMore={onMore}
            loadingMore={loading}
            empty={{ icon: "check-circle", title: t("refusals.none"), text: t("refusals.noneText") }}
          />
        </div>
      </Card>
    </div>
  );
}

function useColumns(): Column<Refusal>[] {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  return [
    { id: "at", header: t("refusals.at"), cell: (row) => format.dateTime(row.received_at) },
    {
      id: "source",
      header: t("refusals.source"),
      cell: (row) => <Badge icon="link">{row.source.toUpperCase()}</Badge>,
    },
    { id: "device", header: t("refusals.device"), cell: (row) => row.device || "–" },
    {
      id: "topic",
      header: t("refusals.topic"),
      cell: (row) => <code className={styles.raw}>{row.topic}</code>,
    },
    {
      id: "payload",
      header: t("refusals.payload"),
      cell: (row) => <code className={styles.raw}>{row.payload}</code>,
    },
    {
      id: "reason",
      header: t("refusals.reason"),
      cell: (row) => (
        <>
          {locale === "vi" ? row.reason_vi : row.reason_en} <code className={styles.code}>{row.code}</code>
        </>
      ),
    },
  ];
}
