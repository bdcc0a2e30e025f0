import type { Feature, FeatureCollection, Geometry, Position } from "geojson";
import type { Bounds } from "./station.ts";

/** Every position of a shape. */
export function positionsOf(geometry: Geometry | null): Position[] {
  if (!geometry) return [];
  switch (geometry.type) {
    case "Point":
      return [geometry.coordinates];
    case "MultiPoint":
    case "LineString":
      return geometry.coordinates;
    case "MultiLineString":
    case "Polygon":
      return geometry.coordinates.flat();
    case "MultiPolygon":
      return geometry.coordinates.flat(2);
    case "GeometryCollection":
      return geometry.geometries.flatMap(positionsOf);
  }
}

/** The box around features, or undefined when there is none; a single point gets a little room. */
export function boxOf(features: readonly Feature[]): Bounds | undefined {
  let box: Bounds | undefined;
  for (const feature of features) {
    for (const [lon = 0, lat = 0] of positionsOf(feature.geometry)) {
      box = box
        ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)]
        : [lon, lat, lon, lat];
    }
  }
  if (!box) return undefined;
  const room = box[0] === box[2] && box[1] === box[3] ? 0.01 : 0;
  return [box[0] - room, box[1] - room, box[2] + room, box[3] + room];
}

/** From so many features on, the first view leaves out the few that lie far away, such as an island. */
const MANY = 50;

/** What a map shows first: all features, or of many the middle 98 % by west, south, east and north. */
export function firstView(features: readonly Feature[]): Bounds | undefined {
  if (features.length < MANY) return boxOf(features);
  const places = features.flatMap((feature) => positionsOf(feature.geometry).slice(0, 1));
  const lons = places.map(([lon = 0]) => lon).sort((a, b) => a - b);
  const lats = places.map(([, lat = 0]) => lat).sort((a, b) => a - b);
  const at = (values: readonly number[], share: number) =>
    values[Math.floor((values.length - 1) * share)] ?? 0;
  return [at(lons, 0.01), at(lats, 0.01), at(lons, 0.99), at(lats, 0.99)];
}

/** The features with their place in the list as id, by which the map and the list find one another. */
export function numbered(collection: FeatureCollection): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: collection.features.map((feature, index) => ({ ...feature, id: index })),
  };
}
