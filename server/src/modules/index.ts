/** The doors of all modules, in the order of module-order.ts. */
import type { ModuleDefinition } from "../kernel/module.ts";
import { type ModuleName, moduleOrder } from "../module-order.ts";

const doors: Record<ModuleName, ModuleDefinition> = {};

export const modules: readonly ModuleDefinition[] = moduleOrder.map((name) => doors[name]);
