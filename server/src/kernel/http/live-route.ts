/** `GET /api/live?topics=a,b`: server-sent events with replay after `Last-Event-ID`. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Actor } from "../actor.ts";
import { kernelError } from "../errors.ts";
import type { LiveMessage } from "../live.ts";
import type { App, Http, LiveTopic } from "../module.ts";
import { type Static, Type } from "../schema.ts";

const heartbeatMs = 15_000;
/** Who may follow is asked again this often: a session that ended or a token that was revoked ends the stream. */
const recheckMs = 60_000;
const mostUnsentBytes = 1_000_000;

const query = Type.Object({
  topics: Type.Optional(Type.String({ maxLength: 1000, description: "Topics, separated by commas." })),
  topic: Type.Optional(
    Type.Array(Type.String({ maxLength: 200 }), {
      maxItems: 50,
      description: "The same, one a parameter.",
    }),
  ),
  lastEventId: Type.Optional(
    Type.String({ maxLength: 100, description: "As the header Last-Event-ID, for a new stream." }),
  ),
});

export interface LiveRouteOptions {
  readonly families: readonly LiveTopic[];
  readonly authenticate: (request: FastifyRequest) => Promise<Actor>;
}

export function registerLiveRoute(http: Http, app: App, options: LiveRouteOptions): void {
  const streams = new Set<FastifyReply["raw"]>();
  http.addHook("preClose", async () => {
    for (const stream of streams) stream.end();
  });
  const schema = { querystring: query, tags: ["live"], summary: "Live messages (text/event-stream)" };
  http.get("/api/live", { schema, exposeHeadRoute: false }, async (request, reply) => {
    const topics = topicsOf(request.query);
    await refuseForbidden(options.families, request.ctx, topics);
    const out = openStream(reply);
    streams.add(out);
    const send = (message: LiveMessage) => {
      if (out.writableEnded) return;
      if (out.writableLength > mostUnsentBytes) return void out.destroy();
      out.write(`id: ${message.id}\nevent: ${message.topic}\ndata: ${JSON.stringify(message.data)}\n\n`);
    };
    const unsubscribe = app.live.subscribe(topics, send);
    replay(app, request, { topics, send, reset: () => out.write("event: reset\ndata: {}\n\n") });
    out.write("retry: 2000\n\n");
    const heartbeat = setInterval(() => out.write(": \n\n"), heartbeatMs);
    const recheck = setInterval(() => {
      const again = async () =>
        refuseForbidden(options.families, app.contextFor(await options.authenticate(request)), topics);
      again().catch((error) => {
        request.log.debug({ err: error }, "a live stream ends: its reader may no longer follow");
        out.end();
      });
    }, recheckMs);
    out.on("close", () => {
      clearInterval(heartbeat);
      clearInterval(recheck);
      streams.delete(out);
      unsubscribe();
    });
  });
}

function topicsOf(asked: Static<typeof query>): Set<string> {
  const topics = [...(asked.topics?.split(",") ?? []), ...(asked.topic ?? [])].map((topic) => topic.trim());
  return new Set(topics.filter((topic) => topic !== ""));
}

async function refuseForbidden(
  families: readonly LiveTopic[],
  ctx: FastifyRequest["ctx"],
  topics: ReadonlySet<string>,
): Promise<void> {
  for (const topic of topics) {
    const family = families.find((f) => topic.startsWith(f.prefix));
    if (!family) throw kernelError("not-found", { path: `/api/live?topics=${topic}` });
    await family.may(ctx, topic);
  }
}

/** Takes the answer out of Fastify's hands, with the headers that all answers have. */
function openStream(reply: FastifyReply): FastifyReply["raw"] {
  const headers = reply.getHeaders();
  reply.hijack();
  reply.raw.writeHead(200, {
    ...(headers as Record<string, string>),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  return reply.raw;
}

function replay(
  app: App,
  request: FastifyRequest<{ Querystring: Static<typeof query> }>,
  to: { topics: ReadonlySet<string>; send: (message: LiveMessage) => void; reset: () => void },
): void {
  const lastId = request.headers["last-event-id"] ?? request.query.lastEventId;
  if (typeof lastId !== "string") return;
  const missed = app.live.since(lastId, to.topics);
  if (missed) for (const message of missed) to.send(message);
  else to.reset();
}
