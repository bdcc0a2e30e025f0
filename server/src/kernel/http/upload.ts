/** A route whose body is a file, of any type and size up to a bound, handed on as a stream. */
import { Readable } from "node:stream";
import type { Context } from "../context.ts";
import type { Http } from "../module.ts";
import { Type } from "../schema.ts";

export interface Upload {
  readonly path: string;
  readonly mostBytes: number;
  readonly tags: readonly string[];
  /** Takes the bytes; what it returns is answered with 201. `name` is the query parameter of that name. */
  readonly take: (ctx: Context, body: Readable, name: string) => Promise<unknown>;
}

/** Registers the route in a scope of its own: elsewhere bodies are JSON. */
export async function registerUpload(http: Http, upload: Upload): Promise<void> {
  await http.register(async (plain) => {
    const scope = plain as Http;
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "*",
      (_request: unknown, payload: Readable, done: (error: null, body: Readable) => void) =>
        done(null, payload),
    );
    const querystring = Type.Object({ name: Type.Optional(Type.String({ maxLength: 255 })) });
    const schema = { tags: [...upload.tags], summary: "Upload a file: the body is its bytes", querystring };
    scope.post(upload.path, { bodyLimit: upload.mostBytes, schema }, async (request, reply) => {
      const body = request.body instanceof Readable ? request.body : Readable.from([]);
      return reply.code(201).send(await upload.take(request.ctx, body, request.query.name ?? "tep"));
    });
  });
}
