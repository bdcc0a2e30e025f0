/** Joins class names, leaving out what is absent: `cx(styles.card, isOpen && styles.open)`. */
export function cx(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
