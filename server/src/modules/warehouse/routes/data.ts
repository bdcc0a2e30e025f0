/** Addresses that give data: rows, files, groups, features, statistics, lineage, SQL. */
import type { FastifyReply } from "fastify";
import type { Http } from "../../../kernel/module.ts";
import { Type } from "../../../kernel/schema.ts";
import * as schema from "../schema.ts";
import { type Download, downloadRows, type FileFormat } from "../service/download.ts";
import { acceptLineage, getLineage, type OpenLineageEvent } from "../service/lineage.ts";
import * as queries from "../service/queries.ts";
import * as rows from "../service/rows.ts";
import * as sql from "../service/sql.ts";
import * as terms from "../service/terms.ts";

const params = Type.Object({ name: schema.datasetName });
const idParams = Type.Object({ id: Type.String({ format: "uuid" }) });
const tags = ["warehouse data"];

export function dataRoutes(http: Http): void {
  const base = "/api/warehouse/datasets/:name";
  http.get(
    `${base}/rows`,
    { schema: { tags, summary: "Rows, by pages", params, querystring: schema.rowsQuery } },
    ({ ctx, params: { name }, query }) => rows.listRows(ctx, name, query),
  );
  http.get(
    `${base}/download`,
    { schema: { tags, summary: "All rows as a file", params, querystring: schema.downloadQuery } },
    async ({ ctx, params: { name }, query }, reply) => sendFile(reply, await downloadRows(ctx, name, query)),
  );
  http.get(
    `${base}/aggregate`,
    { schema: { tags, summary: "Groups for a chart", params, querystring: schema.aggregateQuery } },
    ({ ctx, params: { name }, query }) => rows.aggregateRows(ctx, name, query),
  );
  http.get(
    `${base}/map`,
    { schema: { tags, summary: "Rows as GeoJSON features", params, querystring: schema.mapQuery } },
    ({ ctx, params: { name }, query }) => rows.mapRows(ctx, name, query),
  );
  const ofVersion = Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1 })) });
  http.get(
    `${base}/profile`,
    { schema: { tags, summary: "Statistics of columns", params, querystring: ofVersion } },
    ({ ctx, params: { name }, query }) => rows.getProfile(ctx, name, query),
  );
  const depth = Type.Object({ depth: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })) });
  http.get(
    `${base}/lineage`,
    { schema: { tags, summary: "Where it comes from and goes", params, querystring: depth } },
    ({ ctx, params: { name }, query }) => getLineage(ctx, name, query),
  );
  sqlRoutes(http);
  queryRoutes(http);
  termRoutes(http);
  lineageRoutes(http);
}

function sendFile(reply: FastifyReply, { body, mediaType, fileName }: Download) {
  return reply.type(mediaType).header("content-disposition", `attachment; filename="${fileName}"`).send(body);
}

function sqlRoutes(http: Http): void {
  const base = "/api/warehouse/sql";
  http.post(base, { schema: { tags, summary: "Run a SELECT", body: schema.sqlInput } }, ({ ctx, body }) =>
    sql.runSql(ctx, body),
  );
  const text = Type.Object({ sql: Type.String({ maxLength: 100_000 }) }, { additionalProperties: false });
  http.post(
    `${base}/check`,
    { schema: { tags, summary: "Check a SELECT without running it", body: text } },
    ({ ctx, body }) => sql.checkSql(ctx, body),
  );
  const cancel = Type.Object({ queryId: Type.String({ format: "uuid" }) }, { additionalProperties: false });
  http.post(
    `${base}/cancel`,
    { schema: { tags, summary: "Cancel one's own query", body: cancel } },
    async ({ ctx, body }, reply) => {
      await sql.cancelSql(ctx, body.queryId);
      return reply.code(202).send({});
    },
  );
  http.post(
    `${base}/export`,
    { schema: { tags, summary: "The result of a SELECT as a file", body: schema.sqlExportInput } },
    async ({ ctx, body }, reply) =>
      sendFile(reply, await sql.exportSql(ctx, { ...body, format: body.format as FileFormat })),
  );
  http.get(
    `${base}/schema`,
    { schema: { tags, summary: "Tables, columns and functions for the editor" } },
    ({ ctx }) => sql.getSqlSchema(ctx),
  );
}

function queryRoutes(http: Http): void {
  const base = "/api/warehouse/queries";
  http.get(base, { schema: { tags, summary: "Saved queries" } }, async ({ ctx }) => ({
    items: await queries.listQueries(ctx),
  }));
  http.post(
    base,
    { schema: { tags, summary: "Save a query", body: schema.savedQueryInput } },
    async ({ ctx, body }, reply) => reply.code(201).send(await queries.saveQuery(ctx, body)),
  );
  http.put(
    `${base}/:id`,
    { schema: { tags, summary: "Change a saved query", params: idParams, body: schema.savedQueryInput } },
    ({ ctx, params: { id }, body }) => queries.changeQuery(ctx, id, body),
  );
  http.delete(
    `${base}/:id`,
    { schema: { tags, summary: "Delete a saved query", params: idParams } },
    async ({ ctx, params: { id } }, reply) => {
      await queries.removeQuery(ctx, id);
      return reply.code(204).send();
    },
  );
  http.post(
    `${base}/:id/materialise`,
    {
      schema: { tags, summary: "Make a dataset of a query", params: idParams, body: schema.materialiseInput },
    },
    async ({ ctx, params: { id }, body }, reply) =>
      reply.code(202).send(await queries.materialiseQuery(ctx, id, body)),
  );
  http.post(
    `${base}/:id/run`,
    { schema: { tags, summary: "Fill the dataset of a query again", params: idParams } },
    async ({ ctx, params: { id } }, reply) => reply.code(202).send(await queries.rerunQuery(ctx, id)),
  );
}

function termRoutes(http: Http): void {
  const base = "/api/warehouse/terms";
  http.get(base, { schema: { tags, summary: "The shared dictionary" } }, async ({ ctx }) => ({
    items: await terms.listTerms(ctx),
  }));
  http.post(
    base,
    { schema: { tags, summary: "A new term", body: schema.termInput } },
    async ({ ctx, body }, reply) => reply.code(201).send(await terms.addTerm(ctx, body)),
  );
  const code = Type.Object({ code: Type.String({ maxLength: 60 }) });
  http.put(
    `${base}/:code`,
    { schema: { tags, summary: "Change a term", params: code, body: schema.termInput } },
    ({ ctx, params: one, body }) => terms.changeTerm(ctx, one.code, body),
  );
}

function lineageRoutes(http: Http): void {
  const outside = Type.Array(
    Type.Object({
      namespace: Type.String({ maxLength: 300 }),
      name: Type.String({ maxLength: 300 }),
      facets: Type.Optional(Type.Object({}, { additionalProperties: true })),
    }),
    { maxItems: 200 },
  );
  const event = Type.Object({
    eventType: Type.Optional(Type.Enum(["START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER"])),
    eventTime: Type.String({ maxLength: 40 }),
    run: Type.Object({ runId: Type.String({ format: "uuid" }) }),
    job: Type.Object({ namespace: Type.String({ maxLength: 200 }), name: Type.String({ maxLength: 200 }) }),
    inputs: Type.Optional(outside),
    outputs: Type.Optional(outside),
  });
  http.post(
    "/api/v1/lineage",
    { schema: { tags, summary: "Take an OpenLineage run event", body: event } },
    async ({ ctx, body }, reply) => {
      await acceptLineage(ctx, body as OpenLineageEvent);
      return reply.code(201).send({});
    },
  );
}
