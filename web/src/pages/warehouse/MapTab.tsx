import type { Feature, FeatureCollection } from "geojson";
import { useMemo, useState } from "react";
import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { FeatureMap } from "../../map/FeatureMap.tsx";
import { numbered } from "../../map/map-features.ts";
import type { Boundaries } from "../../map/station.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { useBoundaries } from "../registry/queries.ts";
import { useAddress } from "../registry/use-address.ts";
import { Notice } from "./Notice.tsx";
import { useFeatures } from "./queries.ts";
import type { TabProps } from "./tab-props.ts";
import type { Cell, Column, Dataset } from "./types.ts";
import { useCellText } from "./use-cell-text.ts";
import styles from "./warehouse.module.css";
import { columnLabel } from "./words.ts";

const NO_GROUND: Boundaries = { type: "FeatureCollection", features: [] };
const LISTED = 100;

/** Where the rows lie: the map, its list beside, and the attributes of the chosen one. */
export function MapTab({ dataset, version }: TabProps) {
  const t = useT();
  const format = useFormat();
  const { read } = useAddress();
  const filter = read("filter");
  const features = useFeatures(dataset.name, version, filter);
  const ground = useBoundaries();
  if (ground.isPending) return <LoadingState block />;
  return (
    <div className={styles.stack}>
      {filter && <Notice>{t("wh.map.filtered")}</Notice>}
      <QueryView query={features} waiting={<LoadingState block />}>
        {(collection) =>
          collection.features.length === 0 ? (
            <EmptyState icon="map" title={t("wh.noRows")} text={t("wh.noRowsText")} />
          ) : (
            <>
              {collection.truncated && (
                <Notice>{t("wh.map.truncated", { count: format.number(collection.features.length) })}</Notice>
              )}
              <Places dataset={dataset} collection={collection} ground={ground.data ?? NO_GROUND} />
            </>
          )
        }
      </QueryView>
    </div>
  );
}

type PlacesProps = { dataset: Dataset; collection: FeatureCollection; ground: Boundaries };

function Places({ dataset, collection, ground }: PlacesProps) {
  const t = useT();
  const features = useMemo(() => numbered(collection), [collection]);
  const [selected, setSelected] = useState<number>();
  const chosen = selected === undefined ? undefined : features.features[selected];
  return (
    <div className={styles.mapSplit}>
      <FeatureMap
        label={t("wh.tab.map")}
        boundaries={ground}
        features={features}
        selected={selected}
        onSelect={setSelected}
      />
      <div className={styles.mapSide}>
        {chosen && <Chosen dataset={dataset} feature={chosen} onClose={() => setSelected(undefined)} />}
        <FeatureList
          dataset={dataset}
          features={features.features}
          selected={selected}
          onSelect={setSelected}
        />
      </div>
    </div>
  );
}

type FeatureListProps = {
  dataset: Dataset;
  features: readonly Feature[];
  selected: number | undefined;
  onSelect: (index: number) => void;
};

function FeatureList({ dataset, features, selected, onSelect }: FeatureListProps) {
  const t = useT();
  const format = useFormat();
  const [shown, setShown] = useState(LISTED);
  const { title, note } = useNaming(dataset);
  return (
    <div className={styles.mapList}>
      <ul aria-label={t("wh.map.list", { count: format.number(features.length) })}>
        {features.slice(0, shown).map((feature, index) => (
          <li key={String(feature.id)}>
            <button
              type="button"
              className={styles.mapItem}
              aria-pressed={selected === index}
              onClick={() => onSelect(index)}
            >
              <span>{title(feature)}</span>
              <span className={styles.quiet}>{note(feature)}</span>
            </button>
          </li>
        ))}
      </ul>
      {features.length > shown && (
        <Button kind="quiet" wide onPress={() => setShown(shown + LISTED)}>
          {t("table.loadMore")}
        </Button>
      )}
    </div>
  );
}

/** The first text column that is no key names a feature; the next one says more. */
function useNaming(dataset: Dataset) {
  const text = useCellText(dataset.key, false);
  const texts = dataset.columns.filter((column) => column.type === "text" && column.shown === "clear");
  const [name = dataset.columns[0], more] = texts.filter((column) => !dataset.key.includes(column.name));
  const write = (feature: Feature, column: Column | undefined) => {
    const value = column ? ((feature.properties?.[column.name] ?? null) as Cell) : null;
    return column && value !== null ? text(value, column) : "";
  };
  return {
    title: (feature: Feature) => write(feature, name) || `${feature.id ?? ""}`,
    note: (feature: Feature) => write(feature, more),
  };
}

function Chosen({ dataset, feature, onClose }: { dataset: Dataset; feature: Feature; onClose: () => void }) {
  const t = useT();
  const { locale } = useLocale();
  const text = useCellText(dataset.key);
  const { title } = useNaming(dataset);
  const items = dataset.columns.flatMap((column) => {
    const value = feature.properties?.[column.name] as Cell | undefined;
    if (value === undefined || value === null) return [];
    return [
      {
        label: columnLabel(column, locale),
        value: `${text(value, column)}${column.unit ? ` ${column.unit}` : ""}`,
      },
    ];
  });
  return (
    <section className={styles.chosen} aria-label={title(feature)} aria-live="polite">
      <div className={styles.chosenHead}>
        <h2>{title(feature)}</h2>
        <IconButton icon="close" label={t("common.close")} onPress={onClose} />
      </div>
      <DescriptionList items={items} />
    </section>
  );
}
