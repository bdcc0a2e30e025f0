/** What a foreign database is asked for, and what it gives. */
import type { Bilingual } from "../../../kernel/errors.ts";

export interface ForeignConnection {
  readonly engine: "postgresql" | "mysql";
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** `require` encrypts without asking who the server is, `prefer` encrypts if it can; as libpq means them. */
  readonly tls: "require" | "prefer" | "off";
}

export interface ForeignTarget extends ForeignConnection {
  /** Where to connect: an address that has been checked. `host` is for certificates and messages only. */
  readonly address: string;
  /** Of one statement; enforced by the server and by us. */
  readonly seconds: number;
}

export interface ForeignColumn {
  readonly name: string;
  /** As the database calls it, e.g. `numeric(10,2)`, `timestamp with time zone`, `varchar`. */
  readonly type: string;
}

export interface ForeignRows {
  readonly columns: readonly ForeignColumn[];
  /** Columns that were left out. */
  readonly notices: readonly Bilingual[];
  /** Rows in batches; each cell is JSON text: numbers with all their digits, instants in ISO 8601. */
  readonly batches: AsyncIterable<readonly (readonly string[])[]>;
}

export interface ForeignSession {
  readonly serverVersion: string;
  /** Tables and views the user may read, `schema.table`, at most 500. */
  listTables(): Promise<readonly string[]>;
  /**
   * Runs the owner's statement in a read-only transaction; memory does not grow with the number of rows.
   * @throws `warehouse.source-query-failed`, `warehouse.source-query-too-long`
   */
  read(query: string): Promise<ForeignRows>;
  close(): Promise<void>;
}
