/**
 * The ingest journal: an append-only file of batches. A device is told "taken" when its reading is on disk here;
 * a batch leaves the journal when it is in ClickHouse. After a crash what remains is read back and stored again,
 * which changes nothing for rows that were already there (same revision, same row).
 */
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { type Batch, decodeBatch, encodeBatch } from "./batch.ts";

/** Where a batch ends: everything up to there can be forgotten once it is stored. */
export interface Position {
  readonly segment: number;
  readonly offset: number;
}

export interface Journal {
  /** Writes the batches in one go and returns when the disk has them; the position is behind the last one. */
  append(batches: readonly Batch[]): Promise<Position>;
  /** Batches that a crash left over, oldest first. Call before the first append. */
  leftOver(): AsyncIterable<{ batch: Batch; position: Position }>;
  /** Everything up to the position is stored elsewhere now. */
  settle(position: Position): Promise<void>;
  close(): Promise<void>;
}

const segmentBytes = 64 * 1_048_576;
const frameHeader = 8;

/** Opens the journal in `folder`; a new segment is begun, old ones stay until settled. */
export async function openJournal(folder: string): Promise<Journal> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const settled = await readSettled(folder);
  const old = (await listSegments(folder)).filter((segment) => segment >= settled.segment);
  let current: Position = { segment: Math.max(settled.segment, 0, ...old) + 1, offset: 0 };
  let file: FileHandle = await open(pathOf(folder, current.segment), "ax", 0o600);
  let oldest = old[0] ?? current.segment;

  async function roll(): Promise<void> {
    await file.close();
    current = { segment: current.segment + 1, offset: 0 };
    file = await open(pathOf(folder, current.segment), "ax", 0o600);
  }

  return {
    async append(batches) {
      if (current.offset > segmentBytes) await roll();
      const parts = batches.flatMap(frameOf);
      const expected = parts.reduce((sum, part) => sum + part.length, 0);
      try {
        const { bytesWritten } = await file.writev(parts);
        if (bytesWritten !== expected) throw new Error(`${bytesWritten} of ${expected} bytes were written`);
        await file.datasync();
      } catch (error) {
        // What follows a torn frame in its segment could not be read back: go on in a new one.
        await roll().catch(() => undefined);
        throw error;
      }
      current = { segment: current.segment, offset: current.offset + expected };
      return current;
    },
    async *leftOver() {
      for (const segment of old) {
        const from = segment === settled.segment ? settled.offset : 0;
        yield* framesOf(await readFile(pathOf(folder, segment)), segment, from);
      }
    },
    async settle(position) {
      await writeSettled(folder, position);
      for (; oldest < position.segment; oldest++) await rm(pathOf(folder, oldest), { force: true });
    },
    close: () => file.close(),
  };
}

function frameOf(batch: Batch): Buffer[] {
  const body = encodeBatch(batch);
  const header = Buffer.allocUnsafe(frameHeader);
  header.writeUInt32LE(
    body.reduce((sum, part) => sum + part.length, 0),
    0,
  );
  header.writeUInt32LE(
    body.reduce((crc, part) => crc32(part, crc), 0),
    4,
  );
  return [header, ...body];
}

/** Frames up to the first one that is torn: what follows it was never acknowledged. */
function* framesOf(
  bytes: Buffer,
  segment: number,
  from: number,
): Generator<{ batch: Batch; position: Position }> {
  let offset = from;
  while (offset + frameHeader <= bytes.length) {
    const length = bytes.readUInt32LE(offset);
    const end = offset + frameHeader + length;
    const body = bytes.subarray(offset + frameHeader, end);
    if (body.length !== length || crc32(body) !== bytes.readUInt32LE(offset + 4)) return;
    const batch = decodeBatch(body);
    if (!batch) return;
    offset = end;
    yield { batch, position: { segment, offset } };
  }
}

function pathOf(folder: string, segment: number): string {
  return join(folder, `${String(segment).padStart(10, "0")}.journal`);
}

async function listSegments(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(".journal"))
    .map((name) => Number.parseInt(name, 10))
    .sort((a, b) => a - b);
}

async function readSettled(folder: string): Promise<Position> {
  const text = await readFile(join(folder, "settled"), "utf8").catch(() => "0 0");
  const [segment = 0, offset = 0] = text.trim().split(" ").map(Number);
  return { segment, offset };
}

async function writeSettled(folder: string, position: Position): Promise<void> {
  const path = join(folder, "settled");
  await writeFile(`${path}.new`, `${position.segment} ${position.offset}\n`);
  await rename(`${path}.new`, path);
}
