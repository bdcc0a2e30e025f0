/** The doors of all modules, in the order of module-order.ts. */
import type { ModuleDefinition } from "./kernel/module.ts";
import { type ModuleName, moduleOrder } from "./module-order.ts";
import { identityModule } from "./modules/identity/index.ts";
import { registryModule } from "./modules/registry/index.ts";
import { telemetryModule } from "./modules/telemetry/index.ts";
import { warehouseModule } from "./modules/warehouse/index.ts";

const doors: Record<ModuleName, ModuleDefinition> = {
  registry: registryModule,
  identity: identityModule,
  warehouse: warehouseModule,
  telemetry: telemetryModule,
};

export const modules: readonly ModuleDefinition[] = moduleOrder.map((name) => doors[name]);
