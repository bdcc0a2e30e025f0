/** A writer of tiny Parquet files for the tests: required plain columns, one page a column and row group. */
import { gzipSync } from "fflate";

/** Physical types by their numbers in the format. */
export const TYPE = { boolean: 0, int32: 1, int64: 2, int96: 3, float: 4, double: 5, bytes: 6, fixed: 7 };

/** A column: its schema fields and the plain bytes of its values in each row group. */
export interface TestColumn {
  readonly name: string;
  readonly type: number;
  readonly converted?: number;
  readonly scale?: number;
  readonly typeLength?: number;
  /** The fields of the LogicalType union, written. */
  readonly logical?: number[];
  readonly groups: readonly number[][];
}

/** The bytes of the file; `counts` are the rows of the groups. */
export function parquetOf(
  columns: readonly TestColumn[],
  counts: readonly number[],
  more: { geo?: string; gzip?: boolean } = {},
): Uint8Array {
  const out: number[] = [...ascii("PAR1")];
  const groups = counts.map((count, g) => {
    const chunks = columns.map((column) => chunkOf(out, column, g, count, more.gzip === true));
    return struct([
      [1, list(chunks)],
      [2, i64(1000)],
      [3, i64(count)],
    ]);
  });
  const schema = columns.map(schemaElement);
  const root = struct([
    [4, binary("root")],
    [5, i32(columns.length)],
  ]);
  const geo: Field[] = more.geo
    ? [
        [
          5,
          list([
            struct([
              [1, binary("geo")],
              [2, binary(more.geo)],
            ]),
          ]),
        ],
      ]
    : [];
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const footer = struct([
    [1, i32(1)],
    [2, list([root, ...schema])],
    [3, i64(rows)],
    [4, list(groups)],
    ...geo,
  ]).bytes;
  const length = new Uint8Array(new Uint32Array([footer.length]).buffer);
  return new Uint8Array([...out, ...footer, ...length, ...ascii("PAR1")]);
}

function chunkOf(out: number[], column: TestColumn, g: number, count: number, gzip: boolean): Value {
  const plain = column.groups[g] ?? [];
  const body = gzip ? [...gzipSync(new Uint8Array(plain))] : plain;
  const page = struct([
    [1, i32(0)],
    [2, i32(plain.length)],
    [3, i32(body.length)],
    [
      5,
      struct([
        [1, i32(count)],
        [2, i32(0)],
        [3, i32(3)],
        [4, i32(3)],
      ]),
    ],
  ]);
  const at = out.length;
  for (const byte of page.bytes) out.push(byte);
  for (const byte of body) out.push(byte);
  const size = i64(out.length - at);
  const meta = struct([
    [1, i32(column.type)],
    [2, list([i32(0)])],
    [3, list([binary(column.name)])],
    [4, i32(gzip ? 2 : 0)],
    [5, i64(count)],
    [6, size],
    [7, size],
    [9, i64(at)],
  ]);
  return struct([
    [2, i64(at)],
    [3, meta],
  ]);
}

function schemaElement(one: TestColumn): Value {
  return struct([
    [1, i32(one.type)],
    ...(one.typeLength ? [[2, i32(one.typeLength)] as Field] : []),
    [3, i32(0)],
    [4, binary(one.name)],
    ...(one.converted === undefined ? [] : [[6, i32(one.converted)] as Field]),
    ...(one.scale === undefined ? [] : [[7, i32(one.scale)] as Field]),
    ...(one.logical ? [[10, { kind: 12, bytes: one.logical }] as Field] : []),
  ]);
}

/** Little-endian bytes of numbers. */
export function plain(
  values: readonly (number | bigint)[],
  kind: "int32" | "int64" | "float" | "double",
): number[] {
  if (kind === "int64") return [...new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer)];
  const numbers = values.map(Number);
  const array =
    kind === "int32"
      ? Int32Array.from(numbers)
      : kind === "float"
        ? Float32Array.from(numbers)
        : Float64Array.from(numbers);
  return [...new Uint8Array(array.buffer)];
}

/** Byte arrays, each after its length. */
export function plainBytes(values: readonly (string | Uint8Array)[]): number[] {
  return values.flatMap((value) => {
    const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
    return [...new Uint8Array(new Uint32Array([bytes.length]).buffer), ...bytes];
  });
}

/** A logical TIMESTAMP; `unit` 1 to 3 for milliseconds to nanoseconds. */
export function timestamp(unit: 1 | 2 | 3, utc: boolean): number[] {
  const time = struct([
    [1, { kind: utc ? 1 : 2, bytes: [] }],
    [2, struct([[unit, struct([])]])],
  ]);
  return struct([[8, time]]).bytes;
}

interface Value {
  readonly kind: number;
  readonly bytes: number[];
}

type Field = [id: number, value: Value];

function struct(fields: readonly Field[]): Value {
  let last = 0;
  const bytes: number[] = [];
  for (const [id, value] of fields) {
    bytes.push(((id - last) << 4) | value.kind, ...value.bytes);
    last = id;
  }
  return { kind: 12, bytes: [...bytes, 0] };
}

function list(items: readonly Value[]): Value {
  const kind = items[0]?.kind ?? 12;
  const head =
    items.length < 15 ? [(items.length << 4) | kind] : [0xf0 | kind, ...varint(BigInt(items.length))];
  return { kind: 9, bytes: [...head, ...items.flatMap((item) => item.bytes)] };
}

function i32(value: number): Value {
  return { kind: 5, bytes: varint(BigInt(value) * 2n) };
}

function i64(value: number): Value {
  return { kind: 6, bytes: varint(BigInt(value) * 2n) };
}

function binary(text: string): Value {
  const bytes = [...new TextEncoder().encode(text)];
  return { kind: 8, bytes: [...varint(BigInt(bytes.length)), ...bytes] };
}

function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}
