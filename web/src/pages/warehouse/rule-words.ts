import type { RuleDefinition, RuleKind } from "./types-use.ts";

/** Kinds of rules in the order offered. */
export const RULE_KINDS = [
  "not_null",
  "unique",
  "range",
  "accepted_values",
  "regex",
  "relationships",
  "freshness",
  "row_count",
  "distribution_drift",
] as const satisfies readonly RuleKind[];

/** What the form of a rule holds, all as typed. */
export type RuleDraft = {
  kind: RuleKind;
  severity: "error" | "warning";
  column: string;
  columns: readonly string[];
  values: string;
  least: string;
  most: string;
  pattern: string;
  toDataset: string;
  toColumn: string;
};

/** An empty form of a kind, beginning with a column. */
export function emptyRule(kind: RuleKind, column: string): RuleDraft {
  return {
    kind,
    severity: "error",
    column,
    columns: column ? [column] : [],
    values: "",
    least: "",
    most: kind === "freshness" ? "24" : kind === "distribution_drift" ? "0,2" : "",
    pattern: "",
    toDataset: "",
    toColumn: "",
  };
}

/** The rule that a form describes, or undefined while something is missing. Ends of a range on dates stay text. */
export function ruleOf(draft: RuleDraft, dates: boolean): RuleDefinition | undefined {
  const { kind, severity, column, columns, pattern, toDataset, toColumn } = draft;
  switch (kind) {
    case "not_null":
      return column ? { kind, severity, column } : undefined;
    case "unique":
      return columns.length > 0 ? { kind, severity, columns } : undefined;
    case "accepted_values": {
      const values = draft.values.split("\n").flatMap((line) => line.trim() || []);
      return column && values.length > 0 ? { kind, severity, column, values } : undefined;
    }
    case "regex":
      return column && pattern ? { kind, severity, column, pattern } : undefined;
    case "relationships":
      return column && toDataset && toColumn ? { kind, severity, column, toDataset, toColumn } : undefined;
    default:
      return limitOf(draft, kind, dates);
  }
}

/** Rules whose form has one limit or two. */
function limitOf(
  { severity, column, ...typed }: RuleDraft,
  kind: "range" | "freshness" | "row_count" | "distribution_drift",
  dates: boolean,
): RuleDefinition | undefined {
  if (kind === "range") {
    const limits = ends(endOf(typed.least, dates), endOf(typed.most, dates));
    return column && Object.keys(limits).length > 0 ? { kind, severity, column, ...limits } : undefined;
  }
  const most = numberOf(typed.most);
  if (kind === "row_count") {
    const limits = ends(numberOf(typed.least), most);
    return Object.keys(limits).length > 0 ? { kind, severity, ...limits } : undefined;
  }
  if (most === undefined) return undefined;
  if (kind === "freshness") return { kind, severity, mostHours: most, ...(column ? { column } : {}) };
  return column ? { kind, severity, column, mostPsi: most } : undefined;
}

/** Whether two rules ask the same, whatever their severity. */
export function sameRule(a: RuleDefinition, b: RuleDefinition): boolean {
  const { severity: _a, ...first } = a;
  const { severity: _b, ...second } = b;
  return JSON.stringify(sorted(first)) === JSON.stringify(sorted(second));
}

function sorted(value: object): unknown {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

function endOf(text: string, asText: boolean): number | string | undefined {
  return asText ? text.trim() || undefined : numberOf(text);
}

function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  const value = Number(trimmed.replace(",", "."));
  return trimmed === "" || Number.isNaN(value) ? undefined : value;
}

function ends<T>(least: T | undefined, most: T | undefined): { least?: T; most?: T } {
  return { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) };
}
