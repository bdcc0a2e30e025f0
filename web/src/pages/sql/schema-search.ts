/** Tables of the schema browser: found by words with or without marks, parted by theme. */
import type { SchemaTable } from "./types.ts";

/** Text without marks and case: "Phản ánh" → "phan anh". */
export function bare(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();
}

/** Tables in which every word stands somewhere: name, title, columns or their labels. */
export function searchTables(tables: readonly SchemaTable[], query: string): SchemaTable[] {
  const words = bare(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...tables];
  return tables.filter((table) => {
    const hay = bare(
      [
        table.name,
        table.title.vi,
        table.title.en,
        ...table.columns.flatMap(({ name, label }) => [name, label.vi, label.en]),
      ].join(" "),
    );
    return words.every((word) => hay.includes(word));
  });
}

/** Tables by theme, themes in the order of their names. */
export function byTheme(
  tables: readonly SchemaTable[],
  nameOf: (theme: string) => string,
): { theme: string; name: string; tables: SchemaTable[] }[] {
  const groups = Map.groupBy(tables, ({ theme }) => theme);
  return [...groups]
    .map(([theme, members]) => ({ theme, name: nameOf(theme), tables: members }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "vi"));
}
