/** Reading the parse tree, which is JSON of PostgreSQL's own node types. */

/** A node's body. */
export interface Tree {
  readonly [key: string]: unknown;
}

/** The kind and the body of a wrapped node such as `{ColumnRef: {…}}`. */
export function unwrap(node: unknown): readonly [string, Tree] {
  const [entry] = Object.entries((node ?? {}) as object);
  return entry ? [entry[0], entry[1] as Tree] : ["", {}];
}

/** The body of a node if it is of this kind. */
export function asKind(node: unknown, kind: string): Tree | undefined {
  const [found, body] = unwrap(node);
  return found === kind ? body : undefined;
}

/** A list field; empty if absent. */
export function listOf(body: Tree, key: string): readonly unknown[] {
  const found = body[key];
  return Array.isArray(found) ? found : [];
}

/** A field that holds an unwrapped node. */
export function bodyOf(body: Tree, key: string): Tree | undefined {
  const found = body[key];
  return typeof found === "object" && found !== null ? (found as Tree) : undefined;
}

/** A text field; empty if absent. */
export function textOf(body: Tree, key: string): string {
  const found = body[key];
  return typeof found === "string" ? found : "";
}

/** The byte offset of a node; the grammar leaves out zero and writes -1 for unknown. */
export function positionOf(body: Tree): number {
  const found = body.location;
  return typeof found === "number" ? found : 0;
}

/** The names of a list of String nodes. */
export function namesOf(list: readonly unknown[]): string[] {
  return list.map((item) => textOf(asKind(item, "String") ?? {}, "sval"));
}

/** The byte offset of the first node below that has one. */
export function positionWithin(node: unknown): number {
  if (typeof node !== "object" || node === null) return -1;
  const own = (node as Tree).location;
  if (typeof own === "number" && own >= 0) return own;
  for (const child of Object.values(node)) {
    const found = positionWithin(child);
    if (found >= 0) return found;
  }
  return -1;
}
