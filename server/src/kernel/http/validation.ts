/** What the validator found, in words: which field, which value, what to do, in both languages. */
import type { Bilingual, FieldProblem } from "../errors.ts";

export interface ValidationIssue {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

type Say = (params: Readonly<Record<string, unknown>>) => Bilingual;

const typeNames: Record<string, Bilingual> = {
  string: { vi: "văn bản", en: "text" },
  number: { vi: "số", en: "a number" },
  integer: { vi: "số nguyên", en: "a whole number" },
  boolean: { vi: "true hoặc false", en: "true or false" },
  array: { vi: "danh sách", en: "a list" },
  object: { vi: "đối tượng", en: "an object" },
  null: { vi: "null", en: "null" },
};

const sayings: Record<string, Say> = {
  required: (p) => ({
    vi: `thiếu trường “${p.missingProperty}”: hãy thêm vào`,
    en: `"${p.missingProperty}" is missing: add it`,
  }),
  type: (p) => {
    const names = [p.type].flat().map((t) => typeNames[String(t)] ?? { vi: String(t), en: String(t) });
    return {
      vi: `phải là ${names.map((n) => n.vi).join(" hoặc ")}`,
      en: `must be ${names.map((n) => n.en).join(" or ")}`,
    };
  },
  additionalProperties: (p) => ({
    vi: `không có trường “${p.additionalProperty}”: hãy bỏ đi hoặc sửa tên`,
    en: `there is no field "${p.additionalProperty}": remove it or correct its name`,
  }),
  enum: (p) => ({
    vi: `phải là một trong: ${list(p.allowedValues)}`,
    en: `must be one of: ${list(p.allowedValues)}`,
  }),
  const: (p) => ({
    vi: `phải là ${JSON.stringify(p.allowedValue)}`,
    en: `must be ${JSON.stringify(p.allowedValue)}`,
  }),
  minimum: (p) => ({ vi: `phải từ ${p.limit} trở lên`, en: `must be ${p.limit} or more` }),
  maximum: (p) => ({ vi: `phải từ ${p.limit} trở xuống`, en: `must be ${p.limit} or less` }),
  exclusiveMinimum: (p) => ({ vi: `phải lớn hơn ${p.limit}`, en: `must be more than ${p.limit}` }),
  minLength: (p) => ({
    vi: `phải có ít nhất ${p.limit} ký tự`,
    en: `must have at least ${p.limit} characters`,
  }),
  maxLength: (p) => ({
    vi: `không được quá ${p.limit} ký tự`,
    en: `must have at most ${p.limit} characters`,
  }),
  minItems: (p) => ({ vi: `phải có ít nhất ${p.limit} mục`, en: `must have at least ${p.limit} items` }),
  maxItems: (p) => ({ vi: `không được quá ${p.limit} mục`, en: `must have at most ${p.limit} items` }),
  pattern: (p) => ({ vi: `không đúng mẫu ${p.pattern}`, en: `does not match ${p.pattern}` }),
  format: (p) => ({ vi: `không đúng dạng ${p.format}`, en: `is not in the form ${p.format}` }),
  anyOf: () => ({ vi: "không khớp dạng nào được nhận", en: "matches none of the accepted forms" }),
};

/** Turns one issue of the validator into a problem; `value` is what stood at that place. */
export function problemOfIssue(issue: ValidationIssue, where: string, source: unknown): FieldProblem {
  const say = sayings[issue.keyword];
  const fallback = issue.message ?? issue.keyword;
  return {
    path: `${where}${issue.instancePath}`,
    ...valueShown(source, issue),
    message: say ? say(issue.params) : { vi: fallback, en: fallback },
  };
}

/** Values of such fields are never repeated, wherever they stand. */
export function isSecretField(name: string): boolean {
  return /password|secret|token/i.test(name);
}

/** The value at the place, unless the problem is about a field that is not there, or about a secret. */
function valueShown(source: unknown, issue: ValidationIssue): { value?: unknown } {
  const aboutObject = issue.keyword === "required" || issue.keyword === "additionalProperties";
  if (aboutObject || isSecretField(issue.instancePath)) return {};
  return { value: valueAt(source, issue.instancePath) };
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.join(", ") : String(values);
}

function valueAt(source: unknown, pointer: string): unknown {
  let value: unknown = source;
  for (const part of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[part.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return value;
}
