/** What a device publishes: the topic says which series, the payload is a number or a small JSON object. */
import { AppError } from "../../../kernel/errors.ts";
import { parseJsonBody } from "../../../kernel/http/json-body.ts";
import { telemetryError } from "../errors.ts";
import type { Catalogue, Device, Series } from "./catalogue.ts";
import { parseMoment, refusalOf } from "./moment.ts";

export interface Reading {
  readonly series: Series;
  readonly at: number;
  readonly resultAt: number;
  readonly value: number;
}

const byId = /^v1\.1\/Datastreams\((\d{1,9})\)\/Observations$/;
const byName = /^dothi\/([a-z0-9_-]{1,60})\/([a-z0-9_-]{1,40})$/;

/** The series a topic names. @throws `telemetry.topic-unknown`, `telemetry.series-unknown` */
export function seriesOfTopic(catalogue: Catalogue, topic: string): Series {
  const id = byId.exec(topic)?.[1];
  const names = byName.exec(topic);
  if (!id && !names) throw telemetryError("topic-unknown", { topic });
  const series = id ? catalogue.find(Number(id)) : catalogue.findByCode(names?.[1] ?? "", names?.[2] ?? "");
  if (!series) throw telemetryError("series-unknown", { series: id ?? `${names?.[1]}/${names?.[2]}` });
  return series;
}

/**
 * Reads one message.
 * @param device the sender, when it is known here; undefined = an external broker has checked it
 * @throws AppError of telemetry, saying what is wrong with the message
 */
export function readMessage(
  catalogue: Catalogue,
  message: { topic: string; payload: Buffer; device: Device | undefined; now: number },
): Reading {
  const series = seriesOfTopic(catalogue, message.topic);
  if (message.device && !message.device.things.has(series.thingId))
    throw telemetryError("device-not-allowed", { device: message.device.userName, thing: series.thingCode });
  const { result, time, resultTime } = readPayload(message.payload);
  const at = time === undefined ? message.now : parseMoment(time, series.timeLabel);
  const refusal = refusalOf(at, result, time, message.now);
  if (refusal) throw refusal;
  return { series, at, resultAt: parseMoment(resultTime), value: result as number };
}

function readPayload(payload: Buffer): { result: unknown; time?: unknown; resultTime?: unknown } {
  if (payload[0] !== 0x7b) {
    const text = payload.toString("latin1").trim();
    if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text))
      throw telemetryError("result-not-number", { value: text.slice(0, 80) });
    return { result: Number(text) };
  }
  const body = parse(payload) as Record<string, unknown>;
  return {
    result: body.result ?? body.value,
    ...("phenomenonTime" in body ? { time: body.phenomenonTime } : "time" in body ? { time: body.time } : {}),
    ...("resultTime" in body ? { resultTime: body.resultTime } : {}),
  };
}

function parse(payload: Buffer): unknown {
  try {
    return parseJsonBody(payload);
  } catch (error) {
    throw telemetryError(
      "payload-unreadable",
      { reason: error instanceof AppError ? error.title.en : "JSON" },
      { cause: error },
    );
  }
}
