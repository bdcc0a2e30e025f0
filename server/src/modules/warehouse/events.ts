/** What the warehouse tells the modules after it. */
import type { EventType } from "../../kernel/context.ts";

/** A version became the current one of its dataset. */
export const versionPublished: EventType<{
  dataset: string;
  version: number;
  access: "open" | "city" | "agency";
}> = {
  name: "warehouse.version-published",
};

/** A dataset was opened to everyone after its release was approved. */
export const datasetOpened: EventType<{ dataset: string; version: number; licence: string }> = {
  name: "warehouse.dataset-opened",
};
