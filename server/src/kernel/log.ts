/** Logs are for operators: structured lines on standard error, secrets cut out. Decisions go to the ledger. */
import { type Logger, pino } from "pino";

export type Log = Logger;

const secrets = ["authorization", "cookie", "set-cookie", "x-csrf-token", "password", "secret", "token"];

/** Makes the process's logger. `pretty` is for a person at a terminal. */
export function createLog(options: { level: string; format: string }): Log {
  const redact = { paths: secrets.flatMap((key) => [`*["${key}"]`, `*.headers["${key}"]`]), censor: "(cut)" };
  if (options.format !== "pretty") return pino({ level: options.level, redact }, pino.destination(2));
  const transport = pino.transport({
    target: "pino-pretty",
    options: { destination: 2, ignore: "pid,hostname" },
  });
  return pino({ level: options.level, redact }, transport);
}
