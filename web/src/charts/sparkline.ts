/** SVG path of values in a box, one stroke per unbroken run; undefined values are gaps. A lone value becomes a dot-sized dash. */
export function sparkPath(values: readonly (number | null)[], width: number, height: number): string {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const span = Math.max(...known) - low || 1;
  const step = width / Math.max(1, values.length - 1);
  let pen = "M";
  let path = "";
  values.forEach((value, index) => {
    if (value === null) {
      pen = "M";
      return;
    }
    const x = round(index * step);
    const y = round(height - ((value - low) / span) * height);
    const alone = pen === "M" && (values[index + 1] ?? null) === null;
    path += `${pen}${x} ${y}${alone ? "h1" : ""}`;
    pen = "L";
  });
  return path;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
