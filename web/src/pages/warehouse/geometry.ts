import type { Formatters } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/i18n.tsx";

const WORDS = {
  Point: "wh.shape.Point",
  MultiPoint: "wh.shape.MultiPoint",
  LineString: "wh.shape.LineString",
  MultiLineString: "wh.shape.LineString",
  Polygon: "wh.shape.Polygon",
  MultiPolygon: "wh.shape.Polygon",
  GeometryCollection: "wh.shape.other",
} as const;

/** A GeoJSON geometry as words: a point with latitude and longitude, other shapes by their kind. */
export function geometryText(text: string, t: Translate, format: Formatters): string {
  try {
    const shape = JSON.parse(text) as { type?: string; coordinates?: unknown };
    const key = WORDS[shape.type as keyof typeof WORDS];
    if (!key) return text;
    if (shape.type !== "Point") return t(key);
    const [lon = 0, lat = 0] = shape.coordinates as number[];
    return t("wh.shape.Point", {
      lat: format.number(lat, { digits: 5 }),
      lon: format.number(lon, { digits: 5 }),
    });
  } catch {
    return text;
  }
}
