/** What comes in: files, loads and their reports, sources and connections. */
import type { Bilingual } from "../../../kernel/errors.ts";
import { type Static, Type } from "../../../kernel/schema.ts";
import type { ColumnType } from "../column-types.ts";
import type { Cell } from "./datasets.ts";
import { datasetName } from "./datasets.ts";

const fileHash = Type.String({ pattern: "^[0-9a-f]{64}$" });

/** What a person answered where the program would have had to guess. */
export const readingAnswers = Type.Object(
  {
    encoding: Type.Optional(Type.String({ maxLength: 20 })),
    delimiter: Type.Optional(Type.Enum([",", ";", "\t", "|"])),
    decimal: Type.Optional(Type.Enum([".", ","])),
    headerRow: Type.Optional(Type.Boolean()),
    /** Order of day and month where every value fits both. */
    dayMonth: Type.Optional(Type.Enum(["day-first", "month-first"])),
  },
  { additionalProperties: false },
);
export type ReadingAnswers = Static<typeof readingAnswers>;

export const previewInput = Type.Object(
  {
    fileHash,
    fileName: Type.String({ minLength: 1, maxLength: 255 }),
    /** Which table of the file: `path` of a preview's table; default the first. */
    table: Type.Optional(Type.String({ maxLength: 500 })),
    answers: Type.Optional(readingAnswers),
  },
  { additionalProperties: false },
);
export type PreviewInput = Static<typeof previewInput>;

export interface FilePreview {
  readonly format: string;
  /** All tables found: members of an archive, sheets of a workbook. */
  readonly tables: readonly {
    readonly path: string;
    readonly name: string;
    readonly format: string;
    readonly hidden: boolean;
    readonly bytes: number | null;
  }[];
  readonly table: string;
  readonly suggestedName: string;
  readonly suggestedTitle: string;
  readonly dialect: {
    readonly encoding: string;
    readonly delimiter: string;
    readonly decimal: string;
    readonly headerRow: boolean;
  } | null;
  readonly columns: readonly PreviewColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly notices: readonly Notice[];
  /** From the first rows only; the load looks at all. */
  readonly sampled: boolean;
}

export interface PreviewColumn {
  readonly name: string;
  readonly sourceName: string;
  readonly type: ColumnType;
  readonly unit: string | null;
  /** Every value fits day/month and month/day: a person has to say which. */
  readonly ambiguousDayMonth: boolean;
}

export interface Notice {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
  readonly column?: string;
}

export const newLoad = Type.Object(
  {
    fileHash,
    fileName: Type.String({ minLength: 1, maxLength: 255 }),
    table: Type.Optional(Type.String({ maxLength: 500 })),
    answers: Type.Optional(readingAnswers),
    /** replace = the file is the whole dataset; append = rows are added; upsert = rows with a known key are replaced. */
    mode: Type.Optional(Type.Enum(["replace", "append", "upsert"])),
    note: Type.Optional(Type.String({ maxLength: 2000 })),
    /** Keep the new version as a draft until someone publishes it. */
    draft: Type.Optional(Type.Boolean()),
    /** Types set by the person, by technical name. */
    types: Type.Optional(Type.Record(Type.String({ maxLength: 63 }), Type.String({ maxLength: 20 }))),
  },
  { additionalProperties: false },
);
export type NewLoad = Static<typeof newLoad>;

export interface Load {
  readonly id: string;
  readonly dataset: string;
  readonly state: "queued" | "running" | "done" | "unchanged" | "failed";
  readonly mode: "replace" | "append" | "upsert";
  readonly fileName: string;
  readonly fileHash: string | null;
  readonly fileBytes: number | null;
  readonly sourceId: string | null;
  readonly author: string;
  readonly jobId: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly version: number | null;
  readonly report: LoadReport | null;
  readonly error: { readonly code: string; readonly title: Bilingual; readonly remedy: Bilingual } | null;
}

export interface LoadReport {
  readonly format: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly rowsRead: number;
  readonly rowsLoaded: number;
  /** Rows that could not be read as rows; they stand in the quarantine whole. */
  readonly rowsRefused: number;
  readonly cellsQuarantined: number;
  readonly notices: readonly Notice[];
  readonly columns: readonly {
    readonly name: string;
    readonly sourceName: string;
    readonly type: ColumnType;
    readonly format: string | null;
    readonly filled: number;
    readonly quarantined: number;
    readonly unit: string | null;
    /** Why this type: in words. */
    readonly why: Bilingual;
  }[];
  readonly seconds: {
    readonly read: number;
    readonly type: number;
    readonly store: number;
    readonly file: number;
    readonly check: number;
  };
}

export interface QuarantinePage {
  readonly items: readonly {
    readonly rowNumber: number;
    readonly column: string | null;
    readonly value: string;
    readonly code: string;
    readonly reason: Bilingual;
  }[];
  readonly total: number;
  readonly nextCursor: string | null;
}

const cron = Type.String({ maxLength: 60, description: "Five cron fields, city time." });

export const sourceConfig = Type.Union([
  Type.Object(
    {
      kind: Type.Literal("url"),
      url: Type.String({ maxLength: 2000 }),
      table: Type.Optional(Type.String({ maxLength: 500 })),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal("database"),
      connectionId: Type.String({ format: "uuid" }),
      query: Type.String({ minLength: 1, maxLength: 20_000 }),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal("ckan"),
      url: Type.String({ maxLength: 2000 }),
      filter: Type.Optional(Type.String({ maxLength: 500 })),
      theme: Type.Optional(Type.String({ maxLength: 40 })),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      kind: Type.Literal("dcat"),
      url: Type.String({ maxLength: 2000 }),
      theme: Type.Optional(Type.String({ maxLength: 40 })),
    },
    { additionalProperties: false },
  ),
]);
export type SourceConfig = Static<typeof sourceConfig>;

export const newSource = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 200 }),
    agencyCode: Type.String({ minLength: 1, maxLength: 30 }),
    /** Dataset that is loaded; absent for a harvest, which makes its own datasets. */
    dataset: Type.Optional(datasetName),
    config: sourceConfig,
    mode: Type.Optional(Type.Enum(["replace", "append", "upsert"])),
    cron: Type.Optional(Type.Union([cron, Type.Null()])),
    answers: Type.Optional(readingAnswers),
  },
  { additionalProperties: false },
);
export type NewSource = Static<typeof newSource>;

export const sourceChange = Type.Partial(
  Type.Object({
    title: Type.String({ minLength: 1, maxLength: 200 }),
    config: sourceConfig,
    mode: Type.Enum(["replace", "append", "upsert"]),
    cron: Type.Union([cron, Type.Null()]),
    enabled: Type.Boolean(),
  }),
  { additionalProperties: false },
);
export type SourceChange = Static<typeof sourceChange>;

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly agency: { readonly code: string; readonly name: Bilingual };
  readonly dataset: string | null;
  readonly kind: "upload" | "url" | "database" | "ckan" | "dcat" | "live";
  readonly config: SourceConfig | null;
  readonly mode: "replace" | "append" | "upsert";
  readonly cron: string | null;
  readonly enabled: boolean;
  readonly state: "never-run" | "ok" | "running" | "failed" | "paused";
  readonly lastRunAt: string | null;
  readonly lastSuccessAt: string | null;
  readonly nextRunAt: string | null;
  /** Minutes since the data should have been there; 0 = on time, null = no schedule. */
  readonly lagMinutes: number | null;
  readonly failuresInRow: number;
  readonly lastError: { readonly code: string; readonly title: Bilingual; readonly remedy: Bilingual } | null;
}

export interface SourceRun {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly outcome: "running" | "loaded" | "unchanged" | "failed" | "harvested";
  readonly loadId: string | null;
  readonly message: Bilingual | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly error: { readonly code: string; readonly title: Bilingual; readonly remedy: Bilingual } | null;
}

export const newConnection = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 200 }),
    agencyCode: Type.String({ minLength: 1, maxLength: 30 }),
    engine: Type.Enum(["postgresql", "mysql"]),
    host: Type.String({ minLength: 1, maxLength: 255 }),
    port: Type.Integer({ minimum: 1, maximum: 65_535 }),
    database: Type.String({ minLength: 1, maxLength: 63 }),
    user: Type.String({ minLength: 1, maxLength: 63 }),
    password: Type.String({ maxLength: 500 }),
    tls: Type.Optional(Type.Enum(["require", "prefer", "off"])),
  },
  { additionalProperties: false },
);
export type NewConnection = Static<typeof newConnection>;

export interface Connection {
  readonly id: string;
  readonly title: string;
  readonly agency: { readonly code: string; readonly name: Bilingual };
  readonly engine: "postgresql" | "mysql";
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly tls: "require" | "prefer" | "off";
  readonly usedBy: number;
}

export interface ConnectionTest {
  readonly ok: boolean;
  readonly milliseconds: number;
  readonly serverVersion: string | null;
  readonly tables: readonly string[];
  readonly error: Bilingual | null;
  readonly sample?: readonly (readonly Cell[])[];
}
