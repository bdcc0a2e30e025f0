import type { FeatureCollection } from "geojson";
import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useT } from "../i18n/i18n.tsx";
import { resolveToken, useIsDark } from "../ui/theme.ts";
import { boxOf, firstView } from "./map-features.ts";
import { repaint } from "./map-style.ts";
import type { Boundaries, Bounds } from "./station.ts";

/** How far the map is. */
export type FeatureMapState = "loading" | "ready" | "failed";

type Input = {
  boundaries: Boundaries;
  features: FeatureCollection;
  selected: number | undefined;
  onSelect: (index: number) => void;
};

const CITY: Bounds = [106.3, 10.3, 107.6, 11.5];

/** A MapLibre map of any features over the city's wards, in the element of `ref`. Feature ids are places in the list. */
export function useFeatureMap({ boundaries, features, selected, onSelect }: Input) {
  const ref = useRef<HTMLDivElement>(null);
  const t = useT();
  const dark = useIsDark();
  const [map, setMap] = useState<MapLibre>();
  const [state, setState] = useState<FeatureMapState>("loading");
  const choose = useEffectEvent(onSelect);
  const home = firstView(features.features) ?? CITY;
  const start = useEffectEvent(async (container: HTMLElement) => {
    const { startMap } = await import("./maplibre.ts");
    const texts = {
      "Map.Title": t("map.canvas"),
      "CooperativeGesturesHandler.MobileHelpText": t("map.twoFingers"),
    };
    return startMap({ container, boundaries, bounds: home, palette: readPalette(), texts });
  });

  useEffect(() => {
    const container = ref.current;
    if (!container) return;
    let started: MapLibre | undefined;
    let cancelled = false;
    start(container)
      .then((made) => {
        started = made;
        if (cancelled) return made.remove();
        made.once("load", () => {
          if (cancelled) return;
          addLayers(made, features);
          made.on("click", (event) => {
            const [found] = made.queryRenderedFeatures(event.point, { layers: LAYERS });
            if (found?.id !== undefined) choose(Number(found.id));
          });
          setMap(made);
          setState("ready");
        });
      })
      .catch(() => !cancelled && setState("failed"));
    return () => {
      cancelled = true;
      setMap(undefined);
      started?.remove();
    };
  }, [features]);

  useEffect(() => {
    if (!map) return;
    paint(map, dark);
  }, [map, dark]);

  const show = useEffectEvent((made: MapLibre, index: number | undefined) => {
    made.getSource<GeoJSONSource>("chosen")?.setData(chosenOf(features, index));
    const box = index === undefined ? undefined : boxOf(chosenOf(features, index).features);
    if (box) made.fitBounds(box, { padding: 60, maxZoom: 12.5, animate: wantsMotion() });
  });
  useEffect(() => {
    if (map) show(map, selected);
  }, [map, selected]);

  const actions = {
    zoomIn: () => void map?.zoomIn({ animate: wantsMotion() }),
    zoomOut: () => void map?.zoomOut({ animate: wantsMotion() }),
    showAll: () => void map?.fitBounds(home, { padding: 24, animate: wantsMotion() }),
  };
  return { ref, state, actions };
}

const LAYERS = ["feature-point", "feature-line", "feature-area"];

function addLayers(map: MapLibre, features: FeatureCollection): void {
  map.addSource("features", { type: "geojson", data: features });
  map.addSource("chosen", { type: "geojson", data: { type: "FeatureCollection", features: [] } });
  const shape = (kind: string) => ["==", ["geometry-type"], kind] as never;
  const area = { id: "feature-area", type: "fill", source: "features", filter: shape("Polygon") } as const;
  map.addLayer({ ...area, paint: { "fill-opacity": 0.35 } });
  map.addLayer({ id: "feature-line", type: "line", source: "features", paint: { "line-width": 2 } });
  map.addLayer({
    id: "feature-point",
    type: "circle",
    source: "features",
    filter: shape("Point"),
    paint: {
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 9, 3.5, 14, 8],
      "circle-stroke-width": 1,
    },
  });
  map.addLayer({ id: "chosen-line", type: "line", source: "chosen", paint: { "line-width": 5 } });
  map.addLayer({
    id: "chosen-point",
    type: "circle",
    source: "chosen",
    filter: shape("Point"),
    paint: { "circle-radius": 11, "circle-opacity": 0.25, "circle-stroke-width": 3 },
  });
}

function paint(map: MapLibre, _dark: boolean): void {
  const palette = readPalette();
  for (const [layer, property, value] of repaint(palette))
    map.setPaintProperty(layer, property as never, value as never);
  const accent = resolveToken("--accent");
  const colours: [string, string, string][] = [
    ["feature-area", "fill-color", palette.brand],
    ["feature-line", "line-color", palette.brand],
    ["feature-point", "circle-color", palette.brand],
    ["feature-point", "circle-stroke-color", palette.land],
    ["chosen-line", "line-color", accent],
    ["chosen-point", "circle-color", accent],
    ["chosen-point", "circle-stroke-color", accent],
  ];
  for (const [layer, property, value] of colours)
    map.setPaintProperty(layer, property as never, value as never);
}

function chosenOf(features: FeatureCollection, index: number | undefined): FeatureCollection {
  const feature = index === undefined ? undefined : features.features[index];
  return { type: "FeatureCollection", features: feature ? [feature] : [] };
}

function wantsMotion(): boolean {
  return !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function readPalette() {
  return {
    water: resolveToken("--map-water"),
    land: resolveToken("--map-land"),
    border: resolveToken("--map-border"),
    ink: resolveToken("--ink"),
    ink2: resolveToken("--ink-2"),
    brand: resolveToken("--brand"),
  };
}
