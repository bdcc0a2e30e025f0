/** Observations in columns: the form in which they are journalled, checked and stored. */

export interface Batch {
  readonly count: number;
  readonly datastream: Uint32Array;
  /** phenomenonTime, milliseconds UTC. */
  readonly at: Float64Array;
  /** resultTime, milliseconds UTC; NaN = the moment of arrival. */
  readonly resultAt: Float64Array;
  readonly value: Float64Array;
  /** Arrival, milliseconds UTC, of all rows. */
  readonly receivedAt: number;
  /** Revision of the first row; the rows count up from it. Later arrivals have higher ones. */
  readonly revision: number;
}

/** Validated readings in columns; `resultAt` NaN = the moment of arrival. */
export type Rows = Pick<Batch, "count" | "datastream" | "at" | "resultAt" | "value">;

/** How many rows said something new, and how many repeated what was known. */
export interface Taken {
  readonly stored: number;
  readonly unchanged: number;
}

export interface BatchBuilder {
  readonly count: number;
  add(datastream: number, at: number, resultAt: number, value: number): void;
  /** The rows so far, which the builder gives away. */
  take(receivedAt: number, revision: number): Batch;
}

/** Collects rows one by one; grows as needed. */
export function createBatchBuilder(capacity = 256): BatchBuilder {
  let columns = allocate(capacity);
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(datastream, at, resultAt, value) {
      if (count === columns.at.length) columns = grow(columns);
      columns.datastream[count] = datastream;
      columns.at[count] = at;
      columns.resultAt[count] = resultAt;
      columns.value[count] = value;
      count++;
    },
    take(receivedAt, revision) {
      const batch = { count, ...trim(columns, count), receivedAt, revision };
      columns = allocate(capacity);
      count = 0;
      return batch;
    },
  };
}

type Columns = Pick<Batch, "datastream" | "at" | "resultAt" | "value">;

function allocate(rows: number): Columns {
  return {
    datastream: new Uint32Array(rows),
    at: new Float64Array(rows),
    resultAt: new Float64Array(rows),
    value: new Float64Array(rows),
  };
}

function grow(from: Columns): Columns {
  const to = allocate(from.at.length * 2);
  to.datastream.set(from.datastream);
  to.at.set(from.at);
  to.resultAt.set(from.resultAt);
  to.value.set(from.value);
  return to;
}

function trim(columns: Columns, count: number): Columns {
  return {
    datastream: columns.datastream.subarray(0, count),
    at: columns.at.subarray(0, count),
    resultAt: columns.resultAt.subarray(0, count),
    value: columns.value.subarray(0, count),
  };
}

const bytesPerRow = 4 + 3 * 8;
const headerBytes = 4 + 4 + 8 + 8;

/** A batch as bytes: magic, rows, arrival, revision, then the columns as they lie in memory; little-endian. */
export function encodeBatch(batch: Batch): Buffer[] {
  const head = Buffer.allocUnsafe(headerBytes);
  head.writeUInt32LE(magic, 0);
  head.writeUInt32LE(batch.count, 4);
  head.writeDoubleLE(batch.receivedAt, 8);
  head.writeDoubleLE(batch.revision, 16);
  const columns = [batch.datastream, batch.at, batch.resultAt, batch.value];
  return [head, ...columns.map((c) => Buffer.from(c.buffer, c.byteOffset, c.byteLength))];
}

const magic = 0x31_42_44_44;

/** Reads what {@link encodeBatch} wrote; undefined if the bytes are not exactly one batch. */
export function decodeBatch(bytes: Buffer): Batch | undefined {
  if (bytes.length < headerBytes || bytes.readUInt32LE(0) !== magic) return undefined;
  const count = bytes.readUInt32LE(4);
  if (bytes.length !== headerBytes + count * bytesPerRow) return undefined;
  const copy = Uint8Array.from(bytes.subarray(headerBytes)).buffer;
  const doublesAt = (index: number) => {
    const start = count * 4 + index * count * 8;
    return new Float64Array(copy.slice(start, start + count * 8));
  };
  return {
    count,
    datastream: new Uint32Array(copy.slice(0, count * 4)),
    at: doublesAt(0),
    resultAt: doublesAt(1),
    value: doublesAt(2),
    receivedAt: bytes.readDoubleLE(8),
    revision: bytes.readDoubleLE(16),
  };
}

/** Rows in the given order, e.g. sorted by time; a row keeps its revision only if `order` is the identity. */
export function reorder(batch: Batch, order: Uint32Array): Batch {
  const columns = allocate(order.length);
  for (const [to, from] of order.entries()) {
    columns.datastream[to] = batch.datastream[from] ?? 0;
    columns.at[to] = batch.at[from] ?? Number.NaN;
    columns.resultAt[to] = batch.resultAt[from] ?? Number.NaN;
    columns.value[to] = batch.value[from] ?? Number.NaN;
  }
  return { ...batch, ...columns, count: order.length };
}
