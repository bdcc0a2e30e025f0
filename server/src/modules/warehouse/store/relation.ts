/** A view compiled to SQL: the one relation that every way of reading a dataset goes through. */
import type { ColumnClass, ColumnType } from "../column-types.ts";
import type { View } from "../protect/view.ts";
import type { Mask } from "../schema/datasets.ts";
import type { StoredColumn } from "./staging.ts";

export interface ReadableColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly wide: boolean;
  readonly shown: Mask;
}

/** What a person may read, as a relation. Nothing outside `columns` and `_id` can be reached through it. */
export interface Relation {
  /** To stand after FROM. */
  readonly from: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly columns: readonly ReadableColumn[];
  /** The search index holds clear columns only, so words may be looked up in it. */
  readonly indexed: boolean;
  /** Rows are left out. */
  readonly restricted: boolean;
}

export interface RelationInput {
  /** The table of a version, or a live relation. */
  readonly table: string;
  readonly columns: readonly StoredColumn[];
  readonly classes: ReadonlyMap<string, ColumnClass>;
  readonly view: View;
  /** Secret of keyed hashes, hexadecimal. */
  readonly hashKey: string;
}

/** @returns the relation; a column that is hidden is not in it */
export function compileRelation({ table, columns, classes, view, hashKey }: RelationInput): Relation {
  const shown = columns.filter(({ name }) => (view.masks.get(name) ?? "redact") !== "hidden");
  const compiled = shown.map((column) =>
    maskColumn(column, classes.get(column.name) ?? "none", view.masks.get(column.name) ?? "redact"),
  );
  const clear = compiled.every(({ readable }) => readable.shown === "clear");
  const indexed =
    columns.some(({ searched }) => searched) &&
    columns.every(({ name, searched }) => !searched || view.masks.get(name) === "clear");
  const params: Record<string, unknown> = {};
  if (compiled.some(({ sql }) => sql.includes("{hash_key:String}"))) params.hash_key = hashKey;
  const conditions = view.rows.map(({ column, values }, i) => {
    params[`row_rule_${i}`] = [...values];
    const known = columns.some(({ name }) => name === column);
    return known ? `has({row_rule_${i}:Array(String)}, ifNull(toString(t.\`${column}\`), ''))` : "0";
  });
  const readable = compiled.map((one) => one.readable);
  if (clear && conditions.length === 0 && shown.length === columns.length)
    return { from: table, params: {}, columns: readable, indexed, restricted: false };
  const cells = compiled.map(({ sql }, i) => `${sql} AS \`${shown[i]?.name}\``);
  // The table is read under another name, so that a mask never meets its own result under the column's name.
  const inner = `SELECT t._id AS _id, ${cells.join(", ")}${indexed ? ", t._text AS _text" : ""} FROM ${table} AS t`;
  const where = conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : "";
  return {
    from: `(${inner}${where})`,
    params,
    columns: readable,
    indexed,
    restricted: conditions.length > 0,
  };
}

function maskColumn(
  column: StoredColumn,
  kind: ColumnClass,
  mask: Mask,
): { readable: ReadableColumn; sql: string } {
  const x = `t.\`${column.name}\``;
  const { name, type, nullable, wide } = column;
  if (mask === "clear") return { readable: { name, type, nullable, wide, shown: mask }, sql: x };
  const isText = type === "text" || type === "json" || type === "time";
  const text = `toString(${x})`;
  if (mask === "hash")
    return asText(
      name,
      mask,
      `if(isNull(${x}), NULL, substring(lower(hex(HMAC('sha256', ifNull(${text}, ''), {hash_key:String}))), 1, 24))`,
    );
  if (mask === "partial") return asText(name, mask, partialSql(kind, x, text));
  if (mask === "generalise") {
    const rough = generaliseSql(type, x);
    if (rough) return { readable: { name, type, nullable: true, wide: false, shown: mask }, sql: rough };
    return asText(name, mask, kind === "address" ? wardOnlySql(text) : `if(isNull(${x}), NULL, '•••')`);
  }
  const empty = isText || type === "geometry" ? "CAST(NULL AS Nullable(String))" : `if(1, NULL, ${x})`;
  return { readable: { name, type, nullable: true, wide: false, shown: "redact" }, sql: empty };
}

function asText(name: string, shown: Mask, sql: string): { readable: ReadableColumn; sql: string } {
  return {
    readable: { name, type: "text", nullable: true, wide: false, shown },
    sql: `CAST(${sql} AS Nullable(String))`,
  };
}

function partialSql(kind: ColumnClass, x: string, text: string): string {
  const filled = (sql: string) => `if(isNull(${x}), NULL, ${sql})`;
  const known = `ifNull(${text}, '')`;
  const last = (count: number) =>
    `if(lengthUTF8(${known}) > ${count + 2}, concat('•••••', right(${known}, ${count})), '•••••')`;
  if (kind === "citizen-id")
    return filled(
      `if(match(${known}, '^[0-9]{12}$'), concat(substring(${known}, 1, 3), '•••••', right(${known}, 4)), '•••••')`,
    );
  if (kind === "email")
    return filled(
      `if(position(${known}, '@') > 1, concat(substringUTF8(${known}, 1, 1), '•••@', splitByChar('@', ${known})[-1]), '•••')`,
    );
  if (kind === "person-name")
    return filled(
      `arrayStringConcat(arrayMap(w -> concat(substringUTF8(w, 1, 1), '.'), splitByWhitespace(${known})), ' ')`,
    );
  return filled(last(kind === "phone" ? 3 : 2));
}

/** The ward or commune named in an address, nothing finer. */
function wardOnlySql(text: string): string {
  const known = `ifNull(${text}, '')`;
  const ward = `extract(${known}, '(?i)((?:phường|xã|đặc khu)[^,;]{1,40})')`;
  return `if(isNull(${text}), NULL, if(${ward} = '', '•••', ${ward}))`;
}

/** The year of a date, a band of ten of a whole number, about a kilometre of a coordinate. */
function generaliseSql(type: ColumnType, x: string): string | undefined {
  if (type === "date") return `toDate32(toStartOfYear(${x}))`;
  if (type === "datetime")
    return `toTimeZone(toDateTime64(toStartOfYear(${x}, 'Asia/Ho_Chi_Minh'), 6, 'Asia/Ho_Chi_Minh'), 'UTC')`;
  if (type === "integer") return `intDiv(${x}, 10) * 10`;
  if (type === "number") return `round(${x}, 2)`;
  if (type === "geometry")
    return `if(isNull(${x}), NULL, if(JSONExtractString(ifNull(${x}, ''), 'type') = 'Point', concat('{"type":"Point","coordinates":[', toString(round(JSONExtractFloat(ifNull(${x}, ''), 'coordinates', 1), 2)), ',', toString(round(JSONExtractFloat(ifNull(${x}, ''), 'coordinates', 2), 2)), ']}'), NULL))`;
  return undefined;
}
