/** Terms of DCAT in JSON-LD. Contexts are never fetched: documents that name one are read with these terms. */

const dcat = "http://www.w3.org/ns/dcat#";
const dct = "http://purl.org/dc/terms/";
const foaf = "http://xmlns.com/foaf/0.1/";

const reference = (iri: string) => ({ "@id": iri, "@type": "@id" });

/** Names used by DCAT-US 1.1 and 3, DCAT-AP 1–3 and Hydra, with and without prefixes. */
export const dcatTerms = {
  dcat,
  dct,
  dcterms: dct,
  foaf,
  adms: "http://www.w3.org/ns/adms#",
  dcatap: "http://data.europa.eu/r5r/",
  hydra: "http://www.w3.org/ns/hydra/core#",
  org: "http://www.w3.org/ns/org#",
  owl: "http://www.w3.org/2002/07/owl#",
  pod: "https://project-open-data.cio.gov/v1.1/schema#",
  prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  schema: "http://schema.org/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  spdx: "http://spdx.org/rdf/terms#",
  vcard: "http://www.w3.org/2006/vcard/ns#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  Agent: `${foaf}Agent`,
  Catalog: `${dcat}Catalog`,
  CatalogRecord: `${dcat}CatalogRecord`,
  DataService: `${dcat}DataService`,
  Dataset: `${dcat}Dataset`,
  DatasetSeries: `${dcat}DatasetSeries`,
  Distribution: `${dcat}Distribution`,
  Organization: "http://www.w3.org/ns/org#Organization",
  accessURL: reference(`${dcat}accessURL`),
  byteSize: `${dcat}byteSize`,
  conformsTo: reference(`${dct}conformsTo`),
  dataset: reference(`${dcat}dataset`),
  description: `${dct}description`,
  distribution: reference(`${dcat}distribution`),
  downloadURL: reference(`${dcat}downloadURL`),
  format: `${dct}format`,
  identifier: `${dct}identifier`,
  issued: `${dct}issued`,
  keyword: `${dcat}keyword`,
  landingPage: reference(`${dcat}landingPage`),
  language: `${dct}language`,
  license: reference(`${dct}license`),
  mediaType: `${dcat}mediaType`,
  modified: `${dct}modified`,
  name: `${foaf}name`,
  next: reference("http://www.w3.org/ns/hydra/core#next"),
  prefLabel: "http://www.w3.org/2004/02/skos/core#prefLabel",
  publisher: `${dct}publisher`,
  theme: reference(`${dcat}theme`),
  title: `${dct}title`,
  view: reference("http://www.w3.org/ns/hydra/core#view"),
};

/** Contexts for which `dcatTerms` stand in without loss. */
export const knownContexts: readonly RegExp[] = [
  /^https?:\/\/project-open-data\.cio\.gov\/v1\.1\/schema\/catalog\.jsonld$/,
  /^https?:\/\/(www\.)?w3\.org\/ns\/dcat(\.jsonld)?#?$/,
  /^https?:\/\/semiceu\.github\.io\/DCAT-AP\/releases\/[\w.-]+\/context\/dcat-ap\.jsonld$/i,
  /^https?:\/\/data\.europa\.eu\/r5r\/?$/,
  /^https?:\/\/(www\.)?w3\.org\/ns\/hydra\/(core|context\.jsonld)$/,
];
