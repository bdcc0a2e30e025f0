import { useSearchParams } from "react-router";

/**
 * Members of the address's query: read one, write one or several at once (an empty text takes one away) without a new step
 * of history.
 */
export function useAddress() {
  const [search, setSearch] = useSearchParams();
  const read = (name: string): string | undefined => search.get(name) ?? undefined;
  const writeMany = (values: Readonly<Record<string, string>>): void =>
    setSearch(
      (known) => {
        for (const [name, value] of Object.entries(values)) {
          if (value) known.set(name, value);
          else known.delete(name);
        }
        return known;
      },
      { replace: true },
    );
  const write = (name: string, value: string): void => writeMany({ [name]: value });
  return { read, write, writeMany };
}
