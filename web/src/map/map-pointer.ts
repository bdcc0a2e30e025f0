import type { GeoJSONSource, MapGeoJSONFeature, Map as MapLibre, MapMouseEvent } from "maplibre-gl";

/** What was chosen on the map. */
export type MapPick = { kind: "station" | "ward"; id: string };

/** What the pointer is over, and where, in px of the map. */
export type MapHover = MapPick & { x: number; y: number };

type PointerHandlers = { onPick: (pick: MapPick) => void; onHover: (hover: MapHover | undefined) => void };

/** Presses choose a station, open a cluster or choose a ward; moving tells what is underneath and lights the ward. */
export function bindPointer(map: MapLibre, { onPick, onHover }: PointerHandlers): void {
  let litWard: string | undefined;

  function light(code: string | undefined): void {
    if (litWard === code) return;
    if (litWard) map.setFeatureState({ source: "wards", id: litWard }, { hover: false });
    if (code) map.setFeatureState({ source: "wards", id: code }, { hover: true });
    litWard = code;
  }

  map.on("click", (event) => {
    const found = topFeature(map, event);
    if (found?.layer.id === "cluster") void openCluster(map, found);
    else if (found) onPick(pickOf(found));
  });
  map.on("mousemove", (event) => {
    const found = topFeature(map, event);
    map.getCanvas().style.cursor = found ? "pointer" : "";
    light(found?.layer.id === "ward" ? pickOf(found).id : undefined);
    onHover(
      found && found.layer.id !== "cluster"
        ? { ...pickOf(found), x: event.point.x, y: event.point.y }
        : undefined,
    );
  });
  map.on("mouseout", () => {
    light(undefined);
    onHover(undefined);
  });
}

function topFeature(map: MapLibre, event: MapMouseEvent): MapGeoJSONFeature | undefined {
  return map.queryRenderedFeatures(event.point, { layers: ["station", "cluster", "ward"] })[0];
}

function pickOf(feature: MapGeoJSONFeature): MapPick {
  const isStation = feature.layer.id === "station";
  return { kind: isStation ? "station" : "ward", id: String(feature.properties[isStation ? "id" : "code"]) };
}

async function openCluster(map: MapLibre, feature: MapGeoJSONFeature): Promise<void> {
  const source = map.getSource<GeoJSONSource>("stations");
  if (!source || feature.geometry.type !== "Point") return;
  const zoom = await source.getClusterExpansionZoom(Number(feature.properties.cluster_id));
  const [lon = 0, lat = 0] = feature.geometry.coordinates;
  const animate = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  map.easeTo({ center: [lon, lat], zoom: zoom + 0.3, animate });
}
