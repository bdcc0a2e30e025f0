/** Data Package v2 descriptors (`datapackage.json`). */
import type { TableSchema } from "./types.ts";

/** Profile address of a package. */
export const DATA_PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json";
/** Profile address of a resource. */
export const DATA_RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json";

/** A licence: `name` of the Open Definition or an address is needed. */
export interface License {
  readonly name?: string;
  readonly path?: string;
  readonly title?: string;
}

/** Where data comes from. */
export interface Source {
  readonly title?: string;
  readonly path?: string;
  readonly email?: string;
  readonly version?: string;
}

/** A file of a package. */
export interface ResourceInput {
  /** Made from it: lower-case letters, digits, `.`, `-`, `_`. */
  readonly name: string;
  readonly path: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  /** File ending such as `csv` or `parquet`. */
  readonly format?: string;
  readonly mediatype?: string;
  readonly encoding?: string;
  readonly bytes?: number;
  /** 64 hexadecimal digits; written as `sha256:…`. */
  readonly sha256?: string;
  readonly schema?: TableSchema;
  /** Table dialect descriptor, e.g. `{ delimiter: ";" }`. */
  readonly dialect?: Readonly<Record<string, unknown>>;
  readonly sources?: readonly Source[];
  readonly licenses?: readonly License[];
}

/** A package. */
export interface PackageInput {
  readonly name: string;
  readonly id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly homepage?: string;
  readonly version?: string;
  /** RFC 3339 with a zone. */
  readonly created?: string;
  readonly keywords?: readonly string[];
  readonly licenses?: readonly License[];
  readonly sources?: readonly Source[];
  readonly contributors?: readonly { readonly title: string; readonly roles?: readonly string[] }[];
  readonly resources: readonly ResourceInput[];
}

/** A descriptor, ready for `JSON.stringify`. */
export type Descriptor = Readonly<Record<string, unknown>>;

/** A name in the characters that the standard recommends, marks taken off; "data" when nothing is left. */
export function descriptorName(text: string): string {
  const plain = text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/đ/gi, "d")
    .toLowerCase();
  const name = plain.replace(/[^a-z0-9._]+/g, "-").slice(0, 200);
  let [start, end] = [0, name.length];
  while (name[start] === "-") start++;
  while (end > start && name[end - 1] === "-") end--;
  return name.slice(start, end) || "data";
}

/**
 * A resource, `type: "table"` when it has a schema. Throws RangeError for a path that is absolute or climbs out of the
 * package, and for a hash that is none.
 */
export function resourceDescriptor(input: ResourceInput): Descriptor {
  const { name, path, schema, sha256, ...rest } = input;
  for (const one of typeof path === "string" ? [path] : path) checkPath(one);
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/i.test(sha256))
    throw new RangeError("not a SHA-256 in hexadecimal");
  return {
    $schema: DATA_RESOURCE_PROFILE,
    name: descriptorName(name),
    path,
    ...(schema !== undefined && { type: "table" }),
    ...defined(rest),
    ...(sha256 !== undefined && { hash: `sha256:${sha256.toLowerCase()}` }),
    ...(schema !== undefined && { schema }),
  };
}

/** A package. Resources that would share a name are numbered. Throws RangeError as `resourceDescriptor` and without resources. */
export function packageDescriptor(input: PackageInput): Descriptor {
  const { name, resources, ...rest } = input;
  if (resources.length === 0) throw new RangeError("a package has at least one resource");
  const taken = new Set<string>();
  return {
    $schema: DATA_PACKAGE_PROFILE,
    name: descriptorName(name),
    ...defined(rest),
    resources: resources.map((resource) =>
      resourceDescriptor({ ...resource, name: freeName(descriptorName(resource.name), taken) }),
    ),
  };
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
  taken.add(free);
  return free;
}

function checkPath(path: string): void {
  if (/^https?:\/\//i.test(path)) return;
  const bad = path === "" || /^[/\\~]|^[A-Za-z]:|\\/.test(path) || path.split("/").includes("..");
  if (bad) throw new RangeError(`not a path inside the package: ${path}`);
}

function defined(value: object): Record<string, unknown> {
  const kept = Object.entries(value).filter(([, one]: [string, unknown]) => {
    return one !== undefined && !(Array.isArray(one) && one.length === 0);
  });
  return Object.fromEntries(kept);
}
