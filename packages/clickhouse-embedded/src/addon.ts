import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { libchdbPath } from "chdb/libchdb";
import { ClickhouseEmbeddedError, messageOf } from "./errors.ts";

/*
 * libchdb has two doors with one C signature, `f(int argc, char **argv)`:
 *
 *   chdb_connect   an in-process session; the Node addon imports it as `CreateConnection(path, args)`
 *   query_stable   the `clickhouse local` program, which knows SYSTEM START LISTEN HTTP, that is: ClickHouse's own
 *                  HTTP server with its users, quotas, streaming, compression, parameters and cancellation
 *
 * The addon gives JavaScript no way through the second door. Both names are twelve letters long, so a copy of the
 * addon in which the imported name is exchanged calls the program where the original opens a session. Nothing of the
 * engine is changed: the copy links against the untouched libchdb.so beside it.
 */
const SESSION_DOOR = Buffer.from("\0chdb_connect\0");
const PROGRAM_DOOR = Buffer.from("\0query_stable\0");

/** The two functions of the addon that are used. */
export interface EngineAddon {
  /** Release of libchdb, e.g. `26.7.3`. */
  EngineVersion(): string;
  /** Runs `clickhouse --path=<path> <args>`; returns when the program ends, throws when it fails to start. */
  CreateConnection(path: string, args: readonly string[]): unknown;
}

/**
 * Writes the program-door copy of the addon into `directory` (mode 0700) and returns its path.
 * Throws `platform-unsupported` where there is no Linux engine package or its addon no longer has the expected import.
 */
export function writeEngineAddon(directory: string): string {
  if (process.platform !== "linux") {
    throw new ClickhouseEmbeddedError(
      "platform-unsupported",
      `the embedded engine runs on Linux (glibc, x64 or arm64), not on ${process.platform}; use a ClickHouse server`,
    );
  }
  const library = locateLibrary();
  const image = readFileSync(join(dirname(library), "chdb_node.node"));
  if (exchangeDoor(image) === 0) {
    throw new ClickhouseEmbeddedError("platform-unsupported", "the chdb addon does not import chdb_connect");
  }
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const copy = join(directory, "engine.node");
  // Write aside and rename: the file may be mapped by a dying predecessor, and overwriting it in place would crash that.
  const draft = `${copy}.${process.pid}`;
  writeFileSync(draft, image, { mode: 0o700 });
  chmodSync(draft, 0o700);
  renameSync(draft, copy);
  // The addon looks for libchdb.so in its own directory (RUNPATH $ORIGIN).
  const link = join(directory, "libchdb.so");
  rmSync(link, { force: true });
  symlinkSync(library, link);
  return copy;
}

/** Loads the copy made by {@link writeEngineAddon}. */
export function loadEngineAddon(path: string): EngineAddon {
  const loaded = { exports: {} as EngineAddon };
  process.dlopen(loaded, path);
  return loaded.exports;
}

function locateLibrary(): string {
  try {
    const library = libchdbPath();
    if (existsSync(join(dirname(library), "chdb_node.node"))) return library;
    throw new Error(`no chdb_node.node beside ${library}`);
  } catch (cause) {
    throw new ClickhouseEmbeddedError("platform-unsupported", messageOf(cause), { cause });
  }
}

/** Exchanges every occurrence (the dynamic symbol names, and the debugging ones where kept); returns how many. */
function exchangeDoor(image: Buffer): number {
  let count = 0;
  for (let at = image.indexOf(SESSION_DOOR); at >= 0; at = image.indexOf(SESSION_DOOR, at + 1)) {
    PROGRAM_DOOR.copy(image, at);
    count += 1;
  }
  return count;
}
