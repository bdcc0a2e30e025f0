import type { FeatureCollection } from "geojson";
import { useT } from "../i18n/i18n.tsx";
import { IconButton } from "../ui/Button.tsx";
import styles from "./FeatureMap.module.css";
import type { Boundaries } from "./station.ts";
import { useFeatureMap } from "./use-feature-map.ts";

/** Props of FeatureMap. Feature ids are places in the list (`numbered`); keep `features` the same between renders. */
export type FeatureMapProps = {
  label: string;
  boundaries: Boundaries;
  features: FeatureCollection;
  selected: number | undefined;
  onSelect: (index: number) => void;
};

/** Points, lines and areas of a dataset over the wards of the city. The page shows their list beside it. */
export function FeatureMap({ label, ...input }: FeatureMapProps) {
  const t = useT();
  const map = useFeatureMap(input);
  return (
    <section className={styles.frame} aria-label={label} data-state={map.state}>
      <div ref={map.ref} className={styles.canvas} />
      {map.state === "ready" && (
        <div className={styles.buttons}>
          <IconButton icon="plus" label={t("map.zoomIn")} onPress={map.actions.zoomIn} />
          <IconButton icon="minus" label={t("map.zoomOut")} onPress={map.actions.zoomOut} />
          <IconButton icon="home" label={t("chart.showAll")} onPress={map.actions.showAll} />
        </div>
      )}
      <div role="status">
        {map.state !== "ready" && (
          <p className={styles.note}>{t(map.state === "failed" ? "map.noWebglPlain" : "map.loading")}</p>
        )}
      </div>
    </section>
  );
}
