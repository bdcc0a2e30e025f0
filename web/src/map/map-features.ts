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

/** The features with their place in the list as id, by which the map and the list find one another. */
export function numbered(collection: FeatureCollection): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: collection.features.map((feature, index) => ({ ...feature, id: index })),
  };
}
