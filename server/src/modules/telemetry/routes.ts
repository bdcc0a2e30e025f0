/** Telemetry's addresses. Answers to writers follow OGC SensorThings 1.1; the rest is the program's own API. */
import type { FastifyRequest } from "fastify";
import { AppError } from "../../kernel/errors.ts";
import type { Http } from "../../kernel/module.ts";
import * as schema from "./schema.ts";
import { listIndexValues, readIndexMap } from "./service/indices.ts";
import { createObservation, createObservations } from "./service/ingest.ts";
import * as readings from "./service/readings.ts";
import * as things from "./service/things.ts";

const mostBodyBytes = 64 * 1_048_576;
const wholeCity: [number, number, number, number] = [-180, -90, 180, 90];

export function routes(http: Http): void {
  registerStations(http);
  registerReadings(http);
  registerIndices(http);
  registerSensorThings(http);
}

function registerStations(http: Http): void {
  const tags = ["telemetry"];
  http.get(
    "/api/telemetry/things",
    { schema: { tags, summary: "Stations with newest values and indices", querystring: schema.thingsQuery } },
    ({ ctx, query }) => {
      const { bbox, limit = 500, kind, property, cursor } = query;
      return things.listThings(ctx, {
        limit,
        ...(bbox ? { bbox: boxOf(bbox) } : {}),
        ...(kind ? { kind } : {}),
        ...(property ? { property } : {}),
        ...(cursor ? { cursor } : {}),
      });
    },
  );
  http.get(
    "/api/telemetry/latest",
    {
      schema: {
        tags,
        summary: "Newest values of all series in a box, flat",
        querystring: schema.latestQuery,
      },
    },
    async ({ ctx, query }, reply) =>
      reply
        .type("application/json")
        .send(await things.listLatest(ctx, query.bbox ? boxOf(query.bbox) : wholeCity)),
  );
  http.get(
    "/api/telemetry/things/:thing",
    { schema: { tags, summary: "One station", params: schema.thingParams } },
    ({ ctx, params }) => things.getThing(ctx, params.thing),
  );
  http.get(
    "/api/telemetry/properties",
    { schema: { tags, summary: "Kinds, observed properties, indices and legal limits" } },
    ({ ctx }) => things.describeTelemetry(ctx),
  );
  http.post(
    "/api/telemetry/things",
    { schema: { tags, summary: "Register a station", body: schema.newThing } },
    async ({ ctx, body }, reply) => {
      const { agencyCode = null, description = "", ...rest } = body;
      return reply.code(201).send(await things.registerThing(ctx, { ...rest, agencyCode, description }));
    },
  );
  http.put(
    "/api/telemetry/things/:thing/location",
    { schema: { tags, summary: "Move a station", params: schema.thingParams, body: schema.newPlace } },
    async ({ ctx, params, body }, reply) => {
      await things.moveThing(ctx, params.thing, body.lon, body.lat);
      return reply.code(204).send();
    },
  );
  http.post(
    "/api/telemetry/things/:thing/datastreams",
    {
      schema: {
        tags,
        summary: "Register a series of a station",
        params: schema.thingParams,
        body: schema.newDatastream,
      },
    },
    async ({ ctx, params, body }, reply) => {
      const { timeLabel = "instant", verticalDatum = null, ...rest } = body;
      return reply
        .code(201)
        .send(await things.registerDatastream(ctx, params.thing, { ...rest, timeLabel, verticalDatum }));
    },
  );
  http.get(
    "/api/telemetry/devices",
    { schema: { tags, summary: "Devices that may send, without their secrets" } },
    async ({ ctx }) => ({ items: await things.listDevices(ctx) }),
  );
  http.post(
    "/api/telemetry/devices",
    { schema: { tags, summary: "Create a device; its secret is shown once", body: schema.newDevice } },
    async ({ ctx, body }, reply) => reply.code(201).send(await things.createDevice(ctx, body)),
  );
  http.delete(
    "/api/telemetry/devices/:id",
    { schema: { tags, summary: "Revoke a device", params: schema.deviceParams } },
    async ({ ctx, params }, reply) => {
      await things.revokeDevice(ctx, params.id);
      return reply.code(204).send();
    },
  );
}

function registerReadings(http: Http): void {
  const tags = ["telemetry"];
  http.get(
    "/api/telemetry/datastreams/:id/series",
    {
      schema: {
        tags,
        summary: "A range in buckets",
        params: schema.seriesParams,
        querystring: schema.seriesQuery,
      },
    },
    ({ ctx, params, query }) =>
      readings.readSeries(ctx, { datastreamId: params.id, ...rangeOf(query), points: query.points ?? 500 }),
  );
  http.get(
    "/api/telemetry/datastreams/:id/readings",
    {
      schema: {
        tags,
        summary: "Every reading of a range, paged",
        params: schema.seriesParams,
        querystring: schema.readingsQuery,
      },
    },
    ({ ctx, params, query }) => {
      const { limit = 1_000, cursor } = query;
      return readings.listReadings(ctx, {
        datastreamId: params.id,
        ...rangeOf(query),
        limit,
        ...(cursor ? { cursor } : {}),
      });
    },
  );
  http.get(
    "/api/telemetry/datastreams/:id/export",
    {
      schema: {
        tags,
        summary: "A range as CSV, JSON lines or Parquet",
        params: schema.seriesParams,
        querystring: schema.exportQuery,
      },
    },
    async ({ ctx, params, query }, reply) => {
      const file = await readings.exportReadings(ctx, {
        datastreamId: params.id,
        ...rangeOf(query),
        form: query.format ?? "csv",
      });
      return reply
        .type(file.type)
        .header("content-disposition", `attachment; filename="${file.name}"`)
        .send(file.body);
    },
  );
  http.get(
    "/api/telemetry/things/:thing/quality",
    {
      schema: {
        tags,
        summary: "Quality flags of a station's readings",
        params: schema.thingParams,
        querystring: schema.rangeQuery,
      },
    },
    ({ ctx, params, query }) => readings.countQuality(ctx, { thing: params.thing, ...rangeOf(query) }),
  );
  http.get(
    "/api/telemetry/things/:thing/exceedances",
    {
      schema: {
        tags,
        summary: "Days over the legal limit of their time",
        params: schema.thingParams,
        querystring: schema.exceedancesQuery,
      },
    },
    ({ ctx, params, query }) =>
      readings.listExceedances(ctx, {
        thing: params.thing,
        ...rangeOf(query),
        ...(query.limitsOn ? { limitsOn: query.limitsOn } : {}),
      }),
  );
  http.get(
    "/api/telemetry/refusals",
    { schema: { tags, summary: "Readings that were refused, and why", querystring: schema.refusalsQuery } },
    ({ ctx, query }) => readings.listRefusals(ctx, query.limit ?? 100),
  );
}

function registerIndices(http: Http): void {
  const tags = ["telemetry"];
  http.get(
    "/api/telemetry/things/:thing/index",
    {
      schema: {
        tags,
        summary: "An index of a station by hour or day, with its parts",
        params: schema.thingParams,
        querystring: schema.indexQuery,
      },
    },
    async ({ ctx, params, query }) => {
      const thing = await things.getThing(ctx, params.thing);
      const { index = "vn-aqi", period = "hour" } = query;
      return {
        thing: thing.code,
        index,
        period,
        values: await listIndexValues(ctx, {
          thingId: thing.id,
          indexCode: index,
          period,
          ...rangeOf(query),
        }),
      };
    },
  );
  http.get(
    "/api/telemetry/index-map",
    {
      schema: {
        tags,
        summary: "An index of all stations over the last days, hour by hour",
        querystring: schema.indexMapQuery,
      },
    },
    ({ ctx, query }) => readIndexMap(ctx, { indexCode: query.index ?? "vn-aqi", days: query.days ?? 7 }),
  );
}

function registerSensorThings(http: Http): void {
  const tags = ["sensorthings"];
  http.post(
    "/v1.1/Observations",
    { schema: { tags, summary: "Create an Observation (OGC SensorThings 1.1)", body: schema.observation } },
    async (request, reply) => {
      const { body, ctx } = request;
      const { id, at } = await createObservation(ctx, {
        datastreamId: body.Datastream["@iot.id"],
        result: body.result,
        ...(body.phenomenonTime === undefined ? {} : { phenomenonTime: body.phenomenonTime }),
        ...(body.resultTime ? { resultTime: body.resultTime } : {}),
      });
      const selfLink = `${baseOf(request)}/v1.1/Observations('${id}')`;
      return reply
        .code(201)
        .header("location", selfLink)
        .send({
          "@iot.id": id,
          "@iot.selfLink": selfLink,
          phenomenonTime: new Date(at).toISOString(),
          resultTime: body.resultTime ?? null,
          result: body.result,
          "Datastream@iot.navigationLink": `${baseOf(request)}/v1.1/Datastreams(${body.Datastream["@iot.id"]})`,
        });
    },
  );
  http.post(
    "/v1.1/CreateObservations",
    {
      bodyLimit: mostBodyBytes,
      schema: {
        tags,
        summary: "Create many Observations from data arrays (OGC SensorThings 1.1)",
        body: schema.createObservations,
      },
    },
    async (request, reply) => {
      const arrays = request.body.map((a) => ({
        datastreamId: a.Datastream["@iot.id"],
        components: a.components,
        dataArray: a.dataArray,
      }));
      const answers = await createObservations(request.ctx, arrays);
      const prefix = `"${baseOf(request)}/v1.1/Observations('`;
      let refused = 0;
      const links = answers.map((answer) => {
        if (!(answer instanceof AppError)) return `${prefix}${answer}')"`;
        refused++;
        return '"error"';
      });
      return reply
        .code(201)
        .type("application/json")
        .header("dothi-refused", refused)
        .send(`[${links.join(",")}]`);
    },
  );
}

function baseOf(request: FastifyRequest): string {
  return request.ctx.config.PUBLIC_URL || `${request.protocol}://${request.host}`;
}

function rangeOf(query: { from: string; to: string }): { from: Date; to: Date } {
  return { from: new Date(query.from), to: new Date(query.to) };
}

function boxOf(text: string): [number, number, number, number] {
  const [west = 0, south = 0, east = 0, north = 0] = text.split(",").map(Number);
  return [west, south, east, north];
}
