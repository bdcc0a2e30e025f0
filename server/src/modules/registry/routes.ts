/** The registry over HTTP. */
import { parseJsonBody } from "../../kernel/http/json-body.ts";
import type { App, Http } from "../../kernel/module.ts";
import {
  AgencyDetail,
  AgencyPage,
  agenciesQuery,
  agencyParams,
  atQuery,
  BoundarySet,
  BoundarySetPage,
  boundariesQuery,
  boundarySetParams,
  FeatureCollection,
  ImportResult,
  importQuery,
  LinkedUnits,
  Located,
  locateQuery,
  pageOnlyQuery,
  UnitDetail,
  UnitPage,
  unitParams,
  unitsQuery,
} from "./schema.ts";
import { getAgencyDetail, listAgencies } from "./service/agencies.ts";
import {
  activateBoundarySet,
  getBoundaries,
  importBoundaries,
  importLimitBytes,
  listBoundarySets,
  locate,
  mayImportBoundaries,
} from "./service/boundaries.ts";
import { getUnit, listLinkedUnits, listUnits } from "./service/units.ts";

const tags = ["registry"];
const geoJson = "application/geo+json; charset=utf-8";

export async function registryRoutes(http: Http, _app: App): Promise<void> {
  unitRoutes(http);
  agencyRoutes(http);
  boundaryRoutes(http);
  await http.register(async (scope) => importRoute(scope as unknown as Http));
}

function unitRoutes(http: Http): void {
  http.get(
    "/api/registry/units",
    {
      schema: {
        tags,
        summary: "Units valid on a day: all, or found by name",
        querystring: unitsQuery,
        response: { 200: UnitPage },
      },
    },
    async (request) => listUnits(request.ctx, request.query),
  );
  http.get(
    "/api/registry/units/locate",
    {
      schema: {
        tags,
        summary: "The unit a point lies in",
        querystring: locateQuery,
        response: { 200: Located },
      },
    },
    async (request) => {
      const { lon, lat, at } = request.query;
      return locate(request.ctx, [lon, lat], at);
    },
  );
  http.get(
    "/api/registry/units/:code",
    {
      schema: {
        tags,
        summary: "The unit with a code on a day, and others that had the code",
        params: unitParams,
        querystring: atQuery,
        response: { 200: UnitDetail },
      },
    },
    async (request) => getUnit(request.ctx, request.params.code, request.query.at),
  );
  for (const direction of ["successors", "predecessors"] as const) {
    const summary = direction === "successors" ? "What a unit went into" : "What a unit was made from";
    http.get(
      `/api/registry/units/:code/${direction}`,
      { schema: { tags, summary, params: unitParams, querystring: atQuery, response: { 200: LinkedUnits } } },
      async (request) => {
        const { code } = request.params as { code: string };
        return listLinkedUnits(request.ctx, direction, code, (request.query as { at?: string }).at);
      },
    );
  }
}

function agencyRoutes(http: Http): void {
  http.get(
    "/api/registry/agencies",
    {
      schema: {
        tags,
        summary: "Agencies of a day: all, under a parent, or found by name",
        querystring: agenciesQuery,
        response: { 200: AgencyPage },
      },
    },
    async (request) => listAgencies(request.ctx, request.query),
  );
  http.get(
    "/api/registry/agencies/:code",
    {
      schema: {
        tags,
        summary: "An agency, its place in the tree, what it was and became",
        params: agencyParams,
        querystring: atQuery,
        response: { 200: AgencyDetail },
      },
    },
    async (request) => getAgencyDetail(request.ctx, request.params.code, request.query.at),
  );
}

function boundaryRoutes(http: Http): void {
  http.get(
    "/api/registry/boundaries",
    {
      schema: {
        tags,
        summary: "Boundaries of the units as GeoJSON",
        querystring: boundariesQuery,
        produces: ["application/geo+json"],
      },
    },
    async (request, reply) => {
      const { set = "active", detail = "light" } = request.query;
      const { body, etag } = await getBoundaries(request.ctx, set, detail);
      reply
        .header("etag", etag)
        .header("cache-control", set === "active" ? "no-cache" : "public, max-age=31536000, immutable");
      if (matchesEtag(request.headers["if-none-match"], etag)) return reply.code(304).send();
      return reply.type(geoJson).send(body);
    },
  );
  http.get(
    "/api/registry/boundary-sets",
    {
      schema: {
        tags,
        summary: "Sets of boundaries, newest first",
        querystring: pageOnlyQuery,
        response: { 200: BoundarySetPage },
      },
    },
    async (request) => listBoundarySets(request.ctx, request.query),
  );
  http.post(
    "/api/registry/boundary-sets/:id/activate",
    {
      schema: {
        tags,
        summary: "Use an earlier set of boundaries",
        params: boundarySetParams,
        response: { 200: BoundarySet },
      },
    },
    async (request) => activateBoundarySet(request.ctx, request.params.id),
  );
}

/** In a scope of its own, because it keeps the bytes of the file and also takes application/geo+json. */
function importRoute(http: Http): void {
  const bytesOf = new WeakMap<object, Buffer>();
  http.removeContentTypeParser("application/json");
  http.addContentTypeParser(
    ["application/json", "application/geo+json"],
    { parseAs: "buffer" },
    async (_request: unknown, bytes: Buffer) => {
      const parsed = parseJsonBody(bytes);
      if (typeof parsed === "object" && parsed !== null) bytesOf.set(parsed, bytes);
      return parsed;
    },
  );
  http.post(
    "/api/registry/boundaries",
    {
      bodyLimit: importLimitBytes,
      onRequest: async (request) => mayImportBoundaries(request.ctx),
      schema: {
        tags,
        summary: "Import boundaries from a GeoJSON file, or only check it",
        description:
          "WGS 84, Polygon or MultiPolygon, `properties.code` and `properties.name`. Up to 32 MiB.",
        querystring: importQuery,
        body: FeatureCollection,
        response: { 200: ImportResult },
      },
    },
    async (request) => {
      const collection = request.body;
      const bytes = bytesOf.get(collection) ?? Buffer.from(JSON.stringify(collection));
      return importBoundaries(request.ctx, { collection, bytes }, request.query);
    },
  );
}

/** Weak comparison, as If-None-Match asks for (RFC 9110, 13.1.2). */
function matchesEtag(header: string | undefined, etag: string): boolean {
  return (header ?? "")
    .split(",")
    .some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}
