/**
 * Messages that only some pages need, fetched with the page. Adding an area adds two files and a line here; the keys of
 * all areas are different.
 */
import type about from "./areas/about.vi.json";
import type api from "./areas/api.vi.json";
import type data from "./areas/data.vi.json";
import type gallery from "./areas/gallery.vi.json";
import type registry from "./areas/registry.vi.json";
import type sql from "./areas/sql.vi.json";
import type warehouse from "./areas/warehouse.vi.json";
import type warehouseIn from "./areas/warehouse-in.vi.json";
import type { Locale } from "./format.ts";

export type AreaKey =
  | keyof typeof about
  | keyof typeof api
  | keyof typeof data
  | keyof typeof gallery
  | keyof typeof registry
  | keyof typeof sql
  | keyof typeof warehouse
  | keyof typeof warehouseIn;

type Load = () => Promise<{ default: Record<string, string> }>;

/** The files of each area, by language. */
export const AREAS = {
  about: { vi: () => import("./areas/about.vi.json"), en: () => import("./areas/about.en.json") },
  api: { vi: () => import("./areas/api.vi.json"), en: () => import("./areas/api.en.json") },
  data: { vi: () => import("./areas/data.vi.json"), en: () => import("./areas/data.en.json") },
  gallery: { vi: () => import("./areas/gallery.vi.json"), en: () => import("./areas/gallery.en.json") },
  registry: { vi: () => import("./areas/registry.vi.json"), en: () => import("./areas/registry.en.json") },
  sql: { vi: () => import("./areas/sql.vi.json"), en: () => import("./areas/sql.en.json") },
  warehouse: { vi: () => import("./areas/warehouse.vi.json"), en: () => import("./areas/warehouse.en.json") },
  "warehouse-in": {
    vi: () => import("./areas/warehouse-in.vi.json"),
    en: () => import("./areas/warehouse-in.en.json"),
  },
} as const satisfies Record<string, Record<Locale, Load>>;

export type Area = keyof typeof AREAS;
