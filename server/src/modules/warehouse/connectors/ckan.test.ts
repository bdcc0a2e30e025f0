import { afterEach, expect, test } from "vitest";
import type { Bilingual } from "../../../kernel/errors.ts";
import { type CkanRequest, listCkan } from "./ckan.ts";
import { bestResource, formatOf } from "./harvested.ts";
import { all, codeOf, serve, type TestServer, testEffects } from "./testing.ts";

interface Package {
  id: string;
  name: string;
  metadata_modified: string;
  [key: string]: unknown;
}

interface Portal {
  readonly packages: Package[];
  /** Answers instead of the portal where it returns a text. */
  readonly spoil?: (query: URLSearchParams, action: string) => string | number | undefined;
}

const effects = await testEffects();
let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

function many(count: number, minute: (n: number) => number = (n) => n): Package[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `id-${String(n).padStart(5, "0")}`,
    name: `p-${n}`,
    title: `Tập ${n}`,
    metadata_modified: new Date(Date.UTC(2026, 0, 1, 0, minute(n))).toISOString().replace("Z", "000"),
  }));
}

/** Sorts, filters and pages as Solr would. */
async function portal({ packages, spoil }: Portal): Promise<TestServer> {
  server = await serve((_request, response, url) => {
    const action = url.pathname.split("/").at(-1) ?? "";
    const query = url.searchParams;
    const spoilt = spoil?.(query, action);
    if (typeof spoilt === "number") return void response.writeHead(spoilt).end("{}");
    if (spoilt !== undefined) return void response.end(spoilt);
    const answer = (result: unknown) => void response.end(JSON.stringify({ success: true, result }));
    if (action === "package_list") return answer(packages.map((one) => one.name));
    if (action === "package_show") return answer(packages.find((one) => one.name === query.get("id")));
    if (action !== "package_search") return void response.writeHead(404).end("{}");
    const from = /metadata_modified:\[(\S+) TO/.exec(query.get("fq") ?? "")?.[1] ?? "";
    const byTime = query.get("sort")?.startsWith("metadata_modified");
    const key = (one: Package) => (byTime ? one.metadata_modified : "") + one.id;
    const start = Number(query.get("start"));
    const results = packages
      .filter((one) => `${one.metadata_modified.slice(0, 23)}Z` >= from)
      .sort((a, b) => (key(a) < key(b) ? -1 : 1))
      .slice(start, start + Number(query.get("rows")));
    answer({ count: packages.length, results });
  });
  return server;
}

async function harvest(change: Partial<CkanRequest> = {}) {
  const problems: Bilingual[] = [];
  const request = { url: server?.url ?? "", report: (one: Bilingual) => void problems.push(one), ...change };
  const datasets = await all(listCkan(effects, request));
  return { ids: datasets.map((one) => one.remoteId), datasets, problems };
}

test("all pages, each dataset once", async () => {
  const packages = many(250);
  await portal({ packages });
  const { ids, problems } = await harvest({ url: `${server?.url}/vi/dataset?q=x` });
  expect(ids).toEqual(packages.map((one) => one.id));
  expect(problems).toEqual([]);
  expect(server?.asked.length).toBe(3);
});

test("many datasets of one moment, as after a bulk import", async () => {
  const packages = many(350, (n) => (n < 20 ? n : 30));
  await portal({ packages });
  expect((await harvest()).ids).toEqual(packages.map((one) => one.id));
});

test("only what has changed; the filter goes along", async () => {
  await portal({ packages: many(150) });
  const since = new Date(Date.UTC(2026, 0, 1, 0, 140));
  expect((await harvest({ since, filter: "organization:sxd" })).ids).toHaveLength(10);
  const fq = new URL(server?.asked[0] ?? "", "http://x").searchParams.get("fq");
  expect(fq).toBe("+(organization:sxd) +metadata_modified:[2026-01-01T02:20:00.000Z TO *]");
});

test("a dataset changed while we read does not hide its neighbour", async () => {
  const packages = many(250);
  let calls = 0;
  await portal({
    packages,
    spoil: () => {
      const moved = packages[50];
      if (++calls === 2 && moved) moved.metadata_modified = "2026-12-01T00:00:00.000000";
      return undefined;
    },
  });
  expect(new Set((await harvest()).ids).size).toBe(250);
});

test("a page of broken JSON costs only the datasets at fault", async () => {
  let pages = 0;
  await portal({
    packages: many(350),
    spoil: (query) => {
      if (query.get("rows") === "100") return ++pages === 2 ? '{"success": true, "result": {' : undefined;
      return Number(query.get("start")) % 100 === 31 ? "<html>login</html>" : undefined;
    },
  });
  const { ids, problems } = await harvest();
  expect(new Set(ids).size).toBe(340);
  expect(problems).toHaveLength(1);
});

test("a portal that repeats its pages is left", async () => {
  const page = JSON.stringify({ success: true, result: { results: many(100, () => 0) } });
  await portal({ packages: [], spoil: () => page });
  const { ids, problems } = await harvest();
  expect(ids).toHaveLength(100);
  expect(problems).toHaveLength(1);
  expect(server?.asked.length).toBeLessThan(5);
});

test("the number of pages is bounded", async () => {
  await portal({ packages: many(350) });
  const { ids, problems } = await harvest({ maxPages: 2 });
  expect(ids.length).toBeLessThan(250);
  expect(problems).toHaveLength(1);
});

test("order by id where order by time is refused; the list where there is no search", async () => {
  const since = new Date(Date.UTC(2026, 0, 1, 0, 115));
  await portal({
    packages: many(120),
    spoil: (query) => (query.get("sort")?.startsWith("meta") ? 409 : undefined),
  });
  expect((await harvest({ since })).ids).toHaveLength(5);
  await server?.close();
  const noSearch = (query: URLSearchParams, action: string) => {
    if (action === "package_search") return 404;
    return query.get("id") === "p-3" ? "{" : undefined;
  };
  await portal({ packages: many(12), spoil: noSearch });
  const { ids, problems } = await harvest();
  expect(ids).toHaveLength(11);
  expect(problems).toHaveLength(1);
});

test("what is no CKAN is said to be none", async () => {
  await portal({ packages: [], spoil: () => "<!doctype html><title>Đăng nhập</title>" });
  expect(await codeOf(harvest())).toBe("warehouse.source-not-catalogue");
  await server?.close();
  await portal({ packages: [], spoil: () => '{"success": false}' });
  expect(await codeOf(harvest())).toBe("warehouse.source-not-catalogue");
  await server?.close();
  await portal({ packages: [], spoil: () => 401 });
  expect(await codeOf(harvest())).toBe("warehouse.source-status");
});

test("a package with all its parts, and one with the wrong types everywhere", async () => {
  const full = {
    ...many(1)[0],
    notes: "Mô tả",
    license_id: "cc-by",
    tags: [{ name: "mua", display_name: "Mưa" }, { name: "x" }],
    groups: [{ title: "Môi trường" }],
    organization: { name: "stnmt", title: "Sở Tài nguyên" },
    resources: [
      { id: "r1", url: "https://x.vn/a.pdf", format: "PDF", name: "Tài liệu" },
      { id: "r2", url: "/a.xlsx", format: "", mimetype: "", name: "Bảng", size: "1024" },
      { id: "r3", url: "https://x.vn/get?id=1", format: ".csv", last_modified: "2026-02-03", size: 7 },
      { id: "r4", url: "" },
    ],
  };
  const odd = {
    id: "id-1",
    name: 5,
    title: null,
    tags: "x",
    resources: { a: 1 },
    organization: [],
    metadata_modified: 1,
  };
  await portal({ packages: [full as unknown as Package], spoil: () => undefined });
  const [dataset] = (await harvest()).datasets;
  expect(dataset).toMatchObject({
    remoteId: "id-00000",
    name: "p-0",
    title: "Tập 0",
    description: "Mô tả",
    licence: "cc-by",
    tags: ["Mưa", "x"],
    groups: ["Môi trường"],
    organisation: "Sở Tài nguyên",
    landingPage: `${server?.url}/dataset/p-0`,
  });
  expect(dataset?.resources.map((one) => one.format)).toEqual(["PDF", "XLSX", "CSV", ""]);
  expect(dataset?.resources[1]).toMatchObject({ url: `${server?.url}/a.xlsx`, bytes: 1024 });
  expect(dataset?.problems).toHaveLength(1);
  expect(bestResource(dataset?.resources ?? [])?.id).toBe("r3");
  await server?.close();
  await portal({
    packages: [],
    spoil: () => JSON.stringify({ success: true, result: { results: [odd, null, 3] } }),
  });
  expect((await harvest()).datasets).toMatchObject([
    { remoteId: "id-1", resources: [], tags: [], title: "5" },
  ]);
});

test("formats", () => {
  expect(formatOf("Comma", "text/csv; charset=utf-8", "")).toBe("COMMA");
  expect(formatOf("", "text/csv; charset=utf-8", "")).toBe("CSV");
  expect(formatOf("http://publications.europa.eu/resource/authority/file-type/CSV", "", "")).toBe("CSV");
  expect(formatOf("https://www.iana.org/assignments/media-types/application/json", "", "")).toBe("JSON");
  expect(formatOf("", "", "http://x/y.geojson?z=1")).toBe("GEOJSON");
});
