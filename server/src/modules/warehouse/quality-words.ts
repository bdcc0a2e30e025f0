/** Quality rules in words, and what makes one invalid. */
import type { Bilingual } from "../../kernel/errors.ts";
import type { RuleDefinition } from "./column-types.ts";

/** What a rule asks for, as a sentence. */
export function ruleWords(rule: RuleDefinition): Bilingual {
  switch (rule.kind) {
    case "not_null": {
      const share = rule.mostShare ? ` (${rule.mostShare * 100} %)` : "";
      return {
        vi: `${rule.column} không được trống${share}`,
        en: `${rule.column} must not be empty${share}`,
      };
    }
    case "unique":
      return {
        vi: `${rule.columns.join(" + ")} không trùng lặp`,
        en: `${rule.columns.join(" + ")} must be unique`,
      };
    case "accepted_values": {
      const shown = rule.values.slice(0, 6).join(", ") + (rule.values.length > 6 ? "…" : "");
      return { vi: `${rule.column} chỉ nhận: ${shown}`, en: `${rule.column} must be one of: ${shown}` };
    }
    case "range":
      return {
        vi: `${rule.column} trong khoảng ${rule.least ?? "…"} – ${rule.most ?? "…"}`,
        en: `${rule.column} between ${rule.least ?? "…"} and ${rule.most ?? "…"}`,
      };
    case "regex":
      return { vi: `${rule.column} đúng mẫu ${rule.pattern}`, en: `${rule.column} matches ${rule.pattern}` };
    case "relationships":
      return {
        vi: `${rule.column} phải có trong ${rule.toDataset}.${rule.toColumn}`,
        en: `${rule.column} must exist in ${rule.toDataset}.${rule.toColumn}`,
      };
    case "freshness":
      return {
        vi: `${rule.column ?? "bản mới"} không cũ quá ${rule.mostHours} giờ`,
        en: `${rule.column ?? "the version"} is at most ${rule.mostHours} hours old`,
      };
    case "row_count":
      return {
        vi: `số dòng ${rule.least ?? 0} – ${rule.most ?? "…"}${rule.mostChangeShare === undefined ? "" : `, đổi không quá ${rule.mostChangeShare * 100} %`}`,
        en: `row count ${rule.least ?? 0} to ${rule.most ?? "…"}${rule.mostChangeShare === undefined ? "" : `, changed by at most ${rule.mostChangeShare * 100} %`}`,
      };
    case "distribution_drift":
      return {
        vi: `phân bố của ${rule.column} không lệch quá PSI ${rule.mostPsi}`,
        en: `distribution of ${rule.column} within PSI ${rule.mostPsi}`,
      };
  }
}

const isText = (value: unknown, most = 200): value is string =>
  typeof value === "string" && value.length > 0 && value.length <= most;
const isShare = (value: unknown) =>
  value === undefined || (typeof value === "number" && value >= 0 && value <= 1);
const isCount = (value: unknown) =>
  value === undefined || (typeof value === "number" && Number.isFinite(value) && value >= 0);
const isBound = (value: unknown) => value === undefined || typeof value === "number" || isText(value, 40);

/** What is wrong with a rule as sent, or null. Patterns are RE2: they run in linear time. */
export function ruleProblem(rule: RuleDefinition): Bilingual | null {
  const columns =
    "columns" in rule ? rule.columns : "column" in rule && rule.column !== undefined ? [rule.column] : [];
  if (!Array.isArray(columns) || columns.some((name) => !isText(name, 63)))
    return { vi: "thiếu tên cột", en: "a column name is missing" };
  const ok = (() => {
    switch (rule.kind) {
      case "not_null":
        return isShare(rule.mostShare);
      case "unique":
        return columns.length > 0 && columns.length <= 8;
      case "accepted_values":
        return (
          Array.isArray(rule.values) &&
          rule.values.length > 0 &&
          rule.values.length <= 5_000 &&
          rule.values.every((v) => typeof v === "string")
        );
      case "range":
        return (
          (rule.least !== undefined || rule.most !== undefined) && isBound(rule.least) && isBound(rule.most)
        );
      case "regex":
        return isText(rule.pattern, 500);
      case "relationships":
        return isText(rule.toDataset, 63) && isText(rule.toColumn, 63);
      case "freshness":
        return typeof rule.mostHours === "number" && rule.mostHours > 0;
      case "row_count":
        return isCount(rule.least) && isCount(rule.most) && isCount(rule.mostChangeShare);
      case "distribution_drift":
        return typeof rule.mostPsi === "number" && rule.mostPsi > 0;
      default:
        return false;
    }
  })();
  return ok ? null : { vi: "tham số chưa đúng", en: "its parameters are not valid" };
}

export const skippedWords: Record<string, Bilingual> = {
  "column-missing": { vi: "không có cột này trong bản", en: "the column is not in this version" },
  "no-version-before": {
    vi: "chưa có bản trước để so sánh",
    en: "there is no version before to compare with",
  },
  "dataset-missing": { vi: "không có bộ dữ liệu đối chiếu", en: "the other dataset is not there" },
  "wrong-type": { vi: "kiểu cột không hợp với quy tắc", en: "the column's type does not suit the rule" },
};
