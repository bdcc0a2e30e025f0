import { useQueries } from "@tanstack/react-query";
import { get } from "../../api/client.ts";
import type { Bilingual } from "../registry/types.ts";
import { tablesUsed } from "./completion.ts";
import type { SqlSchema } from "./types.ts";

type Purpose = { code: string; label: Bilingual };

/** Purposes the person may state for the tables of a query that have masked columns. */
export function usePurposes(schema: SqlSchema | undefined, sql: string): Purpose[] {
  const names = schema
    ? [...new Set([...tablesUsed(schema, sql).values()])]
        .filter((table) => table.columns.some(({ masked }) => masked))
        .map(({ name }) => name)
    : [];
  const answers = useQueries({
    queries: names.map((name) => ({
      queryKey: ["warehouse", "dataset", name, "purposes"],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        get<{ purposes: Purpose[] }>(`/api/warehouse/datasets/${name}`, { signal }),
      staleTime: 30 * 60_000,
    })),
  });
  const all = answers.flatMap(({ data }) => data?.purposes ?? []);
  return [...new Map(all.map((purpose) => [purpose.code, purpose])).values()];
}
