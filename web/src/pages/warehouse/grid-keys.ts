/** A place in a grid: row and column from 0. */
export type GridPlace = { readonly row: number; readonly column: number };

/** Where a key leads in a grid of `rows` × `columns`, staying inside; undefined for keys that do not move. */
export function moveInGrid(
  key: string,
  at: GridPlace,
  size: { rows: number; columns: number },
  withControl = false,
): GridPlace | undefined {
  const lastRow = size.rows - 1;
  const lastColumn = size.columns - 1;
  const clamp = (row: number, column: number) => ({
    row: Math.min(lastRow, Math.max(0, row)),
    column: Math.min(lastColumn, Math.max(0, column)),
  });
  switch (key) {
    case "ArrowUp":
      return clamp(at.row - 1, at.column);
    case "ArrowDown":
      return clamp(at.row + 1, at.column);
    case "ArrowLeft":
      return clamp(at.row, at.column - 1);
    case "ArrowRight":
      return clamp(at.row, at.column + 1);
    case "PageUp":
      return clamp(at.row - 10, at.column);
    case "PageDown":
      return clamp(at.row + 10, at.column);
    case "Home":
      return clamp(withControl ? 0 : at.row, 0);
    case "End":
      return clamp(withControl ? lastRow : at.row, lastColumn);
    default:
      return undefined;
  }
}
