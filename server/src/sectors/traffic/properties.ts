/** What traffic counters measure, with the limits of the automatic quality checks. Classes are counted apart, never only as car units. */
import type { Bilingual } from "../../kernel/errors.ts";
import type { ObservedPropertyDefinition } from "../../modules/telemetry/sector.ts";
import { PROGRAM_DEFAULT } from "../limits-source.ts";

export const trafficProperties: readonly ObservedPropertyDefinition[] = [
  flow(
    "flow-motorbike",
    { vi: "Lưu lượng xe máy", en: "Motorbike flow" },
    { most: 25000, mostStep: 12000, flatLineMinutes: 240 },
  ),
  flow(
    "flow-car",
    { vi: "Lưu lượng ô tô con", en: "Car flow" },
    { most: 10000, mostStep: 5000, flatLineMinutes: 240 },
  ),
  // Late at night there may be none for hours.
  flow(
    "flow-bus-truck",
    { vi: "Lưu lượng xe buýt, xe tải", en: "Bus and truck flow" },
    { most: 4000, mostStep: 2000, flatLineMinutes: null },
  ),
  {
    code: "speed",
    name: { vi: "Tốc độ trung bình", en: "Mean speed" },
    definition: "urn:dothi:property:traffic:speed",
    unit: { symbol: "km/h", name: "kilômét trên giờ / kilometre per hour", ucum: "km/h" },
    decimals: 1,
    plausible: { least: 0, most: 140 },
    mostStep: 60,
    flatLineMinutes: 240,
    limitsSource: PROGRAM_DEFAULT,
  },
];

function flow(
  code: string,
  name: Bilingual,
  check: { most: number; mostStep: number; flatLineMinutes: number | null },
): ObservedPropertyDefinition {
  return {
    code,
    name,
    definition: `urn:dothi:property:traffic:${code}`,
    unit: { symbol: "xe/h", name: "xe trên giờ / vehicles per hour", ucum: "{vehicle}/h" },
    decimals: 0,
    plausible: { least: 0, most: check.most },
    mostStep: check.mostStep,
    flatLineMinutes: check.flatLineMinutes,
    limitsSource: PROGRAM_DEFAULT,
  };
}
