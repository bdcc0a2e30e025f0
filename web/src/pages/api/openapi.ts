/** A JSON schema, as far as this reader shows it. */
export type Schema = {
  type?: string | string[];
  description?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
};

type Content = Record<string, { schema?: Schema }>;

/** A parameter of an operation. */
export type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
};

type RawOperation = {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content?: Content };
  responses?: Record<string, { description?: string; content?: Content }>;
};

/** What `/openapi.json` gives, as far as it is read here. */
export type OpenApi = {
  info: { title: string; version: string };
  paths: Record<string, Record<string, RawOperation>>;
};

/** One operation, ready to be shown. */
export type Operation = {
  id: string;
  tag: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  parameters: Parameter[];
  body: { type: string; schema: Schema | undefined } | undefined;
  answers: { status: string; description: string; type: string; schema: Schema | undefined }[];
};

/** One member of a schema: its path from the top, its type in a few words. */
export type Member = { name: string; type: string; required: boolean; note: string };

const METHODS = ["get", "post", "put", "patch", "delete"];

/** Every operation of a description, in its order. */
export function operationsOf(api: OpenApi): Operation[] {
  return Object.entries(api.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const raw = methods[method];
      return raw ? [operationOf(path, method, raw)] : [];
    }),
  );
}

function operationOf(path: string, method: string, raw: RawOperation): Operation {
  const [bodyType, body] = firstContent(raw.requestBody?.content);
  return {
    id: `${method}-${path.replace(/[^a-zA-Z0-9]+/g, "-").replace(/^-|-$/g, "")}`,
    tag: raw.tags?.[0] ?? "other",
    method: method.toUpperCase(),
    path,
    summary: raw.summary ?? path,
    description: raw.description ?? "",
    parameters: raw.parameters ?? [],
    body: raw.requestBody ? { type: bodyType, schema: body } : undefined,
    answers: Object.entries(raw.responses ?? {}).map(([status, answer]) => {
      const [type, schema] = firstContent(answer.content);
      const description = answer.description === "Default Response" ? "" : (answer.description ?? "");
      return { status, description, type, schema };
    }),
  };
}

function firstContent(content: Content | undefined): [string, Schema | undefined] {
  const [first] = Object.entries(content ?? {});
  return first ? [first[0], first[1].schema] : ["", undefined];
}

/** Operations by tag that hold every word asked for, in the order of the description. */
export function groupOperations(operations: readonly Operation[], text: string): [string, Operation[]][] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = operations.filter((operation) => {
    const own = `${operation.tag} ${operation.method} ${operation.path} ${operation.summary} ${operation.description} ${operation.parameters.map(({ name }) => name).join(" ")}`;
    return words.every((word) => own.toLowerCase().includes(word));
  });
  return [...Map.groupBy(found, (operation) => operation.tag)];
}

/** A schema's type in a few words: `string (date)`, `number[]`, `"a" | "b"`. */
export function typeText(schema: Schema | undefined): string {
  if (!schema) return "";
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeText))].join(" | ");
  if (schema.type === "array") {
    const item = typeText(schema.items) || "any";
    return item.includes(" | ") ? `(${item})[]` : `${item}[]`;
  }
  const type = Array.isArray(schema.type)
    ? schema.type.join(" | ")
    : (schema.type ?? (schema.properties ? "object" : "any"));
  return schema.format ? `${type} (${schema.format})` : type;
}

/** A schema's bounds, default and words in one line. */
export function noteText(schema: Schema | undefined): string {
  if (!schema) return "";
  const bounds = [
    range(schema.minimum, schema.maximum, ""),
    range(schema.minLength, schema.maxLength, " chars"),
    schema.pattern ? `/${schema.pattern}/` : "",
    schema.default === undefined ? "" : `default ${JSON.stringify(schema.default)}`,
  ];
  return [schema.description ?? "", ...bounds].filter(Boolean).join(" · ");
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  if (least === undefined && most === undefined) return "";
  return `${least ?? "…"}–${most ?? "…"}${unit}`;
}

const DEEPEST = 3;

/** The members of an object or of the items of a list, nested ones by their path, three deep. */
export function membersOf(schema: Schema | undefined, prefix = "", depth = 0): Member[] {
  if (!schema || depth > DEEPEST) return [];
  if (schema.type === "array") return membersOf(schema.items, `${prefix}[]`, depth);
  const choice = (schema.anyOf ?? schema.oneOf)?.find((one) => one.properties || one.type === "array");
  if (choice) return membersOf(choice, prefix, depth);
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const path = prefix ? `${prefix}.${name}` : name;
    const own = {
      name: path,
      type: typeText(member),
      required: schema.required?.includes(name) ?? false,
      note: noteText(member),
    };
    return [own, ...membersOf(member, path, depth + 1)];
  });
}

/** An example value of a schema, enough for a first call. */
export function exampleOf(schema: Schema | undefined): unknown {
  if (!schema) return null;
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = (schema.anyOf ?? schema.oneOf)?.[0];
  if (choice) return exampleOf(choice);
  if (schema.properties) {
    const required = schema.required ?? Object.keys(schema.properties);
    return Object.fromEntries(required.map((name) => [name, exampleOf(schema.properties?.[name])]));
  }
  if (schema.type === "array") return [exampleOf(schema.items)];
  if (schema.type === "integer" || schema.type === "number") return Math.max(1, schema.minimum ?? 1);
  if (schema.type === "boolean") return true;
  return schema.format === "date-time"
    ? "2026-01-01T00:00:00+07:00"
    : schema.format === "date"
      ? "2026-01-01"
      : "…";
}

/** A command that calls an operation; changes carry a token to be put in. */
export function curlOf(operation: Operation, origin: string): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => `<${name}>`);
  const query = operation.parameters
    .filter((parameter) => parameter.in === "query" && parameter.required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(schema)))}`)
    .join("&");
  const lines = [
    `curl ${operation.method === "GET" ? "" : `-X ${operation.method} `}'${origin}${path}${query ? `?${query}` : ""}'`,
  ];
  if (operation.method !== "GET") lines.push("-H 'Authorization: Bearer <token>'");
  if (operation.body) {
    lines.push(`-H 'Content-Type: ${operation.body.type || "application/json"}'`);
    lines.push(`-d '${JSON.stringify(exampleOf(operation.body.schema))}'`);
  }
  return lines.join(" \\\n  ");
}
