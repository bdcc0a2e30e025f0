/** Folding of names for comparison. */

/** NFKD without marks, đ → d, lower case: "Bụi PM₂.₅" → "bui pm2.5". Spaces are single, none at the ends. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

/** The letters and digits of a folded name: "PM2,5 " → "pm25". */
export function nameKey(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]/gu, "");
}
