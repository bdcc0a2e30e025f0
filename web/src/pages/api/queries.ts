import { useQuery } from "@tanstack/react-query";
import { get } from "../../api/client.ts";
import type { OpenApi } from "./openapi.ts";

/** The program's description of its own interface. */
export function useOpenApi() {
  return useQuery({
    queryKey: ["openapi"],
    queryFn: ({ signal }) => get<OpenApi>("/openapi.json", { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
