/** A DCAT document in any serialisation as RDF statements. Nothing it names is fetched. */
import jsonld from "jsonld";
import { DataFactory, Parser, type Quad, Store } from "n3";
import { RdfXmlParser } from "rdfxml-streaming-parser";
import type { Bilingual } from "../../../kernel/errors.ts";
import { listOf, objectOf } from "./ckan-dataset.ts";
import { sourceError } from "./connector-errors.ts";
import { dcatTerms, knownContexts } from "./dcat-contexts-table.ts";
import type { Page } from "./page.ts";

export interface DcatDocument {
  /** Statements; absent for a DCAT-US data.json. */
  readonly statements: Store | null;
  /** Entries of `dataset` of a data.json. */
  readonly entries: readonly unknown[];
  /** `next` of a data.json that has pages. */
  readonly next: string | null;
  readonly problems: readonly Bilingual[];
}

/** What the reader asks for, best first. */
export const dcatAccept =
  "application/ld+json, text/turtle;q=0.9, application/rdf+xml;q=0.8, application/n-triples;q=0.7, application/json;q=0.6, */*;q=0.1";

const maxDepth = 200;

/**
 * The serialisation is told by content, then by content type: servers often say text/plain.
 * A Turtle or RDF/XML document that breaks off is read as far as it goes, with a problem.
 * @throws `warehouse.source-not-catalogue`
 */
export async function readDcat(page: Page): Promise<DcatDocument> {
  const start = page.text.trimStart();
  if (/^[{[](?!\s*(a|\])\s)/.test(start) && !/turtle|n-triples|n3|trig/.test(page.type))
    return readJson(page);
  if (start.startsWith("<?xml") || /^<(!DOCTYPE|!--|rdf:RDF|RDF)\b/i.test(start) || page.type.endsWith("xml"))
    return readXml(page);
  return await readTurtle(page);
}

async function readJson(page: Page): Promise<DcatDocument> {
  let json: unknown;
  try {
    json = JSON.parse(page.text);
  } catch (cause) {
    throw broken(page, "JSON", cause);
  }
  if (depthOf(json) > maxDepth) throw broken(page, "JSON");
  const top = objectOf(json);
  if (isDataJson(top)) {
    const next = typeof top.next === "string" ? top.next : null;
    return { statements: null, entries: listOf(top.dataset), next, problems: [] };
  }
  const problems: Bilingual[] = [];
  const contexts = new Map<string, unknown>();
  try {
    const quads = await jsonld.toRDF(withContext(json) as jsonld.JsonLdDocument, {
      base: page.url,
      documentLoader: async (url: string) => {
        if (!contexts.has(url) && !knownContexts.some((known) => known.test(url)))
          problems.push(unknownContext(url));
        contexts.set(url, true);
        return { documentUrl: url, document: { "@context": dcatTerms } };
      },
    });
    const statements = new Store((quads as Parameters<typeof toQuad>[0][]).map(toQuad));
    return { statements, entries: [], next: null, problems };
  } catch (cause) {
    throw broken(page, "JSON-LD", cause);
  }
}

/** DCAT-US 1.1: a plain `dataset` list; its @context is an address nobody needs. */
function isDataJson(top: ReturnType<typeof objectOf>): boolean {
  if (!Array.isArray(top.dataset) || "@graph" in top) return false;
  const says = JSON.stringify([top.conformsTo ?? "", top["@context"] ?? ""]);
  if (says.includes("project-open-data")) return true;
  return !("@context" in top) && !top.dataset.some((one) => "@id" in objectOf(one));
}

function withContext(json: unknown): unknown {
  const has = Array.isArray(json) || "@context" in objectOf(json);
  return has ? json : { "@context": dcatTerms, ...objectOf(json) };
}

async function readTurtle(page: Page): Promise<DcatDocument> {
  const statements = new Store();
  const problems: Bilingual[] = [];
  const format = page.type.includes("n-triples")
    ? "N-Triples"
    : page.type.includes("trig")
      ? "TriG"
      : "Turtle";
  const { promise, resolve } = Promise.withResolvers<unknown>();
  // With a callback the statements before a mistake are kept.
  new Parser({ baseIRI: page.url, format }).parse(page.text, (error, quad) => {
    if (error) resolve(error);
    else if (quad) statements.addQuad(quad);
    else resolve(undefined);
  });
  const failure = await promise;
  if (failure && statements.size === 0) throw broken(page, "Turtle", failure);
  if (failure) problems.push(brokenOff(failure));
  return { statements, entries: [], next: null, problems };
}

async function readXml(page: Page): Promise<DcatDocument> {
  if (/<!ENTITY/i.test(page.text)) throw broken(page, "RDF/XML: <!ENTITY");
  const statements = new Store();
  const problems: Bilingual[] = [];
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const parser = new RdfXmlParser({ baseIRI: page.url, validateUri: false } as never);
  parser.on("data", (quad: Quad) => statements.addQuad(quad));
  parser.on("error", resolve);
  parser.on("end", () => resolve(undefined));
  parser.end(page.text);
  const failure = await promise;
  if (failure && statements.size === 0) throw broken(page, "RDF/XML", failure);
  if (failure) problems.push(brokenOff(failure));
  return { statements, entries: [], next: null, problems };
}

interface PlainTerm {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}

/** jsonld gives plain objects where n3 wants its own terms. */
function toQuad(quad: { subject: PlainTerm; predicate: PlainTerm; object: PlainTerm }): Quad {
  const { namedNode, blankNode, literal, quad: make } = DataFactory;
  const node = (term: PlainTerm) =>
    term.termType === "BlankNode" ? blankNode(term.value.replace(/^_:/, "")) : namedNode(term.value);
  const { object } = quad;
  const value =
    object.termType === "Literal"
      ? literal(object.value, object.language || namedNode(object.datatype?.value ?? ""))
      : node(object);
  return make(node(quad.subject), namedNode(quad.predicate.value), value);
}

/** Without recursion: the document is not trusted. */
function depthOf(json: unknown): number {
  let level: unknown[] = [json];
  let depth = 0;
  while (level.length > 0 && depth <= maxDepth) {
    depth++;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return depth;
}

function broken(page: Page, reason: string, cause?: unknown): Error {
  return sourceError("source-not-catalogue", { url: page.url, reason }, { cause });
}

function brokenOff(failure: unknown): Bilingual {
  const reason = failure instanceof Error ? failure.message.slice(0, 200) : "";
  return {
    vi: `Danh mục bị lỗi cú pháp, chỉ đọc được phần đầu: ${reason}`,
    en: `The catalogue has a syntax error and was read up to it: ${reason}`,
  };
}

function unknownContext(url: string): Bilingual {
  return {
    vi: `Danh mục dùng ngữ cảnh JSON-LD ${url.slice(0, 200)} mà hệ thống không có; đã đọc theo tên chuẩn của DCAT.`,
    en: `The catalogue uses the JSON-LD context ${url.slice(0, 200)}, which is not known here; it was read by the common names of DCAT.`,
  };
}
