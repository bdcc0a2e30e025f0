/** What enters and leaves the warehouse. */
export * from "./column-types.ts";
export * from "./schema/datasets.ts";
export * from "./schema/loads.ts";
export * from "./schema/use.ts";
export type { StoredColumn } from "./stored-column.ts";
