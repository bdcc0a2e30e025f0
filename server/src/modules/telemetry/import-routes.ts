/** Addresses of the file import: upload, preview, start, follow, fetch what was refused. */
import { registerUpload } from "../../kernel/http/upload.ts";
import type { Http } from "../../kernel/module.ts";
import { pageQuery } from "../../kernel/page.ts";
import { Type } from "../../kernel/schema.ts";
import { dialect, newImport } from "./import/plan.ts";
import * as imports from "./service/imports.ts";

const importParams = Type.Object({ id: Type.String({ format: "uuid" }) });

const preview = Type.Object(
  {
    fileHash: Type.String({ pattern: "^[0-9a-f]{64}$" }),
    /** Answers of the person that replace guesses. */
    encoding: Type.Optional(Type.String({ maxLength: 20 })),
    delimiter: Type.Optional(
      Type.Union([Type.Literal(","), Type.Literal(";"), Type.Literal("\t"), Type.Literal("|")]),
    ),
    decimal: Type.Optional(Type.Union([Type.Literal("."), Type.Literal(",")])),
    headerRow: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

const values = Type.Object(
  {
    fileHash: Type.String({ pattern: "^[0-9a-f]{64}$" }),
    dialect,
    columns: Type.Array(Type.Integer({ minimum: 0, maximum: 4_095 }), { minItems: 1, maxItems: 3 }),
  },
  { additionalProperties: false },
);

export async function importRoutes(http: Http): Promise<void> {
  await registerUpload(http, {
    path: "/api/telemetry/import-files",
    mostBytes: imports.mostFileBytes,
    tags: ["telemetry imports"],
    take: imports.uploadFile,
  });
  const tags = ["telemetry imports"];
  http.post(
    "/api/telemetry/import-previews",
    { schema: { tags, summary: "What is in an uploaded file", body: preview } },
    ({ ctx, body }) => {
      const { fileHash, ...answers } = body;
      return imports.previewFile(ctx, { fileHash, answers: answers as never });
    },
  );
  http.post(
    "/api/telemetry/import-values",
    { schema: { tags, summary: "Different texts of columns of the whole file, matched", body: values } },
    ({ ctx, body }) => imports.findColumnTexts(ctx, body as never),
  );
  http.post(
    "/api/telemetry/imports",
    { schema: { tags, summary: "Import an uploaded file", body: newImport } },
    async ({ ctx, body }, reply) => reply.code(202).send(await imports.startImport(ctx, body)),
  );
  http.get(
    "/api/telemetry/imports",
    { schema: { tags, summary: "Imports, newest first", querystring: Type.Object(pageQuery) } },
    ({ ctx, query }) =>
      imports.listImports(ctx, {
        limit: query.limit ?? 50,
        ...(query.cursor ? { cursor: query.cursor } : {}),
      }),
  );
  http.get(
    "/api/telemetry/imports/:id",
    { schema: { tags, summary: "One import", params: importParams } },
    ({ ctx, params }) => imports.getImport(ctx, params.id),
  );
  http.get(
    "/api/telemetry/imports/:id/refused",
    { schema: { tags, summary: "Refused rows as CSV", params: importParams } },
    async ({ ctx, params }, reply) => {
      const { body, name } = await imports.openRefusedRows(ctx, params.id);
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="${name}"`)
        .send(body);
    },
  );
}
