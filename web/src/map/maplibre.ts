import { Map as MapLibre, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { MAP_FONT, type MapPalette, mapStyle } from "./map-style.ts";
import type { Boundaries, Bounds } from "./station.ts";

// The worker is a file of our own origin, so that `worker-src 'self'` suffices and no blob is made.
setWorkerUrl(workerUrl);

/** What a map starts with. `texts` are MapLibre's own words, in the shown language. */
export type MapStart = {
  container: HTMLElement;
  boundaries: Boundaries;
  bounds: Bounds;
  palette: MapPalette;
  texts: Record<string, string>;
};

/** Starts MapLibre once the page's font is there, since names are drawn with it. Imported lazily; throws without WebGL. */
export async function startMap({
  container,
  boundaries,
  bounds,
  palette,
  texts,
}: MapStart): Promise<MapLibre> {
  await document.fonts.load(`600 16px '${MAP_FONT}'`, "Phường Ấ").catch(() => undefined);
  return new MapLibre({
    container,
    style: mapStyle(boundaries, palette),
    bounds,
    fitBoundsOptions: { padding: 8 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 16,
    minZoom: 6,
    fadeDuration: 0,
    cooperativeGestures: window.matchMedia("(pointer: coarse)").matches,
    locale: texts,
  });
}
