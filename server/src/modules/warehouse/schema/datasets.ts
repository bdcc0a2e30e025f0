/** Datasets: what they are, their dictionary, versions and who may see what. */
import type { Bilingual } from "../../../kernel/errors.ts";
import { pageQuery } from "../../../kernel/page.ts";
import { type Static, Type } from "../../../kernel/schema.ts";
import { type ColumnClass, type ColumnType, columnClasses, columnTypes } from "../column-types.ts";

/** Themes of the catalogue: the ten priority sectors of the programme and what lies beside them. */
export const themes = {
  health: { vi: "Y tế", en: "Health" },
  education: { vi: "Giáo dục", en: "Education" },
  transport: { vi: "Giao thông vận tải", en: "Transport" },
  finance: { vi: "Tài chính, ngân sách", en: "Finance and budget" },
  tourism: { vi: "Du lịch", en: "Tourism" },
  agriculture: { vi: "Nông nghiệp", en: "Agriculture" },
  logistics: { vi: "Logistics", en: "Logistics" },
  environment: { vi: "Môi trường", en: "Environment" },
  energy: { vi: "Năng lượng", en: "Energy" },
  training: { vi: "Đào tạo nhân lực", en: "Human-resources training" },
  flood: { vi: "Chống ngập, triều", en: "Flooding and tides" },
  "food-safety": { vi: "An toàn thực phẩm", en: "Food safety" },
  security: { vi: "An ninh trật tự", en: "Security and order" },
  "urban-renewal": { vi: "Chỉnh trang đô thị", en: "Urban renewal" },
  administration: { vi: "Hành chính, dịch vụ công", en: "Administration and public services" },
  economy: { vi: "Kinh tế - xã hội", en: "Economy and society" },
  territory: { vi: "Đơn vị, địa giới", en: "Units and territory" },
} as const satisfies Record<string, Bilingual>;
export type Theme = keyof typeof themes;

const bilingual = Type.Object(
  { vi: Type.String({ minLength: 1, maxLength: 4000 }), en: Type.String({ maxLength: 4000 }) },
  { additionalProperties: false },
);
const optionalBilingual = Type.Object(
  { vi: Type.String({ maxLength: 4000 }), en: Type.String({ maxLength: 4000 }) },
  { additionalProperties: false },
);
export const datasetName = Type.String({
  pattern: "^[a-z][a-z0-9_]{2,62}$",
  description: "Name in addresses and SQL: lower-case letters without marks, digits and _.",
});
export const columnName = Type.String({ pattern: "^[a-z][a-z0-9_]{0,62}$" });
const access = Type.Enum(["open", "city", "agency"], {
  description: "open = everyone, city = every agency of the city, agency = the owner and those it grants.",
});

export const newDataset = Type.Object(
  {
    name: Type.Optional(datasetName),
    title: bilingual,
    description: Type.Optional(optionalBilingual),
    theme: Type.Enum(Object.keys(themes) as Theme[]),
    tags: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 30 })),
    agencyCode: Type.String({ minLength: 1, maxLength: 30 }),
    access: Type.Optional(Type.Enum(["city", "agency"])),
    licence: Type.Optional(Type.String({ maxLength: 60 })),
    source: Type.Optional(optionalBilingual),
    updateEvery: Type.Optional(
      Type.Union([Type.String({ pattern: "^P(T?\\d+[YMWDH])+$", maxLength: 20 }), Type.Null()]),
    ),
    key: Type.Optional(Type.Array(columnName, { maxItems: 8 })),
  },
  { additionalProperties: false },
);
export type NewDataset = Static<typeof newDataset>;

export const datasetChange = Type.Partial(
  Type.Object({
    title: bilingual,
    description: optionalBilingual,
    theme: Type.Enum(Object.keys(themes) as Theme[]),
    tags: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 30 }),
    licence: Type.String({ maxLength: 60 }),
    source: optionalBilingual,
    updateEvery: Type.Union([Type.String({ pattern: "^P(T?\\d+[YMWDH])+$", maxLength: 20 }), Type.Null()]),
    key: Type.Array(columnName, { maxItems: 8 }),
    /** Only between `city` and `agency`: opening and closing go through the release gate. */
    access: Type.Enum(["city", "agency"]),
    retention: Type.Object(
      {
        keepVersions: Type.Integer({
          minimum: 1,
          maximum: 1000,
          description: "Versions kept ready to query.",
        }),
        keepDays: Type.Union([Type.Integer({ minimum: 1, maximum: 36_500 }), Type.Null()], {
          description: "Files of older versions are deleted after this many days; null = never.",
        }),
      },
      { additionalProperties: false },
    ),
  }),
  { additionalProperties: false },
);
export type DatasetChange = Static<typeof datasetChange>;

export const datasetsQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 200, description: "Words, with or without marks." })),
  theme: Type.Optional(Type.String({ maxLength: 40 })),
  agency: Type.Optional(Type.String({ maxLength: 30 })),
  access: Type.Optional(access),
  tag: Type.Optional(Type.String({ maxLength: 60 })),
  kind: Type.Optional(Type.Enum(["table", "live", "query"])),
  simulated: Type.Optional(Type.Boolean()),
  sort: Type.Optional(Type.Enum(["relevance", "title", "updated", "rows", "quality"])),
  ...pageQuery,
});
export type DatasetsQuery = Static<typeof datasetsQuery>;

/** One column with its dictionary entry. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** The heading in the file it came from. */
  readonly sourceName: string;
  readonly label: Bilingual;
  readonly description: Bilingual;
  readonly unit: string | null;
  readonly codes: readonly { readonly code: string; readonly label: Bilingual }[];
  /** Entry of the shared dictionary. */
  readonly term: string | null;
  readonly class: ColumnClass;
  readonly classStatus: "unknown" | "proposed" | "confirmed";
  /** How the asking person sees it: `clear`, or the mask. */
  readonly shown: Mask;
}

/** What is done to a value before it is shown. `clear` = nothing, `hidden` = the column is not there. */
export const masks = ["clear", "partial", "hash", "generalise", "redact", "hidden"] as const;
export type Mask = (typeof masks)[number];

export const columnsInput = Type.Object(
  {
    columns: Type.Array(
      Type.Object(
        {
          name: columnName,
          label: Type.Optional(optionalBilingual),
          description: Type.Optional(optionalBilingual),
          unit: Type.Optional(Type.Union([Type.String({ maxLength: 40 }), Type.Null()])),
          term: Type.Optional(Type.Union([Type.String({ maxLength: 60 }), Type.Null()])),
          codes: Type.Optional(
            Type.Array(
              Type.Object(
                { code: Type.String({ maxLength: 200 }), label: optionalBilingual },
                { additionalProperties: false },
              ),
              { maxItems: 2000 },
            ),
          ),
          /** A type set by a person holds for the next loads; cells that do not fit are quarantined. */
          type: Type.Optional(Type.Enum([...columnTypes])),
        },
        { additionalProperties: false },
      ),
      { maxItems: 1000 },
    ),
  },
  { additionalProperties: false },
);
export type ColumnsInput = Static<typeof columnsInput>;

export interface DatasetCard {
  readonly name: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  readonly theme: Theme;
  readonly tags: readonly string[];
  readonly agency: { readonly code: string; readonly name: Bilingual };
  readonly access: "open" | "city" | "agency";
  readonly kind: "table" | "live" | "query";
  readonly simulated: boolean;
  readonly licence: string;
  readonly source: Bilingual;
  readonly updateEvery: string | null;
  readonly rowCount: number | null;
  readonly columnCount: number;
  readonly spatial: boolean;
  readonly version: number | null;
  /** Time of the current version. */
  readonly updatedAt: string | null;
  readonly overdue: boolean;
  /** 0–100, null = not measured. */
  readonly qualityScore: number | null;
  /** Why it was found: words of columns or description, for a search. */
  readonly matched?: readonly {
    readonly where: "title" | "name" | "tag" | "column" | "description";
    readonly text: string;
  }[];
}

export interface Facet {
  readonly value: string;
  readonly label: Bilingual;
  readonly count: number;
}

export interface DatasetList {
  readonly items: readonly DatasetCard[];
  readonly nextCursor: string | null;
  readonly total: number;
  readonly facets: Readonly<Record<"theme" | "agency" | "access" | "kind" | "tag", readonly Facet[]>>;
}

export interface Dataset extends DatasetCard {
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  readonly retention: { readonly keepVersions: number; readonly keepDays: number | null };
  readonly createdAt: string;
  /** Rows restricted for the asking person, in words, or null. */
  readonly rowNotice: Bilingual | null;
  readonly may: Readonly<
    Record<
      | "edit"
      | "load"
      | "publish"
      | "setQuality"
      | "confirmClass"
      | "setAccess"
      | "proposeRelease"
      | "approveRelease"
      | "readLog"
      | "seeClear",
      boolean
    >
  >;
  /** Purposes the person may state to see what is masked. */
  readonly purposes: readonly { readonly code: string; readonly label: Bilingual }[];
  /** The version waiting for publication, if any. */
  readonly pending: Version | null;
}

export interface Version {
  readonly number: number;
  readonly state: "draft" | "published" | "withdrawn";
  readonly createdAt: string;
  readonly author: string;
  readonly source: string;
  readonly note: string;
  readonly rowCount: number;
  readonly contentHash: string;
  readonly parquet: { readonly hash: string; readonly bytes: number } | null;
  readonly publishedAt: string | null;
  readonly current: boolean;
  /** `ready` = in the engine, `archived` = restored from its file when asked for, `deleted` = by the retention rule. */
  readonly storage: "ready" | "archived" | "deleted";
  readonly schemaChanges: readonly SchemaChange[];
  readonly loadId: string | null;
  readonly qualityScore: number | null;
  /** Why it was not published by itself. */
  readonly heldBack: Bilingual | null;
}

export type SchemaChange =
  | { readonly kind: "added" | "removed"; readonly column: string; readonly type: ColumnType }
  | {
      readonly kind: "type";
      readonly column: string;
      readonly before: ColumnType;
      readonly after: ColumnType;
    };

export interface Diff {
  readonly from: number;
  readonly to: number;
  readonly key: readonly string[];
  /** Without a key, whole rows are compared and `changed` is 0. */
  readonly counts: {
    readonly added: number;
    readonly removed: number;
    readonly changed: number;
    readonly same: number;
  };
  readonly columns: readonly { readonly name: string; readonly type: ColumnType; readonly changes: number }[];
  readonly rows: readonly {
    readonly kind: "added" | "removed" | "changed";
    readonly key: readonly Cell[];
    readonly before: readonly Cell[] | null;
    readonly after: readonly Cell[] | null;
  }[];
  readonly nextCursor: string | null;
}

/** Integers beyond 2^53 come as text. */
export type Cell = string | number | boolean | null;

export interface Profile {
  readonly version: number | null;
  readonly rowCount: number;
  readonly columns: readonly ColumnProfile[];
}

/** Of a masked column only what the mask leaves is filled in. */
export interface ColumnProfile {
  readonly name: string;
  readonly type: ColumnType;
  readonly shown: Mask;
  readonly nulls: number;
  readonly distinct: number | null;
  readonly min: Cell;
  readonly max: Cell;
  readonly mean: number | null;
  /** 1, 5, 25, 50, 75, 95, 99 %. */
  readonly quantiles: readonly number[] | null;
  readonly histogram:
    | readonly { readonly from: number | string; readonly to: number | string; readonly count: number }[]
    | null;
  readonly top: readonly { readonly value: Cell; readonly count: number }[] | null;
  readonly examples: readonly Cell[];
}

export const accessInput = Type.Object(
  {
    grants: Type.Array(
      Type.Object(
        {
          agencyCode: Type.String({ maxLength: 30 }),
          until: Type.Union([Type.String({ format: "date" }), Type.Null()]),
          purpose: Type.String({ minLength: 1, maxLength: 40 }),
          /** Columns the agency sees as the owner does; others stay masked. */
          clearColumns: Type.Array(columnName, { maxItems: 200 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 500 },
    ),
    columns: Type.Array(
      Type.Object(
        {
          name: columnName,
          /** Mask for those who may not see it clear; absent = by the class of the column. */
          mask: Type.Optional(Type.Enum([...masks])),
        },
        { additionalProperties: false },
      ),
      { maxItems: 1000 },
    ),
    rows: Type.Array(
      Type.Object(
        { column: columnName, by: Type.Enum(["agency", "territory"]) },
        { additionalProperties: false },
      ),
      { maxItems: 4 },
    ),
  },
  { additionalProperties: false },
);
export type AccessInput = Static<typeof accessInput>;

export interface AccessView extends AccessInput {
  readonly access: "open" | "city" | "agency";
  readonly classes: readonly {
    readonly column: string;
    readonly class: ColumnClass;
    readonly mask: Record<"public" | "city" | "analyst" | "owner", Mask>;
  }[];
}

export const classDecision = Type.Object(
  {
    column: columnName,
    class: Type.Enum([...columnClasses]),
  },
  { additionalProperties: false },
);

export interface ClassificationView {
  readonly columns: readonly {
    readonly name: string;
    readonly class: ColumnClass;
    readonly status: "unknown" | "proposed" | "confirmed";
    readonly decidedBy: string | null;
    readonly decidedAt: string | null;
    readonly proposals: readonly {
      readonly class: ColumnClass;
      readonly confidence: number;
      readonly evidence: readonly Bilingual[];
    }[];
  }[];
}
