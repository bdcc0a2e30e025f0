/** RDF statements as harvested datasets: DCAT-AP 1 to 3. */

import { createHash } from "node:crypto";
import type { Store, Term } from "n3";
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

const dcat = "http://www.w3.org/ns/dcat#";
const dct = "http://purl.org/dc/terms/";
const rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const rdfValue = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value";
const rdfsLabel = "http://www.w3.org/2000/01/rdf-schema#label";
const prefLabel = "http://www.w3.org/2004/02/skos/core#prefLabel";
const foafName = "http://xmlns.com/foaf/0.1/name";
const hydra = "http://www.w3.org/ns/hydra/core#";

/** All `dcat:Dataset` of a document. @param base address of the document */
export function readDatasets(statements: Store, base: string): HarvestedDataset[] {
  const subjects = statements.getSubjects(rdfType, `${dcat}Dataset`, null);
  return subjects.map((subject) => readDataset(statements, subject, base));
}

/** Addresses of following pages: hydra:next, hydra:nextPage, as resource or as text. */
export function nextPages(statements: Store, base: string): string[] {
  const found = [`${hydra}next`, `${hydra}nextPage`].flatMap((iri) => statements.getObjects(null, iri, null));
  return [...new Set(found.map((term) => absolute(term.value, base)))];
}

function readDataset(statements: Store, subject: Term, base: string): HarvestedDataset {
  const look = reader(statements, subject);
  const title = look.text(`${dct}title`);
  const identifier = look.text(`${dct}identifier`);
  const landingPage = look.value(`${dcat}landingPage`);
  const iri = subject.termType === "NamedNode" ? subject.value : "";
  const remoteId = iri || identifier || hashOf(`${title}\n${landingPage}`);
  const distributions = statements.getObjects(subject as never, `${dcat}distribution`, null);
  const licences = [look, ...distributions.map((one) => reader(statements, one))].map((one) =>
    one.value(`${dct}license`),
  );
  const problems: Bilingual[] = [];
  const resources = distributions.map((one, at) => readDistribution(statements, one, at, base));
  for (const one of resources)
    if (!isWebAddress(one.url)) problems.push(addressProblem(one.name || one.id, one.url));
  return {
    remoteId,
    name: slugOf(title || identifier || iri.split(/[/#]/).at(-1) || remoteId),
    title: title || identifier || remoteId,
    description: look.text(`${dct}description`),
    tags: look.texts(`${dcat}keyword`),
    groups: look.labels(`${dcat}theme`),
    licence: licences.find(Boolean) || null,
    organisation: look.labels(`${dct}publisher`)[0] ?? look.labels(`${dct}creator`)[0] ?? null,
    modified: look.value(`${dct}modified`) || look.value(`${dct}issued`) || null,
    landingPage: landingPage || (isWebAddress(iri) ? iri : null),
    resources: resources.sort((a, b) => (a.id < b.id ? -1 : 1)),
    problems,
  };
}

function readDistribution(statements: Store, node: Term, at: number, base: string): HarvestedResource {
  const look = reader(statements, node);
  const address = look.value(`${dcat}downloadURL`) || look.value(`${dcat}accessURL`);
  const url = address ? absolute(address, base) : "";
  const format = look.term(`${dct}format`);
  const inner = format?.termType === "BlankNode" ? reader(statements, format) : undefined;
  const declared = inner ? inner.text(rdfsLabel) || inner.value(rdfValue) : (format?.value ?? "");
  return {
    id: node.termType === "NamedNode" ? node.value : look.text(`${dct}identifier`) || url || String(at + 1),
    url,
    format: formatOf(declared, look.value(`${dcat}mediaType`), url),
    name: look.text(`${dct}title`) || look.text(`${dct}description`),
    bytes: bytesOf(look.value(`${dcat}byteSize`)),
    modified: look.value(`${dct}modified`) || look.value(`${dct}issued`) || null,
  };
}

function reader(statements: Store, subject: Term) {
  const terms = (predicate: string) => statements.getObjects(subject as never, predicate, null);
  const texts = (predicate: string) => textsOf(terms(predicate));
  return {
    term: (predicate: string): Term | undefined => terms(predicate)[0],
    value: (predicate: string): string => terms(predicate)[0]?.value.trim() ?? "",
    /** The best language: Vietnamese, none, English, any. */
    text: (predicate: string): string => texts(predicate)[0] ?? "",
    /** Those of the best language that there is. */
    texts,
    /** Of things with names: the name, else the last part of their address. */
    labels: (predicate: string): string[] =>
      terms(predicate).flatMap((term) => {
        if (term.termType === "Literal") return [clean(term.value)];
        const names = [foafName, prefLabel, rdfsLabel, `${dct}title`, "http://www.w3.org/2006/vcard/ns#fn"];
        const name = names.flatMap((one) => textsOf(statements.getObjects(term as never, one, null)))[0];
        const last =
          term.termType === "NamedNode" ? term.value.split(/[/#]/).filter(Boolean).at(-1) : undefined;
        return name ?? last ?? [];
      }),
  };
}

function textsOf(terms: readonly Term[]): string[] {
  const literals = terms.filter((term) => term.termType === "Literal");
  const language = (term: Term) => (term.termType === "Literal" ? (term.language.split("-")[0] ?? "") : "");
  const best = ["vi", "", "en"].find((wanted) => literals.some((term) => language(term) === wanted));
  const chosen = best === undefined ? literals : literals.filter((term) => language(term) === best);
  return [...new Set(chosen.map((term) => clean(term.value)).filter(Boolean))];
}

function clean(text: string): string {
  return text.normalize("NFC").trim();
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
