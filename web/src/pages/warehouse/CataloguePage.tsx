import { useState } from "react";
import { errorView } from "../../api/QueryView.tsx";
import { useSession } from "../../api/session.ts";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Link } from "../../ui/Link.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { useAddress } from "../registry/use-address.ts";
import styles from "./catalogue.module.css";
import { DatasetLine } from "./DatasetLine.tsx";
import { FACETS, Facets, facetCount } from "./Facets.tsx";
import { OverviewFigures, WaitingBox } from "./OverviewFigures.tsx";
import { type CatalogueSearch, useDatasets } from "./queries.ts";

const SORTS = ["relevance", "updated", "title", "rows", "quality"] as const;

/** The catalogue: figures, what waits, and every dataset the person may know of. */
export function CataloguePage() {
  const t = useT();
  const session = useSession();
  return (
    <>
      <PageHeader
        title={t("wh.title")}
        lead={t("wh.lead")}
        actions={
          <>
            <Link to="/kho-du-lieu/tu-dien" look="secondary">
              {t("wh.toDictionary")}
            </Link>
            {session.data?.account && (
              <Link to="/kho-du-lieu/nap" look="primary">
                {t("wh.load")}
              </Link>
            )}
          </>
        }
      />
      <div className={styles.page}>
        <OverviewFigures />
        <WaitingBox />
        <Catalogue />
      </div>
    </>
  );
}

function useSearch(): CatalogueSearch {
  const { read } = useAddress();
  const facets = Object.fromEntries(FACETS.map((name) => [name, read(name)]));
  return {
    q: read("tim"),
    sort: read("sort"),
    simulated: read("simulated"),
    ...(facets as Record<(typeof FACETS)[number], string | undefined>),
  };
}

function Catalogue() {
  const t = useT();
  const { write } = useAddress();
  const search = useSearch();
  const [open, setOpen] = useState(false);
  const datasets = useDatasets(search);
  const [first] = datasets.data?.pages ?? [];
  const on = facetCount(search);
  return (
    <div className={styles.catalogue}>
      <div className={styles.searchLine}>
        <SearchField
          label={t("wh.searchLabel")}
          placeholder={t("wh.searchHint")}
          value={search.q ?? ""}
          onSearch={(text) => write("tim", text)}
        />
        <SelectField
          label={t("wh.sort")}
          value={search.sort ?? (search.q ? "relevance" : "updated")}
          options={SORTS.map((value) => ({ value, label: t(`wh.sort.${value}`) }))}
          onChange={(value) => write("sort", value)}
        />
        <div className={styles.facetButton}>
          <Button icon="filter" wide onPress={() => setOpen(true)}>
            {on > 0 ? t("wh.filtersOn", { count: on }) : t("wh.filters")}
          </Button>
        </div>
      </div>
      <Facets list={first} search={search} open={open} onClose={() => setOpen(false)} />
      <Found datasets={datasets} filtered={on > 0 || search.q !== undefined} />
    </div>
  );
}

type FoundProps = { datasets: ReturnType<typeof useDatasets>; filtered: boolean };

function Found({ datasets, filtered }: FoundProps) {
  const t = useT();
  const format = useFormat();
  if (!datasets.data) {
    if (!datasets.isError) return <LoadingState lines={10} />;
    return <ErrorState {...errorView(datasets.error, t)} onRetry={() => void datasets.refetch()} />;
  }
  const items = datasets.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <NothingFound filtered={filtered} />;
  return (
    <section className={styles.found} aria-label={t("search.results")} aria-busy={datasets.isFetching}>
      <p className={styles.count} aria-live="polite">
        {t("wh.found", { count: datasets.data.pages[0]?.total ?? items.length })}
      </p>
      <ul className={styles.list}>
        {items.map((card) => (
          <li key={card.name}>
            <DatasetLine card={card} />
          </li>
        ))}
      </ul>
      <div className={styles.more}>
        {datasets.hasNextPage && (
          <Button busy={datasets.isFetchingNextPage} onPress={() => void datasets.fetchNextPage()}>
            {t("table.loadMore")}
          </Button>
        )}
        <span aria-live="polite">
          {t("wh.shownOf", {
            shown: format.number(items.length),
            total: format.number(datasets.data.pages[0]?.total ?? items.length),
          })}
        </span>
      </div>
    </section>
  );
}

function NothingFound({ filtered }: { filtered: boolean }) {
  const t = useT();
  const session = useSession();
  if (filtered) {
    return (
      <EmptyState
        icon="search"
        title={t("wh.none")}
        text={t("wh.noneText")}
        action={
          <Link to="/kho-du-lieu" look="secondary">
            {t("wh.clearFilters")}
          </Link>
        }
      />
    );
  }
  return (
    <EmptyState
      icon="database"
      title={t("wh.noneYet")}
      text={t("wh.noneYetText")}
      action={
        session.data?.account && (
          <Link to="/kho-du-lieu/nap" look="primary">
            {t("wh.load")}
          </Link>
        )
      }
    />
  );
}
