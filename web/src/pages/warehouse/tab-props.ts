import type { Dataset } from "./types.ts";

/** What every tab of a dataset is given; `version` undefined = the current one. */
export type TabProps = { dataset: Dataset; version: number | undefined };
