import type { GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useT } from "../i18n/i18n.tsx";
import { resolveToken, useIsDark } from "../ui/theme.ts";
import { addIcons } from "./map-icons.ts";
import { bindPointer, type MapHover, type MapPick } from "./map-pointer.ts";
import { type MapPalette, repaint } from "./map-style.ts";
import {
  type Boundaries,
  type Bounds,
  boundsOf,
  boundsOfPoints,
  type MapLevel,
  type MapStation,
  stationFeatures,
} from "./station.ts";

/** How far the map is: fetching and drawing, ready, or impossible on this device. */
export type MapState = "loading" | "ready" | "failed";

/** What the hook draws. */
export type CityMapInput = {
  boundaries: Boundaries;
  stations: readonly MapStation[];
  levels: readonly MapLevel[];
  focus: Bounds | undefined;
  selectedWard: string | undefined;
  selectedStation: string | undefined;
  onSelect: ((pick: MapPick) => void) | undefined;
};

const VIETNAM: Bounds = [102, 8, 110, 23.5];

/** A MapLibre map in the element of `ref`, kept in step with the data, the selection and the theme. */
export function useCityMap(input: CityMapInput) {
  const ref = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre>();
  const [state, setState] = useState<MapState>("loading");
  const [hover, setHover] = useState<MapHover>();
  const t = useT();
  const pick = useEffectEvent((picked: MapPick) => input.onSelect?.(picked));
  const home = input.focus ?? stationBounds(input.stations) ?? boundsOf(input.boundaries) ?? VIETNAM;
  const start = useEffectEvent(async (container: HTMLElement) => {
    const { startMap } = await import("./maplibre.ts");
    const texts = {
      "Map.Title": t("map.canvas"),
      "CooperativeGesturesHandler.MobileHelpText": t("map.twoFingers"),
    };
    return startMap({ container, boundaries: input.boundaries, bounds: home, palette: readPalette(), texts });
  });
  const goHome = useEffectEvent((made: MapLibre) => showHome(made, home, false));
  const { boundaries, levels } = input;

  // The library is on its way while the boundaries are; a failure shows when the map is started.
  useEffect(() => {
    void import("./maplibre.ts").catch(() => undefined);
  }, []);

  useEffect(() => {
    const container = ref.current;
    if (!container || boundaries.features.length === 0) return;
    let started: MapLibre | undefined;
    let cancelled = false;
    setState("loading");

    async function open(element: HTMLElement): Promise<void> {
      if (!hasWebgl()) throw new Error("WebGL is not available");
      const made = await start(element);
      started = made;
      if (cancelled) return made.remove();
      made.once("load", () => {
        if (cancelled) return;
        addIcons(made, levels);
        bindPointer(made, { onPick: (picked) => pick(picked), onHover: setHover });
        setMap(made);
        setState("ready");
        // On a phone the frame grows only now, so the first view is taken again at its true size.
        window.requestAnimationFrame(() => goHome(made));
      });
    }

    open(container).catch(() => !cancelled && setState("failed"));
    return () => {
      cancelled = true;
      setMap(undefined);
      setHover(undefined);
      started?.remove();
    };
  }, [boundaries, levels]);

  useMapData(map, input);
  return { ref, state, hover, actions: mapActions(map, home) };
}

/** Zoom in, zoom out, and the view the map began with; nothing happens before the map is ready. */
function mapActions(map: MapLibre | undefined, home: Bounds) {
  const animate = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  return {
    zoomIn: () => void map?.zoomIn({ animate }),
    zoomOut: () => void map?.zoomOut({ animate }),
    showAll: () => map && showHome(map, home, animate),
  };
}

function showHome(map: MapLibre, home: Bounds, animate: boolean): void {
  map.resize();
  const { clientWidth, clientHeight } = map.getContainer();
  map.fitBounds(home, { padding: Math.min(32, clientWidth / 8, clientHeight / 8), animate });
}

function useMapData(map: MapLibre | undefined, input: CityMapInput): void {
  const dark = useIsDark();
  const { stations, levels, selectedStation, selectedWard } = input;

  useEffect(() => {
    map?.getSource<GeoJSONSource>("stations")?.setData(stationFeatures(stations, levels));
  }, [map, stations, levels]);

  useEffect(() => {
    map?.setFilter("ward-selected", ["==", ["get", "code"], selectedWard ?? ""]);
    map?.setFilter("station-selected", ["==", ["get", "id"], selectedStation ?? ""]);
  }, [map, selectedWard, selectedStation]);

  const bringIntoView = useEffectEvent((id: string | undefined) => {
    const station = stations.find((entry) => entry.id === id);
    if (!map || !station) return;
    const animate = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    map.easeTo({ center: [station.lon, station.lat], zoom: Math.max(map.getZoom(), 12.5), animate });
  });
  useEffect(() => {
    if (map) bringIntoView(selectedStation);
  }, [map, selectedStation]);

  useEffect(() => {
    if (!map) return;
    const palette = readPalette(dark);
    for (const [layer, property, value] of repaint(palette))
      map.setPaintProperty(layer, property as never, value as never);
  }, [map, dark]);
}

function stationBounds(stations: readonly MapStation[]): Bounds | undefined {
  return stations.length < 2 ? undefined : boundsOfPoints(stations.map(({ lon, lat }) => [lon, lat]));
}

function hasWebgl(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

function readPalette(_dark?: boolean): MapPalette {
  return {
    water: resolveToken("--map-water"),
    land: resolveToken("--map-land"),
    border: resolveToken("--map-border"),
    ink: resolveToken("--ink"),
    ink2: resolveToken("--ink-2"),
    brand: resolveToken("--brand"),
  };
}
