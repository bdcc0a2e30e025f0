import type { Boundaries } from "../../map/station.ts";

/** A ward as it is drawn: an SVG path, where its name stands, whether it is one of those asked for. */
export type DrawnWard = {
  code: string;
  name: string;
  short: string;
  path: string;
  label: [number, number];
  on: boolean;
};

type Ring = readonly (readonly number[])[];
type Box = { west: number; south: number; east: number; north: number };

/** Empty room around the wards asked for, as a share of their size. */
const MARGIN = 1.3;

/** Draws wards and what lies around them into a frame; undefined when none of them has a boundary. */
export function drawWards(
  boundaries: Boundaries,
  codes: readonly string[],
  frame: { width: number; height: number },
): DrawnWard[] | undefined {
  const wards = boundaries.features.map(({ geometry, properties }) => {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    return { ...properties, polygons, box: boxOf(polygons.flat()) };
  });
  const chosen = wards.filter((ward) => codes.includes(ward.code));
  if (chosen.length === 0) return undefined;
  const view = viewOf(joinBoxes(chosen.map((ward) => ward.box)), frame);
  return wards
    .filter((ward) => touches(ward.box, view))
    .map((ward) => ({
      code: ward.code,
      name: ward.name,
      short: ward.name.replace(/^(Phường|Xã|Đặc khu) /, ""),
      path: ward.polygons.map((rings) => rings.map((ring) => ringPath(ring, view, frame)).join("")).join(""),
      label: place([(ward.box.west + ward.box.east) / 2, (ward.box.south + ward.box.north) / 2], view, frame),
      on: codes.includes(ward.code),
    }))
    .sort((a, b) => Number(a.on) - Number(b.on));
}

function boxOf(rings: readonly Ring[]): Box {
  const points = rings.flat();
  const lons = points.map(([lon = 0]) => lon);
  const lats = points.map(([, lat = 0]) => lat);
  return {
    west: Math.min(...lons),
    south: Math.min(...lats),
    east: Math.max(...lons),
    north: Math.max(...lats),
  };
}

function joinBoxes(boxes: readonly Box[]): Box {
  return {
    west: Math.min(...boxes.map((box) => box.west)),
    south: Math.min(...boxes.map((box) => box.south)),
    east: Math.max(...boxes.map((box) => box.east)),
    north: Math.max(...boxes.map((box) => box.north)),
  };
}

/** The box with its margin, widened so that a degree is as long in the frame as on the ground. */
function viewOf(box: Box, { width, height }: { width: number; height: number }): Box {
  const midLon = (box.west + box.east) / 2;
  const midLat = (box.south + box.north) / 2;
  const squeeze = Math.cos((midLat * Math.PI) / 180);
  const high = Math.max(
    (box.north - box.south) * (1 + MARGIN),
    ((box.east - box.west) * (1 + MARGIN) * squeeze * height) / width,
  );
  const wide = (high * width) / height / squeeze;
  return {
    west: midLon - wide / 2,
    east: midLon + wide / 2,
    south: midLat - high / 2,
    north: midLat + high / 2,
  };
}

function touches(a: Box, b: Box): boolean {
  return a.west < b.east && a.east > b.west && a.south < b.north && a.north > b.south;
}

function ringPath(ring: Ring, view: Box, frame: { width: number; height: number }): string {
  const corners = ring.map(([lon = 0, lat = 0]) => place([lon, lat], view, frame).join(" "));
  return corners.length === 0 ? "" : `M${corners.join("L")}Z`;
}

function place(
  [lon, lat]: [number, number],
  view: Box,
  { width, height }: { width: number; height: number },
): [number, number] {
  const x = ((lon - view.west) / (view.east - view.west)) * width;
  const y = ((view.north - lat) / (view.north - view.south)) * height;
  return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
}
