/** `GET /api/live?topics=a,b`: server-sent events with replay after `Last-Event-ID`. */

import { kernelError } from "../errors.ts";
import type { LiveMessage } from "../live.ts";
import type { App, Http, LiveTopic } from "../module.ts";
import { Type } from "../schema.ts";

const heartbeatMs = 15_000;
const mostUnsentBytes = 1_000_000;

const query = Type.Object({
  topics: Type.Optional(Type.String({ maxLength: 1000, description: "Topics, separated by commas." })),
  topic: Type.Optional(
    Type.Array(Type.String({ maxLength: 200 }), { maxItems: 50, description: "The same, one a parameter." }),
  ),
  lastEventId: Type.Optional(
    Type.String({ maxLength: 100, description: "As the header Last-Event-ID, for a new stream." }),
  ),
});

export function registerLiveRoute(http: Http, app: App, families: readonly LiveTopic[]): void {
  http.get(
    "/api/live",
    { schema: { querystring: query, tags: ["live"], summary: "Live messages (text/event-stream)" } },
    async (request, reply) => {
      const topics = new Set([...(request.query.topics?.split(",") ?? []), ...(request.query.topic ?? [])]);
      for (const topic of topics) {
        const family = families.find((f) => topic.startsWith(f.prefix));
        if (!family) throw kernelError("not-found", { path: `/api/live?topics=${topic}` });
        await family.may(request.ctx, topic);
      }
      reply.hijack();
      const out = reply.raw;
      out.writeHead(200, {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      });
      const send = (message: LiveMessage) => {
        if (out.writableLength > mostUnsentBytes) return void out.destroy();
        out.write(`id: ${message.id}\nevent: ${message.topic}\ndata: ${JSON.stringify(message.data)}\n\n`);
      };
      const unsubscribe = app.live.subscribe(topics, send);
      const lastId = request.headers["last-event-id"] ?? request.query.lastEventId;
      if (typeof lastId === "string") {
        const missed = app.live.since(lastId, topics);
        if (missed) for (const message of missed) send(message);
        else out.write("event: reset\ndata: {}\n\n");
      }
      out.write("retry: 2000\n\n");
      const heartbeat = setInterval(() => out.write(": \n\n"), heartbeatMs);
      out.on("close", () => {
        clearInterval(heartbeat);
        unsubscribe();
      });
    },
  );
}
