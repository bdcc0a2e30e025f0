/** Human-resources training: vocational education. */
import type { WarehouseSector } from "../../modules/warehouse/sector.ts";
import { trainingDatasets } from "./datasets.ts";

export const training: WarehouseSector = {
  code: "training",
  name: { vi: "Đào tạo nhân lực", en: "Human-resources training" },
  datasets: trainingDatasets,
};
