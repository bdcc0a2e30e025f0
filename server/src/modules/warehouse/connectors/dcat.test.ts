import { afterEach, expect, test } from "vitest";
import type { Bilingual } from "../../../kernel/errors.ts";
import { type DcatRequest, listDcat } from "./dcat.ts";
import { all, codeOf, serve, type TestServer, testEffects } from "./testing.ts";

const effects = await testEffects();
let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Body = {
  readonly type: string;
  readonly text: string;
  readonly link?: string;
  readonly status?: number;
};

/** `BASE` in a body is the address of the server. */
async function catalogue(pages: Readonly<Record<string, Body>>): Promise<void> {
  server = await serve((request, response, url) => {
    const body = pages[`${url.pathname}${url.search}`];
    if (!body) return void response.writeHead(404).end();
    const base = `http://${request.headers.host}`;
    const link = body.link ? { link: body.link.replaceAll("BASE", base) } : {};
    response.writeHead(body.status ?? 200, { "content-type": body.type, ...link });
    response.end(body.text.replaceAll("BASE", base));
  });
}

async function harvest(path = "/catalog", change: Partial<DcatRequest> = {}) {
  const problems: Bilingual[] = [];
  const report = (one: Bilingual) => void problems.push(one);
  const datasets = await all(listDcat(effects, { url: `${server?.url}${path}`, report, ...change }));
  return { datasets, problems };
}

const prefixes = `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n`;

const turtle = `${prefixes}
<https://x.vn/d/1> a dcat:Dataset ;
  dct:title "Rainfall"@en, "Lượng mưa"@vi ; dct:description "Mưa ngày"@vi ; dcat:keyword "mưa"@vi, "rain"@en ;
  dct:publisher [ a foaf:Agent ; foaf:name "Sở Tài nguyên" ] ; dct:identifier "mua" ;
  dcat:theme <http://publications.europa.eu/resource/authority/data-theme/ENVI> ;
  dct:modified "2026-02-03T00:00:00Z"^^xsd:dateTime ; dcat:landingPage <https://x.vn/mua> ;
  dcat:distribution <https://x.vn/d/1/csv> .
<https://x.vn/d/1/csv> a dcat:Distribution ; dct:title "Bảng"@vi ; dcat:downloadURL <https://x.vn/a.csv> ;
  dct:license <https://creativecommons.org/licenses/by/4.0/> ; dcat:byteSize "7"^^xsd:decimal ;
  dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> .\n`;

const rdfXml = `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#"
  xmlns:dct="http://purl.org/dc/terms/" xmlns:foaf="http://xmlns.com/foaf/0.1/">
<dcat:Dataset rdf:about="https://x.vn/d/1">
  <dct:title xml:lang="vi">Lượng mưa</dct:title><dct:title xml:lang="en">Rainfall</dct:title>
  <dct:description xml:lang="vi">Mưa ngày</dct:description><dcat:keyword xml:lang="vi">mưa</dcat:keyword>
  <dct:publisher><foaf:Agent><foaf:name>Sở Tài nguyên</foaf:name></foaf:Agent></dct:publisher>
  <dcat:theme rdf:resource="http://publications.europa.eu/resource/authority/data-theme/ENVI"/>
  <dct:modified>2026-02-03T00:00:00Z</dct:modified><dcat:landingPage rdf:resource="https://x.vn/mua"/>
  <dcat:distribution><dcat:Distribution rdf:about="https://x.vn/d/1/csv">
    <dct:title xml:lang="vi">Bảng</dct:title><dcat:downloadURL rdf:resource="https://x.vn/a.csv"/>
    <dct:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/><dcat:byteSize>7</dcat:byteSize>
    <dct:format>CSV</dct:format></dcat:Distribution></dcat:distribution>
</dcat:Dataset></rdf:RDF>`;

const dataset = {
  "@id": "https://x.vn/d/1",
  "@type": "Dataset",
  title: { "@value": "Lượng mưa", "@language": "vi" },
  description: "Mưa ngày",
  keyword: ["mưa"],
  publisher: { "@type": "Agent", name: "Sở Tài nguyên" },
  theme: "http://publications.europa.eu/resource/authority/data-theme/ENVI",
  modified: "2026-02-03T00:00:00Z",
  landingPage: "https://x.vn/mua",
  distribution: {
    "@id": "https://x.vn/d/1/csv",
    title: "Bảng",
    downloadURL: "https://x.vn/a.csv",
    license: "https://creativecommons.org/licenses/by/4.0/",
    byteSize: 7,
    format: "CSV",
  },
};
const jsonLd = (context: unknown) => JSON.stringify({ "@context": context, "@graph": [dataset] });
const nTriples = `<https://x.vn/d/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .
<https://x.vn/d/1> <http://purl.org/dc/terms/title> "Lượng mưa"@vi .\n`;

const expected = {
  remoteId: "https://x.vn/d/1",
  name: "luong-mua",
  title: "Lượng mưa",
  description: "Mưa ngày",
  tags: ["mưa"],
  groups: ["ENVI"],
  licence: "https://creativecommons.org/licenses/by/4.0/",
  organisation: "Sở Tài nguyên",
  modified: "2026-02-03T00:00:00Z",
  landingPage: "https://x.vn/mua",
  problems: [],
  resources: [
    {
      id: "https://x.vn/d/1/csv",
      url: "https://x.vn/a.csv",
      format: "CSV",
      name: "Bảng",
      bytes: 7,
      modified: null,
    },
  ],
};

test("the same catalogue in every serialisation, whatever the server calls it", async () => {
  const known = "https://semiceu.github.io/DCAT-AP/releases/3.0.0/context/dcat-ap.jsonld";
  const bodies = [
    { type: "text/turtle", text: turtle },
    { type: "text/plain", text: turtle },
    { type: "application/rdf+xml", text: rdfXml },
    { type: "application/octet-stream", text: rdfXml },
    { type: "application/ld+json", text: jsonLd(known) },
    { type: "application/json", text: jsonLd(known) },
  ];
  for (const body of bodies) {
    await catalogue({ "/catalog": body });
    const { datasets, problems } = await harvest();
    expect([body.type, datasets, problems]).toEqual([body.type, [expected], []]);
    await server?.close();
  }
  await catalogue({ "/catalog": { type: "application/n-triples", text: nTriples } });
  expect((await harvest()).datasets).toMatchObject([{ remoteId: "https://x.vn/d/1", title: "Lượng mưa" }]);
});

test("contexts are never fetched: inline ones hold, unknown ones are told of", async () => {
  const inline = { t: "http://purl.org/dc/terms/title", D: "http://www.w3.org/ns/dcat#Dataset" };
  const own = JSON.stringify({ "@context": inline, "@id": "https://x.vn/d/2", "@type": "D", t: "Cây xanh" });
  await catalogue({
    "/catalog": { type: "application/ld+json", text: jsonLd("BASE/context.jsonld") },
    "/own": { type: "application/ld+json", text: own },
  });
  const { datasets, problems } = await harvest();
  expect(datasets).toEqual([expected]);
  expect(problems).toHaveLength(1);
  expect((await harvest("/own")).datasets).toMatchObject([{ title: "Cây xanh" }]);
  expect(server?.asked).toEqual(["/catalog", "/own"]);
});

test("data.json of DCAT-US", async () => {
  const data = {
    "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
    conformsTo: "https://project-open-data.cio.gov/v1.1/schema",
    dataset: [
      {
        identifier: "mua",
        title: "Lượng mưa",
        keyword: ["mưa"],
        modified: "2026-02-03",
        publisher: { name: "Sở Tài nguyên" },
        distribution: [
          { downloadURL: "/a.csv", mediaType: "text/csv", title: "Bảng" },
          { accessURL: "ftp://x/y", format: "API" },
        ],
      },
      "nonsense",
      { identifier: "cu", title: "Cũ", modified: "2020-01-01" },
    ],
  };
  await catalogue({ "/data.json": { type: "application/json", text: JSON.stringify(data) } });
  const { datasets } = await harvest("/data.json", { since: new Date("2026-01-01") });
  expect(datasets).toHaveLength(1);
  expect(datasets[0]).toMatchObject({ remoteId: "mua", organisation: "Sở Tài nguyên", tags: ["mưa"] });
  expect(datasets[0]?.resources[0]).toMatchObject({ url: `${server?.url}/a.csv`, format: "CSV" });
  expect(datasets[0]?.problems).toHaveLength(1);
});

test("pages by Hydra and by Link; a loop ends; a broken page costs only itself", async () => {
  const one = (n: number, next: string) => ({
    type: "text/turtle",
    text: `${prefixes}<https://x.vn/d/${n}> a dcat:Dataset ; dct:title "T${n}" . ${next}`,
  });
  await catalogue({
    "/catalog": one(1, "<> hydra:next <BASE/catalog?page=2> ."),
    "/catalog?page=2": {
      ...one(2, ""),
      link: '<BASE/catalog?page=3>; rel="next", <BASE/catalog?page=9>; rel="next"',
    },
    "/catalog?page=3": {
      type: "text/turtle",
      text: "this is no turtle",
      link: '<BASE/catalog?page=4>; rel="next"',
    },
    "/catalog?page=4": one(4, '<> hydra:nextPage "BASE/catalog" .'),
  });
  const { datasets, problems } = await harvest();
  expect(datasets.map((found) => found.title)).toEqual(["T1", "T2"]);
  expect(problems).toHaveLength(1);
  expect((await harvest("/catalog?page=4")).datasets.map((found) => found.title)).toEqual(["T4", "T1", "T2"]);
  expect((await harvest("/catalog", { maxPages: 1 })).problems).toHaveLength(1);
});

test("a document that breaks off is read up to there", async () => {
  const cut = rdfXml.replace("</dcat:Dataset></rdf:RDF>", "<dct:x></dct:y>");
  await catalogue({
    "/catalog": { type: "text/turtle", text: `${turtle}<https://x.vn/d/2> a dcat:Dataset ; broken` },
    "/xml": { type: "application/rdf+xml", text: cut },
  });
  for (const path of ["/catalog", "/xml"]) {
    const { datasets, problems } = await harvest(path);
    expect([path, datasets[0]?.title, problems.length]).toEqual([path, "Lượng mưa", 1]);
  }
});

test("pages, entities, deep nests and other things are no catalogues", async () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${rdfXml.slice(21)}`;
  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  const bodies = [
    { type: "text/html", text: "<!doctype html><title>Đăng nhập</title>" },
    { type: "application/rdf+xml", text: laughs },
    { type: "application/ld+json", text: deep },
    { type: "application/ld+json", text: '{"dataset": [' },
    { type: "text/csv", text: "a,b\n1,2\n" },
  ];
  for (const body of bodies) {
    await catalogue({ "/catalog": body });
    expect([body.type, await codeOf(harvest())]).toEqual([body.type, "warehouse.source-not-catalogue"]);
    await server?.close();
  }
});
