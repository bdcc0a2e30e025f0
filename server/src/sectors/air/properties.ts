/** What air stations measure, with the limits of the automatic quality checks. */
import type { ObservedPropertyDefinition } from "../../modules/telemetry/sector.ts";
import { PROGRAM_DEFAULT } from "../limits-source.ts";

const ugPerM3 = {
  symbol: "µg/m³",
  name: "micrôgam trên mét khối / microgram per cubic metre",
  ucum: "ug/m3",
};
const celsius = { symbol: "°C", name: "độ Celsius / degree Celsius", ucum: "Cel" };
const percent = { symbol: "%", name: "phần trăm / per cent", ucum: "%" };

/** Four hours: no pollutant in city air keeps one value, zero included, for that long. */
const POLLUTANT_FLAT_LINE_MINUTES = 240;
const WEATHER_FLAT_LINE_MINUTES = 360;

/**
 * Six pollutants of VN_AQI and total suspended particles in µg/m³ (carbon monoxide too), with temperature and humidity.
 * Sulphur dioxide above 200 µg/m³ as an ordinary value is the mark of a broken analyser in this city, so the
 * range ends there.
 */
export const airProperties: readonly ObservedPropertyDefinition[] = [
  pollutant(
    "pm25",
    { vi: "Bụi mịn PM2.5", en: "Fine particles PM2.5" },
    { eionet: "6001", most: 500, mostStep: 150, decimals: 1 },
  ),
  pollutant(
    "pm10",
    { vi: "Bụi PM10", en: "Particles PM10" },
    { eionet: "5", most: 800, mostStep: 250, decimals: 1 },
  ),
  pollutant(
    "tsp",
    { vi: "Bụi lơ lửng tổng số (TSP)", en: "Total suspended particles" },
    { eionet: null, most: 1500, mostStep: 400, decimals: 1 },
  ),
  pollutant("o3", { vi: "Ozon O₃", en: "Ozone O₃" }, { eionet: "7", most: 400, mostStep: 120, decimals: 1 }),
  pollutant(
    "no2",
    { vi: "Nitơ điôxit NO₂", en: "Nitrogen dioxide NO₂" },
    { eionet: "8", most: 400, mostStep: 120, decimals: 1 },
  ),
  pollutant(
    "so2",
    { vi: "Lưu huỳnh điôxit SO₂", en: "Sulphur dioxide SO₂" },
    { eionet: "1", most: 200, mostStep: 80, decimals: 1 },
  ),
  pollutant(
    "co",
    { vi: "Cacbon monoxit CO", en: "Carbon monoxide CO" },
    { eionet: "10", most: 15000, mostStep: 4000, decimals: 0 },
  ),
  {
    code: "temperature",
    name: { vi: "Nhiệt độ không khí", en: "Air temperature" },
    definition: "http://vocab.nerc.ac.uk/standard_name/air_temperature/",
    unit: celsius,
    decimals: 1,
    plausible: { least: 8, most: 45 },
    mostStep: 10,
    flatLineMinutes: WEATHER_FLAT_LINE_MINUTES,
    limitsSource: PROGRAM_DEFAULT,
  },
  {
    code: "humidity",
    name: { vi: "Độ ẩm tương đối", en: "Relative humidity" },
    definition: "http://vocab.nerc.ac.uk/standard_name/relative_humidity/",
    unit: percent,
    decimals: 1,
    plausible: { least: 20, most: 100 },
    mostStep: 45,
    flatLineMinutes: WEATHER_FLAT_LINE_MINUTES,
    limitsSource: PROGRAM_DEFAULT,
  },
];

function pollutant(
  code: string,
  name: { vi: string; en: string },
  check: { eionet: string | null; most: number; mostStep: number; decimals: number },
): ObservedPropertyDefinition {
  return {
    code,
    name,
    definition:
      check.eionet === null
        ? `urn:dothi:property:air:${code}`
        : `http://dd.eionet.europa.eu/vocabulary/aq/pollutant/${check.eionet}`,
    unit: ugPerM3,
    decimals: check.decimals,
    plausible: { least: 0, most: check.most },
    mostStep: check.mostStep,
    flatLineMinutes: POLLUTANT_FLAT_LINE_MINUTES,
    limitsSource: PROGRAM_DEFAULT,
  };
}
