/** What river, tide and rain gauges measure, with the limits of the automatic quality checks. */
import type { ObservedPropertyDefinition } from "../../modules/telemetry/sector.ts";
import { PROGRAM_DEFAULT } from "../limits-source.ts";

const metre = { symbol: "m", name: "mét / metre", ucum: "m" };

/**
 * Levels are heights above the datum named by each datastream: values on two datums are never compared.
 * At slack water the level may stand for an hour or two, so a flat line is one of three hours.
 */
export const floodProperties: readonly ObservedPropertyDefinition[] = [
  {
    code: "water-level",
    name: { vi: "Mực nước sông, kênh", en: "River or canal water level" },
    definition: "http://vocab.nerc.ac.uk/standard_name/water_surface_height_above_reference_datum/",
    unit: metre,
    decimals: 2,
    plausible: { least: -3.5, most: 4 },
    mostStep: 0.5,
    flatLineMinutes: 180,
    limitsSource: PROGRAM_DEFAULT,
  },
  {
    code: "tide",
    name: { vi: "Mực nước triều", en: "Tide level" },
    definition: "http://vocab.nerc.ac.uk/standard_name/water_surface_height_above_reference_datum/",
    unit: metre,
    decimals: 2,
    plausible: { least: -0.5, most: 6 },
    mostStep: 0.6,
    flatLineMinutes: 180,
    limitsSource: PROGRAM_DEFAULT,
  },
  {
    code: "rain",
    name: { vi: "Lượng mưa 10 phút", en: "Rain in 10 minutes" },
    definition: "http://vocab.nerc.ac.uk/standard_name/thickness_of_rainfall_amount/",
    unit: { symbol: "mm", name: "milimét / millimetre", ucum: "mm" },
    decimals: 1,
    // The heaviest bursts measured anywhere come near 40 mm in 10 minutes.
    plausible: { least: 0, most: 40 },
    mostStep: 35,
    // Days without rain are one long zero.
    flatLineMinutes: null,
    limitsSource: PROGRAM_DEFAULT,
  },
];
