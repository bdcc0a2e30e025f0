/** Figures for operators, in Prometheus's text form at /metrics. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const httpSeconds = new Histogram({
  name: "dothi_http_request_seconds",
  help: "Time from request to end of answer",
  labelNames: ["method", "route", "status"],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
  registers: [registry],
});

/** The counter of that name; made on first use. */
export function counter(name: string, help: string, labelNames: readonly string[] = []): Counter {
  const existing = registry.getSingleMetric(name);
  if (existing instanceof Counter) return existing;
  return new Counter({ name, help, labelNames: [...labelNames], registers: [registry] });
}

/** A gauge read at each scrape; a later one of the same name replaces it. */
export function gauge(name: string, help: string, collect: (this: Gauge) => void): Gauge {
  registry.removeSingleMetric(name);
  return new Gauge({ name, help, registers: [registry], collect });
}
