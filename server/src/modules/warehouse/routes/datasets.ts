/** Addresses of the catalogue and of datasets. */
import type { Http } from "../../../kernel/module.ts";
import { pageQuery } from "../../../kernel/page.ts";
import { Type } from "../../../kernel/schema.ts";
import * as schema from "../schema.ts";
import { listDatasets } from "../service/catalogue.ts";
import * as datasets from "../service/datasets.ts";
import { getOverview } from "../service/overview.ts";
import * as protection from "../service/protection.ts";
import * as quality from "../service/quality.ts";
import * as release from "../service/release.ts";
import { getTableSchema, setTableSchema } from "../service/table-schema.ts";
import * as versions from "../service/versions.ts";

const params = Type.Object({ name: schema.datasetName });
const versionParams = Type.Object({ name: schema.datasetName, number: Type.Integer({ minimum: 1 }) });
const tags = ["warehouse"];

export function datasetRoutes(http: Http): void {
  const base = "/api/warehouse";
  http.get(
    `${base}/overview`,
    { schema: { tags, summary: "Figures, and what waits for someone" } },
    ({ ctx }) => getOverview(ctx),
  );
  http.get(`${base}/themes`, { schema: { tags, summary: "Themes of the catalogue" } }, async () =>
    Object.entries(schema.themes).map(([code, label]) => ({ code, label })),
  );
  http.get(
    `${base}/datasets`,
    { schema: { tags, summary: "Search the catalogue", querystring: schema.datasetsQuery } },
    ({ ctx, query }) => listDatasets(ctx, query),
  );
  http.post(
    `${base}/datasets`,
    { schema: { tags, summary: "A new dataset", body: schema.newDataset } },
    async ({ ctx, body }, reply) => reply.code(201).send(await datasets.createDataset(ctx, body)),
  );
  http.get(
    `${base}/datasets/:name`,
    { schema: { tags, summary: "One dataset", params } },
    ({ ctx, params: { name } }) => datasets.getDataset(ctx, name),
  );
  http.patch(
    `${base}/datasets/:name`,
    { schema: { tags, summary: "Change a dataset", params, body: schema.datasetChange } },
    ({ ctx, params: { name }, body }) => datasets.changeDataset(ctx, name, body),
  );
  http.delete(
    `${base}/datasets/:name`,
    { schema: { tags, summary: "Put a dataset away", params } },
    async ({ ctx, params: { name } }, reply) => {
      await datasets.archiveDataset(ctx, name);
      return reply.code(204).send();
    },
  );
  http.put(
    `${base}/datasets/:name/columns`,
    { schema: { tags, summary: "Describe columns", params, body: schema.columnsInput } },
    ({ ctx, params: { name }, body }) => datasets.describeColumns(ctx, name, body),
  );
  http.get(
    `${base}/datasets/:name/table-schema`,
    { schema: { tags, summary: "The dictionary as Table Schema v2", params } },
    ({ ctx, params: { name } }) => getTableSchema(ctx, name),
  );
  http.put(
    `${base}/datasets/:name/table-schema`,
    {
      schema: {
        tags,
        summary: "Take a dictionary from a Table Schema",
        params,
        body: Type.Object({}, { additionalProperties: true }),
      },
    },
    ({ ctx, params: { name }, body }) => setTableSchema(ctx, name, body),
  );
  versionRoutes(http, `${base}/datasets/:name`);
  guardRoutes(http, base);
}

function versionRoutes(http: Http, base: string): void {
  http.get(
    `${base}/versions`,
    { schema: { tags, summary: "Versions, newest first", params } },
    async ({ ctx, params: { name } }) => ({
      items: await versions.listVersions(ctx, name),
    }),
  );
  http.post(
    `${base}/versions/:number/publish`,
    { schema: { tags, summary: "Publish a draft", params: versionParams } },
    ({ ctx, params: { name, number } }) => versions.publishVersion(ctx, name, number),
  );
  http.post(
    `${base}/versions/:number/discard`,
    { schema: { tags, summary: "Throw a draft away", params: versionParams } },
    ({ ctx, params: { name, number } }) => versions.discardVersion(ctx, name, number),
  );
  const rollback = Type.Object(
    { version: Type.Integer({ minimum: 1 }), note: Type.Optional(Type.String({ maxLength: 2000 })) },
    { additionalProperties: false },
  );
  http.post(
    `${base}/rollback`,
    { schema: { tags, summary: "Make an older version current again", params, body: rollback } },
    ({ ctx, params: { name }, body }) => versions.rollback(ctx, name, body),
  );
  const diff = Type.Object({
    from: Type.Integer({ minimum: 1 }),
    to: Type.Integer({ minimum: 1 }),
    ...pageQuery,
  });
  http.get(
    `${base}/diff`,
    { schema: { tags, summary: "Rows that differ between two versions", params, querystring: diff } },
    ({ ctx, params: { name }, query }) => versions.diffVersions(ctx, name, query),
  );
}

function guardRoutes(http: Http, root: string): void {
  const base = `${root}/datasets/:name`;
  http.get(
    `${base}/quality`,
    { schema: { tags, summary: "Quality rules and results", params } },
    ({ ctx, params: { name } }) => quality.getQuality(ctx, name),
  );
  http.put(
    `${base}/quality`,
    { schema: { tags, summary: "Set the rules", params, body: schema.qualityInput } },
    ({ ctx, params: { name }, body }) => quality.setQuality(ctx, name, body as schema.QualityInput),
  );
  http.post(
    `${base}/quality/run`,
    { schema: { tags, summary: "Check the current version again", params } },
    ({ ctx, params: { name } }) => quality.runQuality(ctx, name),
  );
  http.get(
    `${base}/classification`,
    { schema: { tags, summary: "Personal data found in columns", params } },
    ({ ctx, params: { name } }) => protection.getClassification(ctx, name),
  );
  http.post(
    `${base}/classification`,
    { schema: { tags, summary: "Decide the class of a column", params, body: schema.classDecision } },
    ({ ctx, params: { name }, body }) => protection.decideClass(ctx, name, body),
  );
  http.get(
    `${base}/access`,
    { schema: { tags, summary: "Who sees what", params } },
    ({ ctx, params: { name } }) => protection.getAccess(ctx, name),
  );
  http.put(
    `${base}/access`,
    { schema: { tags, summary: "Set grants, masks and row rules", params, body: schema.accessInput } },
    ({ ctx, params: { name }, body }) => protection.setAccess(ctx, name, body),
  );
  http.get(
    `${base}/reads`,
    { schema: { tags, summary: "Who read it", params, querystring: Type.Object(pageQuery) } },
    ({ ctx, params: { name }, query }) => protection.listReadLog(ctx, name, query),
  );
  http.get(
    `${base}/releases`,
    { schema: { tags, summary: "Requests to open it", params } },
    async ({ ctx, params: { name } }) => ({
      items: await release.listReleases(ctx, { dataset: name }),
    }),
  );
  http.post(
    `${base}/releases`,
    { schema: { tags, summary: "Propose to open a version", params, body: schema.releaseInput } },
    async ({ ctx, params: { name }, body }, reply) =>
      reply.code(201).send(await release.proposeRelease(ctx, name, body)),
  );
  http.get(
    `${root}/releases`,
    {
      schema: {
        tags,
        summary: "Requests to open data",
        querystring: Type.Object({ state: Type.Optional(Type.String({ maxLength: 20 })) }),
      },
    },
    async ({ ctx, query }) => ({
      items: await release.listReleases(ctx, query),
    }),
  );
  http.post(
    `${root}/releases/:id/decision`,
    {
      schema: {
        tags,
        summary: "Approve or reject",
        params: Type.Object({ id: Type.String({ format: "uuid" }) }),
        body: schema.releaseDecision,
      },
    },
    ({ ctx, params: { id }, body }) => release.decideRelease(ctx, id, body),
  );
}
