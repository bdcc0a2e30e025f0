/** What a message may be given: `{name}`, `{n, number}`, `{n, plural, =0 {…} one {…} other {…}}`, `{s, select, a {…} other {…}}`. */
export type MessageParams = Record<string, string | number>;

/** A message read into parts; `#` inside a plural branch is the number itself. */
export type MessagePart =
  | string
  | { kind: "value"; name: string }
  | { kind: "choice"; name: string; plural: boolean; branches: Record<string, MessagePart[]> };

/** Reads a message written in the small ICU subset above; throws on an unclosed brace. */
export function parseMessage(source: string): MessagePart[] {
  const reader = { source, at: 0 };
  const parts = readParts(reader, undefined);
  if (reader.at < source.length) throw new Error(`Unmatched "}" in message: ${source}`);
  return parts;
}

/** The text of a message for the given values, numbers written in the language's own way. */
export function formatMessage(parts: readonly MessagePart[], params: MessageParams, locale: string): string {
  return parts.map((part) => (typeof part === "string" ? part : formatPart(part, params, locale))).join("");
}

/** The names a message asks for, sorted, to compare two languages. */
export function placeholdersOf(parts: readonly MessagePart[]): string[] {
  const names = new Set<string>();
  for (const part of parts) {
    if (typeof part === "string") continue;
    names.add(part.name);
    if (part.kind === "value") continue;
    for (const branch of Object.values(part.branches)) {
      for (const name of placeholdersOf(branch)) names.add(name);
    }
  }
  return [...names].sort();
}

type Reader = { source: string; at: number };

function readParts(reader: Reader, pluralName: string | undefined): MessagePart[] {
  const parts: MessagePart[] = [];
  let text = "";
  while (reader.at < reader.source.length) {
    const char = reader.source.charAt(reader.at);
    if (char === "}") break;
    if (char === "{" || (char === "#" && pluralName)) {
      if (text) parts.push(text);
      text = "";
      parts.push(char === "#" ? readHash(reader, pluralName ?? "") : readArgument(reader));
      continue;
    }
    text += char;
    reader.at += 1;
  }
  if (text) parts.push(text);
  return parts;
}

function readHash(reader: Reader, name: string): MessagePart {
  reader.at += 1;
  return { kind: "value", name };
}

function readArgument(reader: Reader): MessagePart {
  reader.at += 1;
  const head = /^\s*(\w+)\s*(?:,\s*(number|plural|select)\s*(,)?)?\s*/.exec(reader.source.slice(reader.at));
  const name = head?.[1];
  if (!head || !name) throw new Error(`Malformed argument in message: ${reader.source}`);
  reader.at += head[0].length;
  const kind = head[2];
  if (kind !== "plural" && kind !== "select") {
    expectChar(reader, "}");
    return { kind: "value", name };
  }
  const branches: Record<string, MessagePart[]> = {};
  for (;;) {
    const key = /^\s*(=\d+|\w+)\s*(?=\{)/.exec(reader.source.slice(reader.at));
    if (!key?.[1]) break;
    reader.at += key[0].length + 1;
    branches[key[1]] = readParts(reader, kind === "plural" ? name : undefined);
    expectChar(reader, "}");
  }
  reader.at += /^\s*/.exec(reader.source.slice(reader.at))?.[0].length ?? 0;
  expectChar(reader, "}");
  return { kind: "choice", name, plural: kind === "plural", branches };
}

function expectChar(reader: Reader, char: string): void {
  if (reader.source.charAt(reader.at) !== char)
    throw new Error(`Expected "${char}" in message: ${reader.source}`);
  reader.at += 1;
}

function formatPart(part: Exclude<MessagePart, string>, params: MessageParams, locale: string): string {
  const value = params[part.name];
  if (part.kind === "value") {
    if (value === undefined) return `{${part.name}}`;
    return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : value;
  }
  const { branches } = part;
  const branch = part.plural ? pluralBranch(branches, Number(value), locale) : branches[String(value)];
  return formatMessage(branch ?? branches.other ?? [], params, locale);
}

function pluralBranch(branches: Record<string, MessagePart[]>, value: number, locale: string) {
  return branches[`=${value}`] ?? branches[new Intl.PluralRules(locale).select(value)];
}
