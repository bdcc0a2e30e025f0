/** How the rows of a JSON file are reached, found before they are read. */
import { ownedText } from "./json-cursor.ts";
import { type Candidate, chooseRows, type Location } from "./json-locate.ts";
import { type Notice, notice, ReaderError } from "./reasons.ts";
import type { StreamSource } from "./source.ts";
import { openText, type TextWindow } from "./text-input.ts";

/** How the rows of a file are reached and what one of them is. */
export interface Plan {
  readonly mode: "array" | "lines" | "single";
  /** Characters before the first row. */
  readonly offset: number;
  readonly rowKind: "object" | "array" | "scalar" | "feature" | "geometry";
  readonly names: readonly string[] | null;
  readonly skipFirst: boolean;
}

/** The plan of a file; `located` is null for one value a line. Throws `json-no-rows`. */
export async function makePlan(
  source: StreamSource,
  located: Location | null,
  notices: Notice[],
): Promise<Plan> {
  if (!located) {
    const first = await peek(source, 0);
    const kind = first.startsWith("[") ? "array" : isFeature(first) ? "feature" : "object";
    return withNames(
      { mode: "lines", offset: 0, rowKind: kind, names: null, skipFirst: false },
      source,
      null,
      notices,
    );
  }
  const chosen = (located.root === "array" ? located.candidates[0] : chooseRows(located.candidates)) ?? null;
  if (located.root === "object") {
    const rowKind = await singleKind(source, located, chosen);
    const offset = located.rootOffset - 1;
    if (rowKind) return { mode: "single", offset, rowKind, names: null, skipFirst: false };
  }
  if (!chosen) throw new ReaderError("json-no-rows");
  tellOthers(located, chosen, notices);
  const first = await peek(source, chosen.offset);
  let rowKind: Plan["rowKind"] = chosen.element ?? "object";
  if (rowKind === "object" && isFeature(first)) rowKind = "feature";
  if (chosen.name === "geometries" && chosen.path === "geometries") rowKind = "geometry";
  const plan: Plan = { mode: "array", offset: chosen.offset, rowKind, names: null, skipFirst: false };
  return withNames(plan, source, located.header, notices);
}

/** What the root object is when it is itself the one row; null when its rows are in a list. */
async function singleKind(
  source: StreamSource,
  located: Location,
  chosen: Candidate | null,
): Promise<Plan["rowKind"] | null> {
  const start = await peek(source, located.rootOffset - 1);
  const type = /^\{[^{}[\]]{0,2000}"type"\s*:\s*"(\w+)"/.exec(start)?.[1] ?? "";
  if (type === "Feature") return "feature";
  if (/^(Multi)?(Point|LineString|Polygon)$/.test(type)) return "geometry";
  return chosen ? null : "object";
}

function tellOthers(located: Location, chosen: Candidate, notices: Notice[]): void {
  const others = located.candidates.filter(
    (one) => one !== chosen && one.element === "object" && one.name !== "fields",
  );
  if (others.length === 0) return;
  const paths = others.map((one) => one.path).join(", ");
  notices.push(notice("json-other-arrays", { path: chosen.path, others: paths }));
}

/** Names of the columns of rows that are lists: stated beside them, or their first row. */
async function withNames(
  plan: Plan,
  source: StreamSource,
  header: readonly string[] | null,
  notices: Notice[],
): Promise<Plan> {
  if (plan.rowKind !== "array") return plan;
  if (header) return { ...plan, names: header };
  const first = await peek(source, plan.offset);
  try {
    const names: unknown = JSON.parse(first.slice(0, first.indexOf("]") + 1));
    const isHeader =
      Array.isArray(names) &&
      names.length > 0 &&
      names.every((name) => typeof name === "string" && name !== "");
    if (isHeader) {
      return {
        ...plan,
        names: names.map((name: string) => ownedText(name.normalize("NFC"))),
        skipFirst: true,
      };
    }
  } catch {
    // no header row
  }
  notices.push(notice("no-header"));
  return plan;
}

/** True for {"a":[…],"b":[…]}: nothing but lists of scalars of one length. */
export function isColumnar(located: Location): boolean {
  const lists = located.candidates.filter((one) => one.depth === 1);
  const [first] = lists;
  return (
    located.root === "object" &&
    located.otherMembers === 0 &&
    lists.length > 1 &&
    lists.length === located.candidates.length &&
    lists.every(
      (one) =>
        one.element !== "object" && one.element !== "array" && one.count === first?.count && one.count > 0,
    )
  );
}

function isFeature(start: string): boolean {
  return (
    /^\{[^{}[\]]{0,2000}"type"\s*:\s*"Feature"/.test(start) ||
    (/"geometry"\s*:/.test(start) && /"properties"\s*:/.test(start))
  );
}

/** True for a GeoJSON text sequence: a record separator, or a second value after the first line. */
export async function isSequence(source: StreamSource): Promise<boolean> {
  const window = await openText(source);
  try {
    await window.more();
    const text = window.text.replace(/^\u{feff}/u, "").trimStart();
    if (text.startsWith("\u{1e}")) return true;
    const end = text.indexOf("\n");
    return (
      end > 0 &&
      text.slice(0, end).trimEnd().endsWith("}") &&
      /^(?:\p{Cc}|\s)*\{/u.test(text.slice(end, end + 100))
    );
  } finally {
    await window.close();
  }
}

async function peek(source: StreamSource, offset: number): Promise<string> {
  const window = await openText(source);
  try {
    await skipTo(window, offset);
    while (window.text.length - window.pos < 20_000 && (await window.more())) {}
    return window.text.slice(window.pos, window.pos + 20_000).replace(/^(?:\p{Cc}|[\s\u{feff}])+/u, "");
  } finally {
    await window.close();
  }
}

/** Moves the window to a character of the file. */
export async function skipTo(window: TextWindow, offset: number): Promise<void> {
  while (window.offset + window.text.length < offset) {
    window.pos = window.text.length;
    if (!(await window.more())) break;
  }
  window.pos = Math.min(window.text.length, Math.max(0, offset - window.offset));
}
