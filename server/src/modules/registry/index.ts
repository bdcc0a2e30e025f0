/** Door of the registry: administrative units, agencies, boundaries. */
import type { ModuleDefinition } from "../../kernel/module.ts";
import { registryRoutes } from "./routes.ts";
import { boundaryCache } from "./service/boundaries.ts";
import { seedRegistry } from "./service/seed.ts";

export { boundariesActivated, boundariesImported } from "./events.ts";
export { getAgency, listAgencies } from "./service/agencies.ts";
export { findUnitAt } from "./service/boundaries.ts";
export { getUnit, listLinkedUnits, listUnits, listUnitsWithIds } from "./service/units.ts";

export const registryModule: ModuleDefinition = {
  name: "registry",
  routes: registryRoutes,
  seed: async (ctx, { demo }) => {
    if (!demo) await seedRegistry(ctx);
  },
  start: async (app) => boundaryCache.set(app, new Map()),
};
