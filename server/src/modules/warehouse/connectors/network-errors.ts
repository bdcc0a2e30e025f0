/** Failures of sockets and HTTP, in the words of the catalogue. */
import { AppError } from "../../../kernel/errors.ts";
import { sourceError } from "./connector-errors.ts";

/** Any failure of a request to `host` as an error of the catalogue; those already in it stay as they are. */
export function toSourceError(error: unknown, host: string): AppError {
  const known = causes(error).find((one) => one instanceof AppError);
  if (known instanceof AppError) return known;
  const options = { cause: error };
  const code = codeOf(error);
  if (isTimeout(error, code)) return sourceError("source-timeout", { host }, options);
  if (code === "UND_ERR_HEADERS_OVERFLOW" || code === "HPE_HEADER_OVERFLOW")
    return sourceError("source-too-large", { host, limit: "32 KiB (header)" }, options);
  if (/^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/.test(code))
    return sourceError("source-certificate-invalid", { host, reason: code }, options);
  return sourceError("source-unreachable", { host, reason: code || "connection closed" }, options);
}

/** Worth another try: the network or the host failed for a moment. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof AppError)) return false;
  if (error.code === "warehouse.source-status") return isPassingStatus(Number(error.details.status));
  return error.code === "warehouse.source-unreachable" || error.code === "warehouse.source-timeout";
}

/** 408, 425, 429 and 5xx, without those that say "never". */
export function isPassingStatus(status: number): boolean {
  return [408, 425, 429].includes(status) || (status >= 500 && status !== 501 && status !== 505);
}

function isTimeout(error: unknown, code: string): boolean {
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return true;
  return causes(error).some((one) => one instanceof Error && one.name === "TimeoutError");
}

function codeOf(error: unknown): string {
  for (const one of causes(error))
    if (typeof one === "object" && one && "code" in one && typeof one.code === "string") return one.code;
  return "";
}

/** The error, its causes and the parts of an aggregate, outermost first. */
function causes(error: unknown, depth = 0): unknown[] {
  if (!(error instanceof Error) || depth > 5) return [error];
  const parts = error instanceof AggregateError ? error.errors.slice(0, 5) : [];
  return [error, ...[error.cause, ...parts].flatMap((one) => (one ? causes(one, depth + 1) : []))];
}
