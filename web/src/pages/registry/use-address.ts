import { useSearchParams } from "react-router";

/** Members of the address's query: read one, or write one (an empty text takes it away) without a new step of history. */
export function useAddress() {
  const [search, setSearch] = useSearchParams();
  const read = (name: string): string | undefined => search.get(name) ?? undefined;
  const write = (name: string, value: string): void =>
    setSearch(
      (known) => {
        if (value) known.set(name, value);
        else known.delete(name);
        return known;
      },
      { replace: true },
    );
  return { read, write };
}
