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
  sources: [
    {
      title: "168 đơn vị hành chính từ 01/7/2025 / the 168 units since 1 July 2025",
      publisher: "Nghị quyết số 1685/NQ-UBTVQH15 ngày 16/6/2025; Nghị quyết số 202/2025/QH15",
      note: "Danh mục và bảng chuyển đổi từ thanglequoc/vietnamese-provinces-database và dvhcvn (MIT)",
    },
    {
      title: "Cơ quan của Thành phố / the city's agencies",
      publisher: "Báo chí dẫn nghị quyết của HĐND Thành phố, 01/7/2025",
      note: "Chưa đối chiếu với văn bản gốc; chưa có thay đổi của năm 2026",
    },
  ],
  routes: registryRoutes,
  seed: async (ctx, { demo }) => {
    if (!demo) await seedRegistry(ctx);
  },
  start: async (app) => boundaryCache.set(app, new Map()),
};
