/** For tests: the same tables in PostgreSQL and in ClickHouse, statements run on both, answers made comparable. */
import { type ClickHouseClient, createClient } from "@clickhouse/client";
import pg from "pg";
import { type CompiledSelect, compileSelect, parseSelect, type SqlTable } from "./index.ts";

/** Where the engines are. */
export interface Engines {
  readonly databaseUrl: string;
  readonly clickhouseUrl: string;
  readonly clickhouseReaderUrl: string;
}

/** Both engines with the tables of the tests. */
export interface Both {
  /** Rows of PostgreSQL, normalised. */
  postgres(sql: string): Promise<unknown[][]>;
  /** Rows of the compiled statement, run by the reading user, normalised. */
  clickhouse(compiled: CompiledSelect): Promise<unknown[][]>;
  close(): Promise<void>;
}

/** The instant of now() in tests. */
export const testNow = new Date("2026-03-05T18:30:15.250Z");

const readings = [
  [
    "(1, 'Bến Thành', 'A', 10, 1.5, true, '2024-01-31', '2024-01-31 17:30:00+00', '{\"a\":1,\"b\":{\"c\":\"x\"},\"l\":[1,2]}')",
  ],
  ["(2, 'Bến Nghé', 'A', 20, 2.25, false, '2024-02-29', '2024-02-29 03:04:05.123456+00', '{\"a\":\"đ\"}')"],
  ["(3, 'Đường Lê Lợi', 'B', -7, -3.75, true, '2023-12-31', '2023-12-31 23:59:59+00', null)"],
  ["(4, null, 'B', null, null, null, null, null, null)"],
  ["(5, 'ben thanh', 'A', 10, 100, false, '2024-01-01', '2024-01-01 00:00:00+00', '{\"a\":null}')"],
  ["(6, '', null, 0, 0, true, '1999-12-31', '1999-12-31 16:59:59+00', '[]')"],
  [
    "(7, 'Ôâ_%\\x', 'C', 9000000000, 1e-3, null, '2024-07-15', '2024-07-15 12:00:00+00', '{\"b\":{\"c\":2}}')",
  ],
  ["(8, 'abc def', 'C', 3, 2.5, false, '2024-07-15', '2024-07-15 12:00:00.5+00', '{}')"],
  ["(9, 'ABC', 'C', 4, 3.5, true, '2024-12-30', '2024-12-30 20:00:00+00', null)"],
];

const postgresTables = `
  set timezone to 'Asia/Ho_Chi_Minh';
  create temp table r (id int8, name text collate pg_c_utf8, kind text collate pg_c_utf8, n int8, x float8, ok bool, d date, t timestamptz, j json);
  insert into r values ${readings.flat().join(", ")};
  create temp table s (kind text collate pg_c_utf8, title text collate pg_c_utf8, low int8, high float8);
  insert into s values ('A', 'Không khí', 0, 15), ('B', 'Nước', -10, 0), ('D', 'Rác', 5, 50), (null, 'Khác', 1, 2);
  create temp table e (id int8, x float8, name text collate pg_c_utf8, ok bool)`;

const clickhouseTables = (database: string): string[] => [
  `drop database if exists ${database}`,
  `create database ${database}`,
  `create table ${database}.r (id Int64, name Nullable(String), kind LowCardinality(Nullable(String)), n Nullable(Int64), x Nullable(Float64), ok Nullable(Bool), d Nullable(Date32), t Nullable(DateTime64(6, 'UTC')), j Nullable(String)) engine = MergeTree order by id`,
  `insert into ${database}.r select * from values('id Int64, name Nullable(String), kind Nullable(String), n Nullable(Int64), x Nullable(Float64), ok Nullable(Bool), d Nullable(String), t Nullable(String), j Nullable(String)', ${readings
    .flat()
    .map((row) => row.replaceAll("+00'", "'").replaceAll("\\", "\\\\"))
    .join(", ")})`,
  `create table ${database}.s (kind Nullable(String), title String, low Int64, high Float64) engine = MergeTree order by title`,
  `insert into ${database}.s values ('A', 'Không khí', 0, 15), ('B', 'Nước', -10, 0), ('D', 'Rác', 5, 50), (null, 'Khác', 1, 2)`,
  `create table ${database}.e (id Int64, x Float64, name String, ok Bool) engine = MergeTree order by id`,
];

/** The tables as the compiler is told of them. */
export function testTables(database: string): Map<string, SqlTable> {
  const column = (text: string): SqlTable["columns"][number] => {
    const [name = "", type = "text"] = text.split(":");
    return { name, type: type as SqlTable["columns"][number]["type"], nullable: true };
  };
  const table = (name: string, columns: string): SqlTable => ({
    from: `${database}.${name}`,
    columns: columns.split(" ").map(column),
  });
  return new Map([
    [
      "r",
      table("r", "id:integer name:text kind:text n:integer x:number ok:boolean d:date t:datetime j:json"),
    ],
    ["s", table("s", "kind:text title:text low:integer high:number")],
    ["e", table("e", "id:integer x:number name:text ok:boolean")],
  ]);
}

/** Parses and compiles for the tables of the tests. */
export async function compileTest(
  sql: string,
  options: { database?: string; maxRows?: number } = {},
): Promise<CompiledSelect> {
  const { database = "sql_test", maxRows } = options;
  return compileSelect(await parseSelect(sql), {
    tables: testTables(database),
    now: testNow,
    ...(maxRows === undefined ? {} : { maxRows }),
  });
}

/** Makes the tables in both engines. */
export async function openBoth(engines: Engines, database: string): Promise<Both> {
  const postgres = new pg.Client({ connectionString: engines.databaseUrl });
  await postgres.connect();
  await postgres.query(postgresTables);
  const admin = quiet(engines.clickhouseUrl);
  for (const query of clickhouseTables(database)) await admin.command({ query });
  const reader = quiet(engines.clickhouseReaderUrl);
  return {
    postgres: async (sql) => {
      const answer = await postgres.query({
        text: sql,
        rowMode: "array",
        types: { getTypeParser: (oid) => postgresReader(Number(oid)) },
      });
      return answer.rows as unknown[][];
    },
    clickhouse: (compiled) => runCompiled(reader, compiled),
    close: async () => {
      await admin.command({ query: `drop database if exists ${database}` });
      await Promise.all([postgres.end(), admin.close(), reader.close()]);
    },
  };
}

function quiet(url: string): ClickHouseClient {
  return createClient({ url, log: { level: 127 }, request_timeout: 60_000 });
}

async function runCompiled(client: ClickHouseClient, compiled: CompiledSelect): Promise<unknown[][]> {
  const answer = await client.query({
    query: compiled.sql,
    query_params: compiled.params,
    format: "JSONCompact",
    clickhouse_settings: { ...compiled.settings, readonly: "1", output_format_json_quote_64bit_integers: 0 },
  });
  const { data } = await answer.json<unknown[]>();
  return data.map((row) =>
    row.map((cell, index) => normalise(cell, compiled.columns[index]?.type ?? "text")),
  );
}

/** One form for both engines: instants as milliseconds, numbers with 10 digits, JSON parsed. */
function normalise(cell: unknown, type: string): unknown {
  if (cell === null) return null;
  if (type === "datetime") return instant(`${String(cell).replace(" ", "T")}Z`);
  if (type === "number" || type === "integer") return digits(Number(cell));
  if (type === "json") return rounded(JSON.parse(String(cell)));
  return cell;
}

function rounded(json: unknown): unknown {
  if (typeof json === "number") return digits(json);
  if (Array.isArray(json)) return json.map(rounded);
  return json;
}

function digits(number: number): number {
  return Number(number.toPrecision(10)) + 0;
}

function instant(text: string): number {
  return Date.parse(text.replace(/(\.\d{3})\d*/, "$1"));
}

const numeric: ReadonlySet<number> = new Set([20, 21, 23, 700, 701, 1700]);

function postgresReader(oid: number): (text: string) => unknown {
  if (numeric.has(oid)) return (text) => digits(Number(text));
  if (oid === 16) return (text) => text === "t";
  if (oid === 114 || oid === 3802) return (text) => rounded(JSON.parse(text));
  if (oid === 1184) return (text) => instant(text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"));
  // A wall clock leaves the compiler as the instant that shows it in the zone of the statement.
  if (oid === 1016 || oid === 1007)
    return (text) =>
      (pg.types.getTypeParser(1016 as number as never)(text) as (string | null)[]).map((one) =>
        one === null ? null : digits(Number(one)),
      );
  if (oid === 1009) return (text) => pg.types.getTypeParser(1009 as number as never)(text) as unknown;
  if (oid === 1114) return (text) => instant(`${text.replace(" ", "T")}+07:00`);
  return (text) => text;
}
