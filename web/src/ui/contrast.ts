/** A colour as three numbers 0–255. */
export type Rgb = readonly [number, number, number];

/** Reads `#rgb`, `#rrggbb` or `rgb(r, g, b)`; undefined for anything else. */
export function parseColour(text: string): Rgb | undefined {
  const value = text.trim();
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(value);
  if (long) return [hex(long[1]), hex(long[2]), hex(long[3])];
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(value);
  if (short) return [hex(short[1], 2), hex(short[2], 2), hex(short[3], 2)];
  const triple = /^rgba?\(\s*(\d+)[,\s]+(\d+)[,\s]+(\d+)/i.exec(value);
  return triple ? [Number(triple[1]), Number(triple[2]), Number(triple[3])] : undefined;
}

/** Contrast ratio 1–21 of two colours, WCAG 2.2 definition "contrast ratio". */
export function contrastRatio(first: Rgb, second: Rgb): number {
  const [dark, light] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** Relative luminance 0–1, WCAG 2.2 definition "relative luminance". */
export function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Black or white, whichever is easier to read on the ground. */
export function readableInk(ground: Rgb): "#000000" | "#ffffff" {
  return contrastRatio(ground, [0, 0, 0]) >= contrastRatio(ground, [255, 255, 255]) ? "#000000" : "#ffffff";
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function hex(digits: string | undefined, repeat = 1): number {
  return Number.parseInt((digits ?? "0").repeat(repeat), 16);
}
