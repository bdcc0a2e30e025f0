/** Addresses through which data comes in: files, loads, sources, connections. */
import { Readable } from "node:stream";
import { registerUpload } from "../../../kernel/http/upload.ts";
import type { Http } from "../../../kernel/module.ts";
import { pageQuery } from "../../../kernel/page.ts";
import { Type } from "../../../kernel/schema.ts";
import * as schema from "../schema.ts";
import * as connections from "../service/connections.ts";
import * as loads from "../service/loads.ts";
import { previewFile } from "../service/preview.ts";
import * as sources from "../service/sources.ts";

const params = Type.Object({ name: schema.datasetName });
const idParams = Type.Object({ id: Type.String({ format: "uuid" }) });
const tags = ["warehouse loads"];

export async function loadRoutes(http: Http): Promise<void> {
  await registerUpload(http, {
    path: "/api/warehouse/files",
    mostBytes: loads.mostFileBytes,
    tags,
    take: loads.uploadFile,
  });
  const base = "/api/warehouse";
  http.post(
    `${base}/previews`,
    { schema: { tags, summary: "What is in an uploaded file", body: schema.previewInput } },
    ({ ctx, body }) => previewFile(ctx, body),
  );
  http.get(
    `${base}/datasets/:name/loads`,
    { schema: { tags, summary: "Loads, newest first", params } },
    async ({ ctx, params: { name } }) => ({
      items: await loads.listLoads(ctx, name),
    }),
  );
  http.post(
    `${base}/datasets/:name/loads`,
    { schema: { tags, summary: "Load an uploaded file", params, body: schema.newLoad } },
    async ({ ctx, params: { name }, body }, reply) =>
      reply.code(202).send(await loads.startLoad(ctx, name, body)),
  );
  http.get(
    `${base}/loads/:id`,
    { schema: { tags, summary: "One load with its report", params: idParams } },
    ({ ctx, params: { id } }) => loads.getLoad(ctx, id),
  );
  http.get(
    `${base}/loads/:id/quarantine`,
    { schema: { tags, summary: "What did not fit", params: idParams, querystring: Type.Object(pageQuery) } },
    ({ ctx, params: { id }, query }) => loads.listLoadQuarantine(ctx, id, query),
  );
  http.get(
    `${base}/loads/:id/quarantine.csv`,
    { schema: { tags, summary: "What did not fit, as CSV", params: idParams } },
    async ({ ctx, params: { id } }, reply) =>
      reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="cach-ly-${id.slice(0, 8)}.csv"`)
        .send(Readable.from(loads.quarantineCsv(ctx, id))),
  );
  sourceRoutes(http, `${base}/sources`);
  connectionRoutes(http, `${base}/connections`);
}

function sourceRoutes(http: Http, base: string): void {
  http.get(base, { schema: { tags, summary: "Sources" } }, async ({ ctx }) => ({
    items: await sources.listSources(ctx),
  }));
  http.post(
    base,
    { schema: { tags, summary: "A new source", body: schema.newSource } },
    async ({ ctx, body }, reply) => reply.code(201).send(await sources.addSource(ctx, body)),
  );
  http.patch(
    `${base}/:id`,
    { schema: { tags, summary: "Change a source", params: idParams, body: schema.sourceChange } },
    ({ ctx, params: { id }, body }) => sources.changeSource(ctx, id, body),
  );
  http.delete(
    `${base}/:id`,
    { schema: { tags, summary: "Delete a source", params: idParams } },
    async ({ ctx, params: { id } }, reply) => {
      await sources.removeSource(ctx, id);
      return reply.code(204).send();
    },
  );
  http.post(
    `${base}/:id/run`,
    { schema: { tags, summary: "Run a source now", params: idParams } },
    async ({ ctx, params: { id } }, reply) => reply.code(202).send(await sources.startSource(ctx, id)),
  );
  http.get(
    `${base}/:id/runs`,
    { schema: { tags, summary: "Runs of a source", params: idParams } },
    async ({ ctx, params: { id } }) => ({
      items: await sources.listRuns(ctx, id),
    }),
  );
}

function connectionRoutes(http: Http, base: string): void {
  http.get(base, { schema: { tags, summary: "Stored connections" } }, async ({ ctx }) => ({
    items: await connections.listConnections(ctx),
  }));
  http.post(
    base,
    { schema: { tags, summary: "Store a connection", body: schema.newConnection } },
    async ({ ctx, body }, reply) => reply.code(201).send(await connections.addConnection(ctx, body)),
  );
  http.delete(
    `${base}/:id`,
    { schema: { tags, summary: "Delete a connection", params: idParams } },
    async ({ ctx, params: { id } }, reply) => {
      await connections.removeConnection(ctx, id);
      return reply.code(204).send();
    },
  );
  const test = Type.Object(
    { query: Type.Optional(Type.String({ maxLength: 20_000 })) },
    { additionalProperties: false },
  );
  http.post(
    `${base}/:id/test`,
    { schema: { tags, summary: "Try a connection", params: idParams, body: test } },
    ({ ctx, params: { id }, body }) => connections.tryConnection(ctx, id, body),
  );
}
