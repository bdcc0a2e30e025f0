/** Well-known binary shapes (OGC 06-103r4, and the flags of PostGIS) as GeoJSON text, bounds checked. */

const NAMES = [
  "",
  "Point",
  "LineString",
  "Polygon",
  "MultiPoint",
  "MultiLineString",
  "MultiPolygon",
  "GeometryCollection",
];
const MAX_NESTING = 8;

/** GeoJSON text; null when the bytes are no shape. An empty point gives empty coordinates. */
export function wkbText(bytes: Uint8Array): string | null {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 };
  try {
    return shape(reader, 0);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

interface Reader {
  readonly view: DataView;
  at: number;
}

interface Head {
  readonly little: boolean;
  readonly type: number;
  readonly dimensions: number;
}

/** Nesting is bounded, so this recursion is too. */
function shape(reader: Reader, depth: number): string {
  const head = readHead(reader);
  const name = NAMES[head.type];
  if (!name || depth > MAX_NESTING) throw new RangeError("no shape");
  if (head.type === 7) {
    const parts = list(reader, head, 5, () => shape(reader, depth + 1));
    return `{"type":"GeometryCollection","geometries":${parts}}`;
  }
  return `{"type":"${name}","coordinates":${coordinates(reader, head)}}`;
}

function coordinates(reader: Reader, head: Head): string {
  const { type } = head;
  if (type === 1) return position(reader, head);
  if (type === 2) return line(reader, head);
  if (type === 3) return list(reader, head, 4, () => line(reader, head));
  return list(reader, head, 5, () => {
    const part = readHead(reader);
    if (part.type !== type - 3) throw new RangeError("wrong part");
    return coordinates(reader, part);
  });
}

function readHead(reader: Reader): Head {
  const little = reader.view.getUint8(reader.at) === 1;
  const code = reader.view.getUint32(reader.at + 1, little);
  reader.at += 5;
  if (code & 0x20000000) reader.at += 4;
  const iso = Math.floor((code & 0xffff) / 1000);
  const hasZ = iso === 1 || iso === 3 || (code & 0x80000000) !== 0;
  const hasM = iso === 2 || iso === 3 || (code & 0x40000000) !== 0;
  return { little, type: (code & 0xffff) % 1000, dimensions: 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0) };
}

function line(reader: Reader, head: Head): string {
  return list(reader, head, head.dimensions * 8, () => position(reader, head));
}

/** A counted list; the count must fit into the bytes left, `itemBytes` for each at least. */
function list(reader: Reader, head: Head, itemBytes: number, item: () => string): string {
  const count = reader.view.getUint32(reader.at, head.little);
  reader.at += 4;
  if (count * itemBytes > reader.view.byteLength - reader.at) throw new RangeError("cut off");
  const items: string[] = [];
  for (let i = 0; i < count; i++) items.push(item());
  return `[${items.join(",")}]`;
}

/** The third number is kept; a measure is no coordinate of GeoJSON, but a fourth would be read over. */
function position(reader: Reader, head: Head): string {
  const numbers: number[] = [];
  for (let i = 0; i < head.dimensions; i++) {
    numbers.push(reader.view.getFloat64(reader.at, head.little));
    reader.at += 8;
  }
  return numbers.every(Number.isFinite) ? `[${numbers.slice(0, 3).join(",")}]` : "[]";
}
