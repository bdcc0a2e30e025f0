/** The nearest of known names, so that a refusal can say what was probably meant. */
import type { Bilingual } from "./model.ts";

/** A hint that names the nearest of `names`, blind to accents and case; empty if none is near. */
export function hintFor(name: string, names: Iterable<string>): Bilingual {
  const near = nearestNames(name, names);
  if (!near.length) return { vi: "", en: "" };
  const shown = near.map((one) => (/^[a-z_][a-z0-9_]*$/.test(one) ? one : `"${one}"`)).join(", ");
  return { vi: `Có phải là ${shown}?`, en: `Did you mean ${shown}?` };
}

/** At most three names, nearest first. */
export function nearestNames(name: string, names: Iterable<string>): string[] {
  const wanted = foldName(name);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  return [...new Set(names)]
    .map((one) => ({ one, distance: distanceOf(wanted, foldName(one)) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ one }) => one);
}

/** Without marks, case and separators: "Tên Trạm" and ten_tram are one. */
export function foldName(name: string): string {
  return name
    .slice(0, 100)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Levenshtein's distance; a name that begins with the other counts 1. */
function distanceOf(a: string, b: string): number {
  if (a.length > 2 && b.startsWith(a)) return 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
