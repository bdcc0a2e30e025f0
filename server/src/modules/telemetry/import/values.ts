/** The different texts of some columns of a whole file: stations and properties that must be matched. */
import type { Readable } from "node:stream";
import { createRowReader, type Dialect } from "@dothi/tabular";

const mostTexts = 1_000;
const mostCharacters = 200;

export interface ColumnTexts {
  readonly column: number;
  /** In the order met, with the number of rows that hold each; blank cells are left out. */
  readonly texts: { text: string; rows: number }[];
  /** There are more different texts than are listed. */
  readonly more: boolean;
}

export interface FoundTexts {
  readonly columns: ColumnTexts[];
  readonly rowsRead: number;
  /** False if time ran out before the end of the file. */
  readonly complete: boolean;
}

/** Reads on until the end of the file, or until `isOver` says that it takes too long. */
export async function findTexts(
  file: Readable,
  dialect: Dialect,
  columns: readonly number[],
  isOver: () => boolean,
): Promise<FoundTexts> {
  const counts = columns.map(() => new Map<string, number>());
  const more = columns.map(() => false);
  let rowsRead = 0;
  const reader = createRowReader(dialect, (batch) => {
    rowsRead += batch.count;
    for (let c = 0; c < columns.length; c++) {
      const seen = counts[c] as Map<string, number>;
      for (let i = 0; i < batch.count; i++) {
        const text = batch
          .row(i)
          .text(columns[c] ?? 0)
          .trim()
          .slice(0, mostCharacters);
        const count = seen.get(text);
        if (count !== undefined) seen.set(text, count + 1);
        else if (seen.size <= mostTexts) seen.set(text, 1);
        else more[c] = true;
      }
    }
  });
  let complete = true;
  for await (const chunk of file) {
    reader.push(chunk as Buffer);
    if (!isOver()) continue;
    complete = false;
    break;
  }
  file.destroy();
  if (complete) reader.end();
  return {
    columns: columns.map((column, c) => {
      const texts = [...(counts[c] ?? [])].filter(([text]) => text !== "");
      return {
        column,
        texts: texts.slice(0, mostTexts).map(([text, rows]) => ({ text, rows })),
        more: (more[c] ?? false) || texts.length > mostTexts,
      };
    }),
    rowsRead,
    complete,
  };
}
