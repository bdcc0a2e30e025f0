/** A response body that is unpacked while it streams and cannot grow beyond its bounds, packed or unpacked. */
import { pipeline, type Readable, Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { sourceError } from "./connector-errors.ts";
import { toSourceError } from "./network-errors.ts";

export interface BodyBounds {
  readonly host: string;
  /** The header content-encoding. */
  readonly encoding: string;
  /** The header content-length, 0 if absent. */
  readonly declaredBytes: number;
  readonly maxBytes: number;
}

const maxCodings = 2;

/** The stream fails with `warehouse.source-too-large`, `-encoding-unsupported`, `-timeout` or `-unreachable`. */
export function boundedBody(raw: Readable, bounds: BodyBounds): Readable {
  const codings = bounds.encoding
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding && coding !== "identity")
    .reverse();
  const unpackers = codings.map(unpacker);
  const out = limit(bounds);
  const stop = (error: Error): Readable => {
    raw.on("error", () => undefined).destroy();
    out.destroy(error);
    return out;
  };
  if (codings.length > maxCodings || unpackers.includes(undefined))
    return stop(sourceError("source-encoding-unsupported", { host: bounds.host, encoding: bounds.encoding }));
  if (bounds.declaredBytes > bounds.maxBytes) return stop(tooLarge(bounds));
  const steps = unpackers.filter((step) => step !== undefined);
  if (steps.length > 0) steps.unshift(limit(bounds));
  // `out` is not the pipeline's last step: a failure has to reach its reader in the catalogue's words.
  const last = [raw, ...steps].at(-1) as Readable;
  if (steps.length > 0) pipeline([raw, ...steps], () => undefined);
  last.on("error", (error: NodeJS.ErrnoException) => {
    const broken = /^(Z_|ERR_(?:BROTLI|_ERROR)|ERR__)/.test(error.code ?? "");
    const params = { host: bounds.host, encoding: bounds.encoding };
    out.destroy(
      broken
        ? sourceError("source-encoding-unsupported", params, { cause: error })
        : toSourceError(error, bounds.host),
    );
  });
  out.on("close", () => raw.destroy());
  return last.pipe(out);
}

/** `1_048_576` → "1 MiB". */
export function inMebibytes(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1_024)} KiB` : `${Math.floor(bytes / 1_048_576)} MiB`;
}

function unpacker(coding: string): Transform | undefined {
  if (coding === "gzip" || coding === "x-gzip") return createGunzip();
  if (coding === "br") return createBrotliDecompress();
  return coding === "deflate" ? createInflate() : undefined;
}

function limit(bounds: BodyBounds): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > bounds.maxBytes) return done(tooLarge(bounds));
      done(null, chunk);
    },
  });
}

function tooLarge(bounds: BodyBounds): Error {
  return sourceError("source-too-large", { host: bounds.host, limit: inMebibytes(bounds.maxBytes) });
}
