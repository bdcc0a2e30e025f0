/** All sectors. Adding one means adding its folder and one line here. */
import { registerTelemetrySector, type TelemetrySector } from "../modules/telemetry/sector.ts";
import { registerWarehouseSector, type WarehouseSector } from "../modules/warehouse/sector.ts";
import { administration } from "./administration/index.ts";
import { agriculture } from "./agriculture/index.ts";
import { air } from "./air/index.ts";
import { education } from "./education/index.ts";
import { energy } from "./energy/index.ts";
import { environment } from "./environment/index.ts";
import { finance } from "./finance/index.ts";
import { floodWarehouse } from "./flood/datasets.ts";
import { flood } from "./flood/index.ts";
import { food } from "./food/index.ts";
import { health } from "./health/index.ts";
import { logistics } from "./logistics/index.ts";
import { noise } from "./noise/index.ts";
import { security } from "./security/index.ts";
import { tourism } from "./tourism/index.ts";
import { trafficWarehouse } from "./traffic/datasets.ts";
import { traffic } from "./traffic/index.ts";
import { training } from "./training/index.ts";
import { urban } from "./urban/index.ts";

/** What sectors measure. */
export const sectors: readonly TelemetrySector[] = [air, flood, noise, traffic];

/** What sectors bring to the warehouse; the first holds the lists that others point to. */
export const warehouseSectorList: readonly WarehouseSector[] = [
  administration,
  health,
  education,
  trafficWarehouse,
  finance,
  tourism,
  agriculture,
  logistics,
  environment,
  energy,
  training,
  floodWarehouse,
  food,
  security,
  urban,
];

/**
 * Makes every sector known to telemetry and the warehouse. Called once at start, before the demo city is seeded;
 * calling again changes nothing.
 */
export function registerSectors(): void {
  for (const sector of sectors) registerTelemetrySector(sector);
  for (const sector of warehouseSectorList) registerWarehouseSector(sector);
}
