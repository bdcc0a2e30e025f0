/** Short ways to write dictionaries and rows of the datasets that sectors bring along. */
import type { Bilingual } from "../kernel/errors.ts";
import type { ColumnType } from "../modules/warehouse/column-types.ts";
import type { ColumnDefinition, DatasetDefinition } from "../modules/warehouse/sector.ts";

export type Row = readonly (string | null)[];

/** `"tiếng Việt | English"` as a bilingual text. */
export function both(text: string): Bilingual {
  const [vi = "", en = ""] = text.split(" | ");
  return { vi, en };
}

/** A column; label and description are written `"tiếng Việt | English"`. */
export function column(
  name: string,
  type: ColumnType,
  words: readonly [label: string, description: string],
  more: Partial<ColumnDefinition> = {},
): ColumnDefinition {
  return { name, type, label: both(words[0]), description: both(words[1]), class: "none", ...more };
}

/** A column of codes; each code is written `"code | tiếng Việt | English"`. */
export function codeColumn(
  name: string,
  words: readonly [label: string, description: string],
  list: readonly string[],
): ColumnDefinition {
  return column(name, "text", words, {
    codes: list.map((line) => {
      const [code = "", vi = "", en = ""] = line.split(" | ");
      return { code, label: { vi, en } };
    }),
  });
}

/** Code of a commune-level unit since 1 July 2025. */
export const unitColumn = column(
  "unit_code",
  "text",
  [
    "Mã phường, xã, đặc khu | Code of the ward, commune or special zone",
    "Mã đơn vị hành chính cấp xã có hiệu lực từ 01/7/2025. | Code of the commune-level unit valid since 1 July 2025.",
  ],
  { term: "unit-code" },
);

/** Code of an agency. */
export const agencyColumn = column(
  "agency_code",
  "text",
  ["Mã cơ quan | Agency code", "Mã làm việc của cơ quan phụ trách. | Working code of the agency in charge."],
  { term: "agency-code" },
);

/** First day of the month a figure belongs to. */
export const monthColumn = column(
  "month",
  "date",
  [
    "Tháng | Month",
    "Ngày đầu của tháng mà số liệu thuộc về. | First day of the month the figure belongs to.",
  ],
  { term: "date" },
);

export const dateColumn = column(
  "date",
  "date",
  ["Ngày | Date", "Ngày theo giờ Thành phố (UTC+7). | Date on the city's clock (UTC+7)."],
  { term: "date" },
);

/** Longitude and latitude in degrees, WGS 84. */
export const positionColumns: readonly ColumnDefinition[] = [
  column(
    "lon",
    "number",
    ["Kinh độ | Longitude", "Kinh độ WGS 84, vị trí mô phỏng. | Longitude on WGS 84, an invented position."],
    { unit: "°", term: "longitude" },
  ),
  column(
    "lat",
    "number",
    ["Vĩ độ | Latitude", "Vĩ độ WGS 84, vị trí mô phỏng. | Latitude on WGS 84, an invented position."],
    { unit: "°", term: "latitude" },
  ),
];

type Simulated = Omit<DatasetDefinition, "title" | "description" | "source" | "simulated" | "licence"> & {
  readonly title: string;
  readonly description: string;
};

/** A dataset of the simulated city; texts are written `"tiếng Việt | English"`. */
export function simulated(definition: Simulated): DatasetDefinition {
  return {
    ...definition,
    title: both(definition.title),
    description: both(definition.description),
    source: SIMULATED,
    simulated: true,
    licence: "CC0-1.0",
  };
}

/** Writes cells as a file would hold them. */
export function cells(...values: readonly (string | number | boolean | null)[]): Row {
  return values.map((value) => (value === null ? null : String(value)));
}

/** Rounds to a number of decimals, without noise such as 0.30000000000000004. */
export function round(value: number, decimals = 0): number {
  return Number(value.toFixed(decimals));
}

const SIMULATED: Bilingual = {
  vi: "Dữ liệu mô phỏng của thành phố mẫu Dothi, tính từ chương trình; không phải số liệu thật.",
  en: "Simulated data of the Dothi demo city, computed by the program; no real figures.",
};
