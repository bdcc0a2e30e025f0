/** What noise stations measure, with the limits of the automatic quality checks. */
import type { ObservedPropertyDefinition } from "../../modules/telemetry/sector.ts";
import { PROGRAM_DEFAULT } from "../limits-source.ts";

export const noiseProperties: readonly ObservedPropertyDefinition[] = [
  {
    code: "laeq",
    name: { vi: "Mức âm tương đương LAeq", en: "Equivalent sound level LAeq" },
    definition: "urn:iso:std:iso:1996:-1:LAeq",
    unit: { symbol: "dBA", name: "đêxiben A / A-weighted decibel", ucum: "dB[SPL]" },
    decimals: 1,
    plausible: { least: 25, most: 120 },
    mostStep: 40,
    flatLineMinutes: 240,
    limitsSource: PROGRAM_DEFAULT,
  },
];
