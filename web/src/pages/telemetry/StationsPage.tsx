import { useDeferredValue, useMemo, useState } from "react";
import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { AqiBadge } from "../../ui/AqiBadge.tsx";
import { StatusBadge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { type Column, DataTable, type Sort } from "../../ui/DataTable.tsx";
import { Link } from "../../ui/Link.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { SimulatedMark } from "../../ui/SimulatedMark.tsx";
import { Toolbar } from "../../ui/Toolbar.tsx";
import { useBoundaries } from "../registry/queries.ts";
import { airIndex } from "./layers.ts";
import { isStale, lastSentAt } from "./live-things.ts";
import { NoStations } from "./NoStations.tsx";
import { findProperty, kindName, nameOf } from "./names.ts";
import { wardAt } from "./places.ts";
import { useCatalogue, useLiveThings, useNow, useThings } from "./queries.ts";
import styles from "./StationPage.module.css";
import { filterStations, type StationRow, sortStations } from "./station-rows.ts";
import type { Catalogue, Thing } from "./types.ts";

const PAGE = 50;
const STATES = ["online", "stale"] as const;

/** All stations in a table that can be searched, filtered and sorted. */
export function StationsPage() {
  const t = useT();
  const things = useThings();
  useLiveThings();
  return (
    <>
      <PageHeader
        title={t("stations.title")}
        lead={t("stations.lead")}
        trail={[{ label: t("nav.map"), to: "/" }]}
        marks={things.data?.some((thing) => thing.simulated) && <SimulatedMark />}
      />
      <QueryView query={things}>
        {(all) => (all.length === 0 ? <NoStations /> : <Stations things={all} />)}
      </QueryView>
    </>
  );
}

function Stations({ things }: { things: Thing[] }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  const catalogue = useCatalogue().data;
  const [text, setText] = useState("");
  const [kind, setKind] = useState("");
  const [state, setState] = useState("");
  const [sort, setSort] = useState<Sort>({ column: "name", descending: false });
  const [shown, setShown] = useState(PAGE);
  const rows = useStationRows(things);
  const found = useMemo(
    () => sortStations(filterStations(rows, { text, kind, state }), sort, format.compare),
    [rows, text, kind, state, sort, format],
  );
  const columns = useColumns(catalogue);
  return (
    <div className={styles.stack}>
      <Card>
        <Toolbar label={t("stations.filters")}>
          <SearchField
            label={t("stations.search")}
            placeholder={t("stations.placeholder")}
            onSearch={setText}
          />
          <SelectField
            label={t("stations.kind")}
            value={kind}
            placeholder={t("common.all")}
            options={kindOptions(things, catalogue, locale)}
            onChange={setKind}
          />
          <SelectField
            label={t("stations.state")}
            value={state}
            placeholder={t("common.all")}
            options={STATES.map((value) => ({ value, label: t(`status.${value}`) }))}
            onChange={setState}
          />
        </Toolbar>
      </Card>
      <Card>
        <div data-density="compact">
          <DataTable
            caption={t("stations.title")}
            captionHidden
            columns={columns}
            rows={found.slice(0, shown)}
            rowKey={(row) => row.code}
            sort={sort}
            onSort={setSort}
            total={found.length}
            onLoadMore={shown < found.length ? () => setShown(shown + PAGE) : undefined}
            empty={{ title: t("stations.noneFound"), text: t("search.none"), icon: "search" }}
          />
        </div>
      </Card>
    </div>
  );
}

function kindOptions(things: readonly Thing[], catalogue: Catalogue | undefined, locale: "vi" | "en") {
  const kinds = [...new Set(things.map((thing) => thing.kind))];
  return kinds.map((value) => ({ value, label: kindName(catalogue, value, locale) }));
}

function useStationRows(things: Thing[]): StationRow[] {
  const { locale } = useLocale();
  const boundaries = useDeferredValue(useBoundaries().data);
  const now = useNow();
  return useMemo(
    () =>
      things.map((thing) => {
        const ward = wardAt(boundaries, thing);
        return {
          code: thing.code,
          kind: thing.kind,
          name: nameOf(thing, locale),
          ward: ward?.name ?? "",
          wardCode: ward?.code,
          index: airIndex(thing)?.value ?? null,
          stale: isStale(thing, now),
          sentAt: lastSentAt(thing),
          first: thing.datastreams[0],
        };
      }),
    [things, boundaries, locale, now],
  );
}

function useColumns(catalogue: Catalogue | undefined): Column<StationRow>[] {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  return [
    {
      id: "name",
      header: t("stations.name"),
      sortable: true,
      cell: (row) => <Link to={`/tram/${row.code}`}>{row.name}</Link>,
    },
    { id: "kind", header: t("stations.kind"), cell: (row) => kindName(catalogue, row.kind, locale) },
    {
      id: "ward",
      header: t("stations.ward"),
      sortable: true,
      cell: (row) => (row.wardCode ? <Link to={`/don-vi/${row.wardCode}`}>{row.ward}</Link> : "–"),
    },
    {
      id: "value",
      header: t("stations.value"),
      sortable: true,
      cell: (row) => {
        if (row.kind === "air-station") {
          return (
            <span className={styles.nowrap}>
              <AqiBadge value={row.index} />
            </span>
          );
        }
        const property = row.first && findProperty(catalogue, row.first.property);
        if (!row.first?.last || !property) return "–";
        return `${format.number(row.first.last.value, { digits: property.decimals, fixed: true })} ${property.unitSymbol}`;
      },
    },
    {
      id: "state",
      header: t("stations.state"),
      cell: (row) => (
        <span className={styles.nowrap}>
          <StatusBadge status={row.stale ? "stale" : "online"} />
        </span>
      ),
    },
    {
      id: "sent",
      header: t("stations.sent"),
      sortable: true,
      cell: (row) => (
        <span className={styles.nowrap}>
          {row.sentAt === undefined ? t("live.neverSent") : format.dateTime(row.sentAt)}
        </span>
      ),
    },
  ];
}
