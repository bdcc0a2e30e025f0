/** A CKAN package as a harvested dataset. Nothing of it is trusted to have the right type. */
import type { Bilingual } from "../../../kernel/errors.ts";
import {
  absolute,
  addressProblem,
  bytesOf,
  formatOf,
  type HarvestedDataset,
  type HarvestedResource,
  isWebAddress,
  slugOf,
} from "./harvested.ts";

export type Json = Readonly<Record<string, unknown>>;

const maxResources = 1_000;

/** Undefined if the package has no id. @param base address of the portal, without final slash */
export function readPackage(value: unknown, base: string): HarvestedDataset | undefined {
  const pack = objectOf(value);
  const remoteId = textOf(pack.id) || textOf(pack.name);
  if (!remoteId) return undefined;
  const problems: Bilingual[] = [];
  const name = slugOf(textOf(pack.name) || textOf(pack.title) || remoteId);
  const resources = listOf(pack.resources)
    .slice(0, maxResources)
    .map((one, at) => readResource(one, at, base));
  for (const one of resources)
    if (!isWebAddress(one.url)) problems.push(addressProblem(one.name || one.id, one.url));
  const organisation = objectOf(pack.organization);
  return {
    remoteId,
    name,
    title: textOf(pack.title) || textOf(pack.name) || remoteId,
    description: textOf(pack.notes),
    tags: namesOf(pack.tags),
    groups: namesOf(pack.groups),
    licence: textOf(pack.license_id) || textOf(pack.license_url) || textOf(pack.license_title) || null,
    organisation: textOf(organisation.title) || textOf(organisation.name) || textOf(pack.author) || null,
    modified: textOf(pack.metadata_modified) || textOf(pack.metadata_created) || null,
    landingPage: `${base}/dataset/${encodeURIComponent(textOf(pack.name) || remoteId)}`,
    resources,
    problems,
  };
}

/** The value if it is an object, else an empty one. */
export function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

/** The value if it is a list, else an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text, trimmed, in NFC; numbers as text; a translated value in Vietnamese, else English, else its first. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value.normalize("NFC").trim();
  if (typeof value === "number") return String(value);
  const translations = objectOf(value);
  const chosen = translations.vi ?? translations.en ?? Object.values(translations)[0];
  return typeof chosen === "string" ? chosen.normalize("NFC").trim() : "";
}

function readResource(value: unknown, at: number, base: string): HarvestedResource {
  const one = objectOf(value);
  const url = textOf(one.url);
  return {
    id: textOf(one.id) || String(at + 1),
    url: url ? absolute(url, `${base}/`) : "",
    format: formatOf(textOf(one.format), textOf(one.mimetype), url),
    name: textOf(one.name) || textOf(one.description),
    bytes: bytesOf(one.size),
    modified: textOf(one.last_modified) || textOf(one.metadata_modified) || textOf(one.created) || null,
  };
}

function namesOf(value: unknown): string[] {
  const names = listOf(value).map((one) => {
    const { display_name, title, name } = objectOf(one);
    return typeof one === "string" ? textOf(one) : textOf(display_name) || textOf(title) || textOf(name);
  });
  return [...new Set(names.filter(Boolean))];
}
