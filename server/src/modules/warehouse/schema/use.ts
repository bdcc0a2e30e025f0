/** Reading and using: rows, charts, SQL, quality, release, lineage. */
import type { Bilingual } from "../../../kernel/errors.ts";
import { type Static, Type } from "../../../kernel/schema.ts";
import type { ColumnType, RuleDefinition } from "../column-types.ts";
import { type Cell, columnName, datasetName, type Mask } from "./datasets.ts";

const version = Type.Optional(Type.Integer({ minimum: 1, description: "Default: the current version." }));
const purpose = Type.Optional(
  Type.String({
    maxLength: 40,
    description: "Code of the purpose for which masked columns are asked for; it is logged.",
  }),
);
/** JSON: `{"status":"open","year":{"gte":2020},"ward":["26734","26740"]}`, `$or` inside, a list = or. */
const filter = Type.Optional(Type.String({ maxLength: 20_000 }));

export const rowsQuery = Type.Object({
  version,
  purpose,
  filter,
  q: Type.Optional(
    Type.String({ maxLength: 200, description: "Words in any text column, marks and case aside." }),
  ),
  sort: Type.Optional(
    Type.String({ maxLength: 300, description: "`column` or `-column`, comma separated." }),
  ),
  columns: Type.Optional(Type.String({ maxLength: 10_000, description: "Comma separated; default all." })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000, default: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 2000 })),
});
export type RowsQuery = Static<typeof rowsQuery>;

export interface RowsPage {
  readonly version: number | null;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly shown: Mask }[];
  /** First cell of a row is its `_id`. */
  readonly rows: readonly (readonly Cell[])[];
  readonly total: number;
  readonly nextCursor: string | null;
  readonly milliseconds: number;
}

export const downloadQuery = Type.Object({
  version,
  purpose,
  filter,
  q: Type.Optional(Type.String({ maxLength: 200 })),
  sort: Type.Optional(Type.String({ maxLength: 300 })),
  columns: Type.Optional(Type.String({ maxLength: 10_000 })),
  format: Type.Enum(["csv", "csv-excel", "tsv", "json", "ndjson", "xlsx", "parquet", "geojson"]),
});
export type DownloadQuery = Static<typeof downloadQuery>;

export const aggregateQuery = Type.Object({
  version,
  purpose,
  filter,
  x: columnName,
  step: Type.Optional(Type.Enum(["none", "hour", "day", "week", "month", "quarter", "year", "bins"])),
  y: Type.Optional(Type.Enum(["count", "sum", "avg", "min", "max", "median", "distinct"])),
  column: Type.Optional(columnName),
  series: Type.Optional(columnName),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000, default: 200 })),
});
export type AggregateQuery = Static<typeof aggregateQuery>;

export interface Aggregate {
  readonly version: number | null;
  readonly x: { readonly name: string; readonly type: ColumnType };
  /** [x, series or null, value] in order of x. */
  readonly points: readonly (readonly [Cell, Cell, number | null])[];
  readonly truncated: boolean;
}

export const mapQuery = Type.Object({
  version,
  purpose,
  filter,
  bbox: Type.Optional(Type.String({ maxLength: 100, description: "west,south,east,north" })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20_000, default: 5_000 })),
});
export type MapQuery = Static<typeof mapQuery>;

export const qualityInput = Type.Object(
  {
    rules: Type.Array(Type.Unsafe<RuleDefinition>(Type.Object({ kind: Type.String({ maxLength: 30 }) })), {
      maxItems: 200,
    }),
    /** The contract: `publish` = only score, `hold` = a failed rule of severity `error` keeps a version as a draft. */
    onFailure: Type.Enum(["publish", "hold"]),
  },
  { additionalProperties: false },
);
export type QualityInput = Static<typeof qualityInput>;

export interface RuleResult {
  readonly rule: RuleDefinition;
  readonly words: Bilingual;
  readonly outcome: "pass" | "fail" | "error" | "skipped";
  readonly failing: number;
  readonly checked: number;
  /** Failing rows, at most 20, masked as the person sees them. */
  readonly examples: readonly (readonly Cell[])[];
  readonly message: Bilingual;
}

export interface QualityView {
  readonly rules: readonly RuleDefinition[];
  readonly onFailure: "publish" | "hold";
  readonly score: number | null;
  readonly version: number | null;
  readonly checkedAt: string | null;
  readonly results: readonly RuleResult[];
  /** Oldest first. */
  readonly history: readonly {
    readonly version: number;
    readonly score: number;
    readonly failed: number;
    readonly checkedAt: string;
  }[];
}

export const releaseInput = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    licence: Type.String({ minLength: 1, maxLength: 60 }),
    quasiIdentifiers: Type.Array(columnName, { maxItems: 20 }),
    sensitive: Type.Optional(Type.Array(columnName, { maxItems: 10 })),
    leastK: Type.Integer({ minimum: 1, maximum: 1000 }),
    note: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false },
);
export type ReleaseInput = Static<typeof releaseInput>;

export const releaseDecision = Type.Object(
  { decision: Type.Enum(["approve", "reject"]), reason: Type.Optional(Type.String({ maxLength: 2000 })) },
  { additionalProperties: false },
);

export interface Release {
  readonly id: string;
  readonly dataset: string;
  readonly version: number;
  readonly state: "proposed" | "approved" | "rejected" | "withdrawn" | "blocked";
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly reason: string | null;
  readonly input: ReleaseInput;
  readonly checks: readonly { readonly code: string; readonly ok: boolean; readonly words: Bilingual }[];
  /** Measured on exactly that version, as the public would see it. */
  readonly anonymity: {
    readonly k: number;
    readonly classes: number;
    readonly rowsBelow: number;
    readonly l: Readonly<Record<string, { readonly distinct: number; readonly entropyOk: boolean }>>;
  } | null;
}

export interface LineageGraph {
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: "dataset" | "source" | "load" | "query" | "external";
    readonly title: Bilingual;
    readonly dataset?: string;
    readonly columns?: readonly string[];
    /** SQL of a query, only for those who may read all it reads. */
    readonly text?: string | null;
    readonly at?: string | null;
  }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly columnEdges: readonly {
    readonly from: string;
    readonly fromColumn: string;
    readonly to: string;
    readonly toColumn: string;
    readonly how: string;
  }[];
}

export const sqlInput = Type.Object(
  {
    sql: Type.String({ minLength: 1, maxLength: 100_000 }),
    purpose,
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: 1_000 })),
    /** Chosen by the caller so that the query can be cancelled. */
    queryId: Type.Optional(Type.String({ format: "uuid" })),
  },
  { additionalProperties: false },
);
export type SqlInput = Static<typeof sqlInput>;

export interface SqlResult {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly masked: boolean }[];
  readonly rows: readonly (readonly Cell[])[];
  readonly truncated: boolean;
  readonly milliseconds: number;
  readonly rowsRead: number;
  readonly bytesRead: number;
  readonly tables: readonly { readonly name: string; readonly version: number | null }[];
}

export const sqlExportInput = Type.Object(
  {
    sql: Type.String({ minLength: 1, maxLength: 100_000 }),
    purpose,
    format: Type.Enum(["csv", "csv-excel", "json", "xlsx", "parquet"]),
  },
  { additionalProperties: false },
);

export interface SqlCheck {
  readonly ok: boolean;
  readonly problem: {
    readonly code: string;
    readonly message: Bilingual;
    readonly position: number;
    readonly line: number;
    readonly column: number;
  } | null;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly lineage: readonly {
    readonly column: string;
    readonly from: readonly { readonly table: string; readonly column: string }[];
    readonly how: string;
  }[];
}

export interface SqlSchema {
  readonly tables: readonly {
    readonly name: string;
    readonly title: Bilingual;
    readonly theme: string;
    readonly rowCount: number | null;
    readonly columns: readonly {
      readonly name: string;
      readonly type: ColumnType;
      readonly label: Bilingual;
      readonly masked: boolean;
    }[];
  }[];
  readonly functions: readonly {
    readonly name: string;
    readonly signature: string;
    readonly vi: string;
    readonly en: string;
  }[];
  readonly keywords: readonly string[];
  readonly limits: { readonly maxSeconds: number; readonly maxRows: number; readonly maxMemoryBytes: number };
}

export const savedQueryInput = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 200 }),
    sql: Type.String({ minLength: 1, maxLength: 100_000 }),
    shared: Type.Optional(Type.Boolean()),
    /** How the chart is drawn; the page's own words. */
    chart: Type.Optional(Type.Union([Type.Object({}, { additionalProperties: true }), Type.Null()])),
  },
  { additionalProperties: false },
);
export type SavedQueryInput = Static<typeof savedQueryInput>;

export interface SavedQuery {
  readonly id: string;
  readonly title: string;
  readonly sql: string;
  readonly shared: boolean;
  readonly mine: boolean;
  readonly author: string;
  readonly chart: Readonly<Record<string, unknown>> | null;
  readonly updatedAt: string;
  readonly materialises: {
    readonly dataset: string;
    readonly cron: string | null;
    readonly lastRunAt: string | null;
    readonly nextRunAt: string | null;
  } | null;
}

export const materialiseInput = Type.Object(
  {
    dataset: datasetName,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    theme: Type.String({ maxLength: 40 }),
    agencyCode: Type.String({ minLength: 1, maxLength: 30 }),
    cron: Type.Union([Type.String({ maxLength: 60 }), Type.Null()]),
  },
  { additionalProperties: false },
);
export type MaterialiseInput = Static<typeof materialiseInput>;

export const termInput = Type.Object(
  {
    code: Type.String({ pattern: "^[a-z][a-z0-9-]{1,58}$" }),
    label: Type.Object({
      vi: Type.String({ minLength: 1, maxLength: 300 }),
      en: Type.String({ maxLength: 300 }),
    }),
    definition: Type.Object({ vi: Type.String({ maxLength: 4000 }), en: Type.String({ maxLength: 4000 }) }),
    type: Type.String({ maxLength: 20 }),
    pattern: Type.Optional(Type.Union([Type.String({ maxLength: 300 }), Type.Null()])),
    /** The dataset that holds the one true list, if there is one. */
    goldenDataset: Type.Optional(Type.Union([datasetName, Type.Null()])),
    source: Type.String({ maxLength: 500 }),
  },
  { additionalProperties: false },
);
export type TermInput = Static<typeof termInput>;
export interface Term extends TermInput {
  readonly usedBy: readonly { readonly dataset: string; readonly column: string }[];
}

export interface ReadLogPage {
  readonly items: readonly {
    readonly at: string;
    readonly who: string;
    readonly agency: string | null;
    readonly path: string;
    readonly purpose: string | null;
    readonly columns: readonly string[];
    readonly clear: boolean;
    readonly rows: number;
  }[];
  readonly nextCursor: string | null;
}

export interface Overview {
  readonly datasets: number;
  readonly rows: number;
  readonly open: number;
  readonly simulated: number;
  readonly overdue: number;
  readonly failingSources: number;
  readonly waitingDrafts: number;
  readonly waitingReleases: number;
  readonly unconfirmedColumns: number;
  readonly recentLoads: readonly {
    readonly id: string;
    readonly dataset: string;
    readonly title: Bilingual;
    readonly state: string;
    readonly at: string;
    readonly rows: number | null;
    readonly quarantined: number | null;
  }[];
}
