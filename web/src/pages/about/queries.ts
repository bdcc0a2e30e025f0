import { useQuery } from "@tanstack/react-query";
import { get } from "../../api/client.ts";
import type { SourceCitationProps } from "../../ui/SourceCitation.tsx";

/** Answer of GET /api/about: the version that runs and every source that the program's facts come from. */
export type About = { version: string; sources: (SourceCitationProps & { note?: string })[] };

/** What the program says of itself. */
export function useAbout() {
  return useQuery({
    queryKey: ["about"],
    queryFn: ({ signal }) => get<About>("/api/about", { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
