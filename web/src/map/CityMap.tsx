import type { CSSProperties } from "react";
import { useT } from "../i18n/i18n.tsx";
import { Badge } from "../ui/Badge.tsx";
import { IconButton } from "../ui/Button.tsx";
import styles from "./CityMap.module.css";
import type { MapHover, MapPick } from "./map-pointer.ts";
import { StationList } from "./StationList.tsx";
import type { Boundaries, Bounds, MapLevel, MapStation } from "./station.ts";
import { type MapState, useCityMap } from "./use-city-map.ts";

/** Props of CityMap. Keep `boundaries` and `levels` the same object between renders: a new one draws the map anew. */
export type CityMapProps = {
  label: string;
  boundaries: Boundaries;
  /** The boundaries are a sketch: the map says "sơ đồ" over itself. */
  schematic?: boolean;
  stations: readonly MapStation[];
  /** The scale of the values: colours, letters, words; `aqiMapLevels(t)` for VN_AQI. */
  levels: readonly MapLevel[];
  /** What to show first; without it all stations, or all boundaries. */
  focus?: Bounds;
  selectedWard?: string | undefined;
  selectedStation?: string | undefined;
  onSelect?: (pick: MapPick) => void;
  /** What order the list is in; "worst first" unless told. */
  listOrder?: string | undefined;
  /** Height on a wide screen, px or a CSS length (560). */
  height?: number | string;
};

/**
 * The city with its stations, drawn by the device alone: no tiles, glyphs or sprites from anywhere. The list beside it has
 * the same stations in words, is there before the map, and is what remains without WebGL.
 */
export function CityMap(props: CityMapProps) {
  const {
    boundaries,
    stations,
    levels,
    focus,
    selectedStation,
    selectedWard,
    onSelect,
    height = 560,
  } = props;
  const t = useT();
  const map = useCityMap({ boundaries, stations, levels, focus, selectedStation, selectedWard, onSelect });
  return (
    <section
      className={styles.layout}
      aria-label={props.label}
      data-state={map.state}
      style={{ "--map-height": typeof height === "number" ? `${height}px` : height } as CSSProperties}
    >
      <div className={styles.listSide}>
        <StationList
          stations={stations}
          levels={levels}
          selected={selectedStation}
          order={props.listOrder}
          onSelect={(id) => onSelect?.({ kind: "station", id })}
        />
      </div>
      <div className={styles.frame}>
        <div className={styles.map} ref={map.ref} />
        {props.schematic && (
          <div className={styles.schematic}>
            <Badge tone="warn" icon="map">
              {t("map.schematic")}
            </Badge>
          </div>
        )}
        {map.state === "ready" && (
          <div className={styles.controls}>
            <IconButton icon="plus" label={t("map.zoomIn")} onPress={map.actions.zoomIn} />
            <IconButton icon="minus" label={t("map.zoomOut")} onPress={map.actions.zoomOut} />
            <IconButton icon="home" label={t("map.wholeCity")} onPress={map.actions.showAll} />
          </div>
        )}
        <MapMessage state={map.state} />
        {map.hover && <Tooltip hover={map.hover} stations={stations} boundaries={boundaries} />}
      </div>
    </section>
  );
}

function MapMessage({ state }: { state: MapState }) {
  const t = useT();
  return (
    <div role="status">
      {state !== "ready" && (
        <p className={styles.message}>{t(state === "failed" ? "map.noWebgl" : "map.loading")}</p>
      )}
    </div>
  );
}

type TooltipProps = { hover: MapHover; stations: readonly MapStation[]; boundaries: Boundaries };

function Tooltip({ hover, stations, boundaries }: TooltipProps) {
  const name =
    hover.kind === "station"
      ? stations.find((station) => station.id === hover.id)?.name
      : boundaries.features.find((feature) => feature.properties.code === hover.id)?.properties.name;
  if (!name) return null;
  return (
    <div className={styles.tooltip} style={{ left: hover.x, top: hover.y }} aria-hidden="true">
      {name}
    </div>
  );
}
