/** Where in a JSON file its rows are. One pass in constant memory that ends as soon as the answer is sure. */
import {
  type Cursor,
  JsonFault,
  NEED_MORE,
  newCursor,
  ownedText,
  readBare,
  readString,
  skipSpace,
} from "./json-cursor.ts";
import type { StreamSource } from "./source.ts";
import type { ReadLimits } from "./tables.ts";
import { openText, type TextWindow } from "./text-input.ts";

/** A list inside the file, with the character just after its bracket. */
export interface Candidate {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly offset: number;
  element: "object" | "array" | "scalar" | null;
  count: number;
}

/** What the file is made of. */
export interface Location {
  readonly root: "object" | "array" | "scalar" | "none";
  readonly rootOffset: number;
  readonly candidates: readonly Candidate[];
  /** Column names stated beside the rows ("fields", "columns"); null when there are none. */
  readonly header: readonly string[] | null;
  /** Members of the root object that are not lists. */
  readonly otherMembers: number;
  readonly crs: string | null;
}

const MAX_PATH = 4;
const MAX_CANDIDATES = 1000;
const ROW_NAMES = new Set([
  "records",
  "data",
  "results",
  "rows",
  "features",
  "items",
  "value",
  "values",
  "geometries",
]);
const HEADER_NAMES = new Set(["fields", "columns", "headers", "header", "schema"]);
const LABEL_KEYS = ["id", "name", "fieldName", "label", "title"];

/** The list to read: by name, then by length; header lists only when nothing else is there. */
export function chooseRows(candidates: readonly Candidate[]): Candidate | null {
  const rank = (one: Candidate): number =>
    one.element === null || one.element === "scalar"
      ? -1
      : HEADER_NAMES.has(one.name)
        ? 0
        : ROW_NAMES.has(one.name)
          ? 2
          : 1;
  let best: Candidate | null = null;
  for (const one of candidates) {
    if (rank(one) < 0) continue;
    const better = best ? rank(one) - rank(best) || one.count - best.count : 1;
    if (better > 0) best = one;
  }
  return best;
}

interface Frame {
  readonly object: boolean;
  readonly path: string;
  readonly candidate: Candidate | null;
  key: string | null;
}

interface Walk {
  readonly window: TextWindow;
  readonly cursor: Cursor;
  readonly frames: Frame[];
  readonly candidates: Candidate[];
  header: string[] | null;
  label: { rank: number; text: string } | null;
  otherMembers: number;
  root: Location["root"];
  rootOffset: number;
  crs: string | null;
  sure: boolean;
}

/** Finds the lists of a file. A malformed or cut file gives those found before the fault. */
export async function locateRows(source: StreamSource, limits: ReadLimits): Promise<Location> {
  const window = await openText(source);
  const walk: Walk = {
    window,
    cursor: newCursor(),
    frames: [],
    candidates: [],
    header: null,
    label: null,
    otherMembers: 0,
    root: "none",
    rootOffset: 0,
    crs: null,
    sure: false,
  };
  try {
    while (!walk.sure && (await pumpTokens(walk, limits))) {}
  } finally {
    await window.close();
  }
  return walk;
}

/** Tokens until the text in the window ends; false when there is nothing more to read. */
async function pumpTokens(walk: Walk, limits: ReadLimits): Promise<boolean> {
  const { window, cursor } = walk;
  cursor.text = window.text;
  cursor.pos = window.pos;
  cursor.end = window.text.length;
  try {
    while (!walk.sure) {
      skipSpace(cursor);
      window.pos = cursor.pos;
      readToken(walk, limits);
      window.pos = cursor.pos;
    }
    return false;
  } catch (error) {
    if (error instanceof JsonFault) return false;
    if (error !== NEED_MORE) throw error;
  }
  const left = window.text.length - window.pos;
  if (left > limits.maxRowChars) return false;
  do {
    if (!(await window.more())) return false;
  } while (window.text.length < left * 2);
  return true;
}

function readToken(walk: Walk, limits: ReadLimits): void {
  const { cursor, frames } = walk;
  const unit = cursor.text.charCodeAt(cursor.pos);
  if (unit === 44 || unit === 58) {
    cursor.pos++;
    return;
  }
  if (unit === 125 || unit === 93) {
    cursor.pos++;
    closeFrame(walk);
    return;
  }
  const frame = frames.at(-1);
  if (frame?.object && frame.key === null) {
    if (unit !== 34) throw new JsonFault(cursor);
    const key = readString(cursor);
    frame.key = frames.length <= MAX_PATH + 2 ? ownedText(key) : "";
    return;
  }
  if (unit === 123 || unit === 91) {
    openFrame(walk, unit === 123);
    return;
  }
  const text = unit === 34 ? readString(cursor) : readBare(cursor);
  scalar(walk, unit === 34 ? text : null, limits);
}

function openFrame(walk: Walk, object: boolean): void {
  const { frames, cursor, window } = walk;
  const parent = frames.at(-1);
  countElement(walk, object ? "object" : "array");
  cursor.pos++;
  const inObjects = frames.length <= MAX_PATH && frames.every((frame) => frame.object);
  const name = parent?.key ?? "";
  const path = parent?.path ? `${parent.path}.${name}` : name;
  if (!parent) {
    walk.root = object ? "object" : "array";
    walk.rootOffset = window.offset + cursor.pos;
  }
  let candidate: Candidate | null = null;
  if (!object && inObjects && walk.candidates.length < MAX_CANDIDATES) {
    candidate = {
      path,
      name,
      depth: frames.length,
      offset: window.offset + cursor.pos,
      element: null,
      count: 0,
    };
    walk.candidates.push(candidate);
  } else if (object && frames.length === 1) walk.otherMembers++;
  frames.push({ object, path: frames.length <= MAX_PATH ? path : "", candidate, key: null });
}

function closeFrame(walk: Walk): void {
  const { frames } = walk;
  const closed = frames.pop();
  const parent = frames.at(-1);
  if (closed?.object && walk.label && parent?.candidate) {
    if (HEADER_NAMES.has(parent.candidate.name)) addHeader(walk, walk.label.text);
    walk.label = null;
  }
  if (!parent) walk.sure = true;
  else if (parent.object) parent.key = null;
}

function scalar(walk: Walk, text: string | null, limits: ReadLimits): void {
  const frame = walk.frames.at(-1);
  countElement(walk, "scalar");
  if (!frame) {
    walk.root = "scalar";
    walk.sure = true;
    return;
  }
  if (frame.object) {
    if (walk.frames.length === 1) walk.otherMembers++;
    if (text !== null) labelOrCrs(walk, frame, text);
    frame.key = null;
    return;
  }
  const isHeader = frame.candidate && HEADER_NAMES.has(frame.candidate.name);
  if (isHeader && text !== null && (walk.header?.length ?? 0) < limits.maxColumns) {
    addHeader(walk, ownedText(text));
  }
}

function addHeader(walk: Walk, name: string): void {
  walk.header ??= [];
  walk.header.push(name);
}

function labelOrCrs(walk: Walk, frame: Frame, text: string): void {
  if (frame.path.startsWith("crs") && frame.key === "name") walk.crs = ownedText(text.slice(0, 200));
  const list = walk.frames.at(-2)?.candidate;
  const rank = LABEL_KEYS.indexOf(frame.key ?? "");
  if (!list || rank < 0 || !HEADER_NAMES.has(list.name)) return;
  if (!walk.label || rank < walk.label.rank) walk.label = { rank, text: ownedText(text) };
}

/** An element of a list: its kind, and whether the list is surely the one. */
function countElement(walk: Walk, kind: "object" | "array" | "scalar"): void {
  const list = walk.frames.at(-1)?.candidate;
  if (!list) return;
  list.count++;
  list.element ??= kind;
  const hasNames = kind === "object" || (kind === "array" && walk.header !== null);
  if (list.depth === 0 || (ROW_NAMES.has(list.name) && hasNames)) walk.sure = true;
}
