/** The doors of all modules, in the order of module-order.ts. */
import type { ModuleDefinition } from "../kernel/module.ts";
import { type ModuleName, moduleOrder } from "../module-order.ts";
import { identityModule } from "./identity/index.ts";
import { registryModule } from "./registry/index.ts";
import { telemetryModule } from "./telemetry/index.ts";

const doors: Partial<Record<ModuleName, ModuleDefinition>> = {
  registry: registryModule,
  identity: identityModule,
  telemetry: telemetryModule,
};

export const modules: readonly ModuleDefinition[] = moduleOrder.flatMap((name) => doors[name] ?? []);
