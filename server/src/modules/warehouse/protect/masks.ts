/** What is done to a value of each class for each audience. A table that a lawyer could read. */
import type { Bilingual } from "../../../kernel/errors.ts";
import type { ColumnClass } from "../column-types.ts";
import type { Mask } from "../schema/datasets.ts";

/**
 * Who looks. `public` = anyone; `city` = staff of another agency; `analyst` = analysts, who join data by keyed hashes;
 * `owner` = staff of the owner agency without a stated purpose. With a stated purpose, owner and granted agencies see clear.
 */
export type Audience = "public" | "city" | "analyst" | "owner";

type Row = Readonly<Record<Audience, Mask>>;

const identifier: Row = { public: "redact", city: "partial", analyst: "hash", owner: "partial" };
const open: Row = { public: "clear", city: "clear", analyst: "clear", owner: "clear" };
const blurred: Row = { public: "redact", city: "generalise", analyst: "generalise", owner: "generalise" };
const closed: Row = { public: "redact", city: "redact", analyst: "redact", owner: "redact" };

export const masksByClass: Readonly<Record<ColumnClass, Row>> = {
  none: open,
  "citizen-id": identifier,
  "old-id": identifier,
  "tax-code": identifier,
  "social-insurance": identifier,
  "health-insurance": identifier,
  phone: identifier,
  email: identifier,
  plate: identifier,
  passport: identifier,
  "person-name": identifier,
  address: blurred,
  "birth-date": blurred,
  location: blurred,
  health: closed,
  sensitive: closed,
};

/** Purposes that a person may state; the statement is logged with what was read. */
export const purposes: readonly { readonly code: string; readonly label: Bilingual }[] = [
  { code: "case-processing", label: { vi: "Giải quyết hồ sơ, phản ánh", en: "Processing a case" } },
  { code: "inspection", label: { vi: "Thanh tra, kiểm tra", en: "Inspection" } },
  { code: "statistics", label: { vi: "Thống kê nhà nước", en: "Official statistics" } },
  { code: "public-health", label: { vi: "Phòng chống dịch", en: "Public health" } },
  { code: "data-quality", label: { vi: "Kiểm tra chất lượng dữ liệu", en: "Checking data quality" } },
  { code: "emergency", label: { vi: "Ứng phó khẩn cấp", en: "Emergency response" } },
];
