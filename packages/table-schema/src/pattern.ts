/**
 * Regular expressions of XML Schema, matched in time linear in the text: an expression becomes a small machine whose
 * states are all followed at once, so no pattern can make a value take exponential time.
 */

type Node =
  | { readonly kind: "set"; readonly has: (char: string) => boolean }
  | { readonly kind: "all"; readonly parts: readonly Node[] }
  | { readonly kind: "either"; readonly parts: readonly Node[] }
  | { readonly kind: "repeat"; readonly part: Node; readonly least: number; readonly most: number };

type Step =
  | { readonly op: "char"; readonly has: (char: string) => boolean }
  | { readonly op: "split"; a: number; b: number }
  | { readonly op: "done" };

const MAX_PATTERN = 1000;
const MAX_STEPS = 3000;
const MAX_DEPTH = 50;
const BAD = new SyntaxError("pattern");

/**
 * A test of whole texts, or undefined when the expression is not valid, needs backward or forward looks, or becomes
 * too large (over 1,000 characters or 3,000 states). `^` and `$` at the ends are accepted and change nothing.
 */
export function compilePattern(pattern: string): ((text: string) => boolean) | undefined {
  if (pattern.length > MAX_PATTERN) return undefined;
  try {
    const source = Array.from(stripAnchors(pattern));
    const at = { source, index: 0 };
    const node = parseEither(at, 0);
    if (at.index < source.length) return undefined;
    const steps: Step[] = [];
    emit(node, steps);
    steps.push({ op: "done" });
    return (text) => run(steps, text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function stripAnchors(pattern: string): string {
  const start = pattern.startsWith("^") ? pattern.slice(1) : pattern;
  const slashes = /\\*(?=\$$)/.exec(start)?.[0].length ?? 0;
  return start.endsWith("$") && slashes % 2 === 0 ? start.slice(0, -1) : start;
}

interface Cursor {
  readonly source: readonly string[];
  index: number;
}

function parseEither(at: Cursor, depth: number): Node {
  if (depth > MAX_DEPTH) throw BAD;
  const parts = [parseAll(at, depth)];
  while (at.source[at.index] === "|") {
    at.index++;
    parts.push(parseAll(at, depth));
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: "either", parts };
}

function parseAll(at: Cursor, depth: number): Node {
  const parts: Node[] = [];
  for (;;) {
    const char = at.source[at.index];
    if (char === undefined || char === "|" || char === ")") return { kind: "all", parts };
    parts.push(parseRepeat(at, parseAtom(at, depth)));
  }
}

function parseAtom(at: Cursor, depth: number): Node {
  const char = at.source[at.index] ?? "";
  if (char === "(") return parseGroup(at, depth);
  const from = at.index;
  at.index++;
  if (char === "[") return parseClass(at, from);
  if ("*+?{".includes(char)) throw BAD;
  if (char === "\\") return escaped(at);
  if (char === ".") return { kind: "set", has: (one) => one !== "\n" && one !== "\r" };
  return { kind: "set", has: (one) => one === char };
}

function parseGroup(at: Cursor, depth: number): Node {
  at.index++;
  if (at.source[at.index] === "?") {
    if (at.source[at.index + 1] !== ":") throw BAD;
    at.index += 2;
  }
  const node = parseEither(at, depth + 1);
  if (at.source[at.index] !== ")") throw BAD;
  at.index++;
  return node;
}

function escaped(at: Cursor): Node {
  const char = at.source[at.index];
  at.index++;
  if (char === undefined || /[0-9bBkuxc]/.test(char)) throw BAD;
  if (char === "p" || char === "P") {
    const end = at.source.indexOf("}", at.index);
    if (at.source[at.index] !== "{" || end < 0) throw BAD;
    const name = at.source.slice(at.index, end + 1).join("");
    at.index = end + 1;
    return setOf(`\\${char}${name}`);
  }
  if (/[dDwWsSnrt]/.test(char)) return setOf(`\\${char}`);
  if (char === "i") return setOf("[\\p{L}_:]");
  if (/[A-Za-z]/.test(char)) throw BAD;
  return { kind: "set", has: (one) => one === char };
}

function parseClass(at: Cursor, from: number): Node {
  let depth = 1;
  while (depth > 0) {
    const char = at.source[at.index];
    if (char === undefined) throw BAD;
    at.index++;
    if (char === "\\") at.index++;
    else if (char === "[") depth++;
    else if (char === "]") depth--;
  }
  const text = at.source.slice(from, at.index).join("");
  // XML Schema subtracts with [a-z-[aeiou]]; the v flag of JavaScript with two hyphens.
  if (/-\[/.test(text)) {
    const cut = text.indexOf("-[");
    const whole = setOf(`${text.slice(0, cut)}]`);
    const less = setOf(text.slice(cut + 1, -1));
    if (whole.kind !== "set" || less.kind !== "set") throw BAD;
    return { kind: "set", has: (one) => whole.has(one) && !less.has(one) };
  }
  return setOf(text);
}

function setOf(source: string): Node {
  // One character is all it ever sees.
  const expression = new RegExp(`^${source}$`, "u");
  return { kind: "set", has: (char) => expression.test(char) };
}

function parseRepeat(at: Cursor, part: Node): Node {
  const char = at.source[at.index];
  let bounds: readonly [number, number] | undefined;
  if (char === "*") bounds = [0, Number.POSITIVE_INFINITY];
  if (char === "+") bounds = [1, Number.POSITIVE_INFINITY];
  if (char === "?") bounds = [0, 1];
  if (bounds !== undefined) at.index++;
  if (char === "{") {
    const end = at.source.indexOf("}", at.index);
    const inside = at.source.slice(at.index + 1, Math.max(end, at.index + 1)).join("");
    const [, least, comma, most] = /^(\d{1,4})(,?)(\d{0,4})$/.exec(inside) ?? [];
    if (end < 0 || least === undefined) throw BAD;
    const top = comma === "" ? Number(least) : most === "" ? Number.POSITIVE_INFINITY : Number(most);
    bounds = [Number(least), top];
    at.index = end + 1;
  }
  if (bounds === undefined) return part;
  if (bounds[1] < bounds[0]) throw BAD;
  if (at.source[at.index] === "?") at.index++; // a lazy form matches the same whole texts
  return { kind: "repeat", part, least: bounds[0], most: bounds[1] };
}

function emit(node: Node, steps: Step[]): void {
  if (steps.length > MAX_STEPS) throw BAD;
  if (node.kind === "set") steps.push({ op: "char", has: node.has });
  else if (node.kind === "all") for (const part of node.parts) emit(part, steps);
  else if (node.kind === "either") emitEither(node.parts, steps);
  else emitRepeat(node, steps);
}

function emitEither(parts: readonly Node[], steps: Step[]): void {
  const exits: { op: "split"; a: number; b: number }[] = [];
  parts.forEach((part, index) => {
    const split = { op: "split" as const, a: steps.length + 1, b: steps.length + 1 };
    steps.push(split);
    emit(part, steps);
    if (index === parts.length - 1) return;
    const exit = { op: "split" as const, a: 0, b: 0 };
    steps.push(exit);
    exits.push(exit);
    split.b = steps.length;
  });
  for (const exit of exits) exit.a = exit.b = steps.length;
}

function emitRepeat(node: Extract<Node, { kind: "repeat" }>, steps: Step[]): void {
  for (let i = 0; i < node.least; i++) {
    emit(node.part, steps);
    if (steps.length > MAX_STEPS) throw BAD;
  }
  if (node.most === Number.POSITIVE_INFINITY) {
    const split = { op: "split" as const, a: steps.length + 1, b: 0 };
    const start = steps.length;
    steps.push(split);
    emit(node.part, steps);
    steps.push({ op: "split", a: start, b: start });
    split.b = steps.length;
    return;
  }
  const splits: { op: "split"; a: number; b: number }[] = [];
  for (let i = node.least; i < node.most; i++) {
    const split = { op: "split" as const, a: steps.length + 1, b: 0 };
    steps.push(split);
    splits.push(split);
    emit(node.part, steps);
    if (steps.length > MAX_STEPS) throw BAD;
  }
  for (const split of splits) split.b = steps.length;
}

function run(steps: readonly Step[], text: string): boolean {
  const seen = new Int32Array(steps.length).fill(-1);
  let now = follow(steps, [0], seen, 0);
  let position = 0;
  for (const char of text) {
    position++;
    const next: number[] = [];
    for (const index of now) {
      const step = steps[index];
      if (step?.op === "char" && step.has(char)) next.push(index + 1);
    }
    if (next.length === 0) return false;
    now = follow(steps, next, seen, position);
  }
  return now.some((index) => steps[index]?.op === "done");
}

function follow(steps: readonly Step[], from: number[], seen: Int32Array, mark: number): number[] {
  const reached: number[] = [];
  const stack = from;
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    if (seen[index] === mark) continue;
    seen[index] = mark;
    const step = steps[index];
    if (step?.op === "split") stack.push(step.b, step.a);
    else reached.push(index);
  }
  return reached;
}
