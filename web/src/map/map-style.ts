import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Boundaries } from "./station.ts";
import { labelPoints } from "./station.ts";

/** Colours of the map as the page computes them now. */
export type MapPalette = {
  water: string;
  land: string;
  border: string;
  ink: string;
  ink2: string;
  brand: string;
};

/** The font that MapLibre draws glyphs with, on the device itself: the style names no glyph server. */
export const MAP_FONT = "Inter Variable";

const EMPTY = { type: "FeatureCollection" as const, features: [] };

/** The whole style: no tiles, glyphs or sprites from anywhere; sources are the page's own data. */
export function mapStyle(boundaries: Boundaries, palette: MapPalette): StyleSpecification {
  return {
    version: 8,
    sources: {
      wards: { type: "geojson", data: boundaries, promoteId: "code" },
      names: { type: "geojson", data: labelPoints(boundaries) },
      stations: {
        type: "geojson",
        data: EMPTY,
        cluster: true,
        clusterRadius: 34,
        clusterMaxZoom: 12,
        clusterProperties: { worst: ["max", ["get", "level"]] },
      },
    },
    layers: [...groundLayers(palette), ...stationLayers(palette)],
  };
}

/** Repaints a running map after the theme changed: [layer, property, value]. */
export function repaint(palette: MapPalette): [string, string, unknown][] {
  return [...groundLayers(palette), ...stationLayers(palette)].flatMap((layer) =>
    Object.entries(layer.paint ?? {}).map(([property, value]): [string, string, unknown] => [
      layer.id,
      property,
      value,
    ]),
  );
}

function groundLayers({ water, land, border, ink, brand }: MapPalette): LayerSpecification[] {
  const hovered = ["boolean", ["feature-state", "hover"], false];
  return [
    { id: "water", type: "background", paint: { "background-color": water } },
    {
      id: "ward",
      type: "fill",
      source: "wards",
      paint: {
        "fill-color": ["case", hovered, brand, land] as never,
        "fill-opacity": ["case", hovered, 0.3, 1] as never,
      },
    },
    {
      id: "ward-line",
      type: "line",
      source: "wards",
      layout: { "line-join": "round" },
      paint: { "line-color": border, "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.5, 13, 1.5] },
    },
    {
      id: "ward-selected",
      type: "line",
      source: "wards",
      filter: ["==", ["get", "code"], ""],
      layout: { "line-join": "round" },
      paint: { "line-color": brand, "line-width": 3.5 },
    },
    {
      id: "ward-name",
      type: "symbol",
      source: "names",
      minzoom: 10.5,
      layout: {
        "text-field": ["get", "name"],
        "text-font": [MAP_FONT],
        "text-size": ["interpolate", ["linear"], ["zoom"], 10.5, 11, 14, 14],
        "text-max-width": 7,
        "text-padding": 4,
      },
      paint: { "text-color": ink, "text-halo-color": land, "text-halo-width": 1.5 },
    },
  ];
}

function stationLayers({ brand }: MapPalette): LayerSpecification[] {
  return [
    {
      id: "station-selected",
      type: "circle",
      source: "stations",
      filter: ["==", ["get", "id"], ""],
      paint: {
        "circle-radius": 26,
        "circle-color": brand,
        "circle-opacity": 0.3,
        "circle-stroke-color": brand,
        "circle-stroke-width": 3,
      },
    },
    {
      id: "station",
      type: "symbol",
      source: "stations",
      filter: ["!", ["has", "point_count"]],
      layout: {
        "icon-image": ["get", "icon"],
        "icon-allow-overlap": true,
        "text-field": ["get", "text"],
        "text-font": [MAP_FONT],
        "text-size": 14,
        "text-offset": [0, -0.35],
        "text-allow-overlap": true,
        "symbol-sort-key": ["get", "level"],
      },
      paint: { "text-color": ["get", "ink"], "text-halo-color": ["get", "ink"], "text-halo-width": 0.35 },
    },
    {
      id: "cluster",
      type: "symbol",
      source: "stations",
      filter: ["has", "point_count"],
      layout: {
        "icon-image": ["concat", "cluster-", ["to-string", ["get", "worst"]]],
        "icon-allow-overlap": true,
        "text-field": ["concat", "×", ["get", "point_count_abbreviated"]],
        "text-font": [MAP_FONT],
        "text-size": 12,
        "text-offset": [0, -0.3],
        "text-allow-overlap": true,
      },
      paint: { "text-color": ["case", [">=", ["get", "worst"], 5], "#ffffff", "#16211f"] },
    },
  ];
}
