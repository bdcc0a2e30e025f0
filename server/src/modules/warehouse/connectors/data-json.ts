/** An entry of a DCAT-US 1.1 data.json as a harvested dataset. */
import type { Bilingual } from "../../../kernel/errors.ts";
import { listOf, objectOf, textOf } from "./ckan-dataset.ts";
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

/** Undefined if the entry has neither identifier nor title. @param base address of the file */
export function readDataJsonEntry(value: unknown, base: string): HarvestedDataset | undefined {
  const entry = objectOf(value);
  const title = textOf(entry.title);
  const remoteId = textOf(entry.identifier) || textOf(entry["@id"]) || title;
  if (!remoteId) return undefined;
  const problems: Bilingual[] = [];
  const resources = listOf(entry.distribution).map((one, at) => readDistribution(one, at, base));
  for (const one of resources)
    if (!isWebAddress(one.url)) problems.push(addressProblem(one.name || one.id, one.url));
  return {
    remoteId,
    name: slugOf(title || remoteId),
    title: title || remoteId,
    description: textOf(entry.description),
    tags: [...new Set(listOf(entry.keyword).map(textOf).filter(Boolean))],
    groups: listOf(entry.theme).map(textOf).filter(Boolean),
    licence: textOf(entry.license) || null,
    organisation: textOf(objectOf(entry.publisher).name) || null,
    modified: textOf(entry.modified) || textOf(entry.issued) || null,
    landingPage: textOf(entry.landingPage) || null,
    resources,
    problems,
  };
}

function readDistribution(value: unknown, at: number, base: string): HarvestedResource {
  const one = objectOf(value);
  const address = textOf(one.downloadURL) || textOf(one.accessURL);
  const url = address ? absolute(address, base) : "";
  return {
    id: textOf(one["@id"]) || url || String(at + 1),
    url,
    format: formatOf(textOf(one.format), textOf(one.mediaType), url),
    name: textOf(one.title) || textOf(one.description),
    bytes: bytesOf(one.byteSize),
    modified: textOf(one.modified) || null,
  };
}
