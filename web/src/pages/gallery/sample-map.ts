import type { Boundaries, MapStation } from "../../map/station.ts";
import { aqiLevel } from "../../ui/aqi.ts";

const NAMES = [
  "Phường Tân Sơn Nhất",
  "Phường Hạnh Thông",
  "Phường Bình Lợi Trung",
  "Phường Hiệp Bình",
  "Phường Tân Bình",
  "Phường Cầu Kiệu",
  "Phường Gia Định",
  "Phường Thủ Đức",
  "Phường Hòa Hưng",
  "Phường Xuân Hòa",
  "Phường Sài Gòn",
  "Phường An Khánh",
  "Phường Diên Hồng",
  "Phường Bến Thành",
  "Phường Xóm Chiếu",
  "Phường Cát Lái",
  "Phường Chợ Lớn",
  "Phường Khánh Hội",
  "Phường Tân Hưng",
  "Phường Phú Thuận",
];

/** A sketch of twenty wards: cells with shared, uneven corners. Names are real, shapes are invented. */
export const SAMPLE_BOUNDARIES: Boundaries = {
  type: "FeatureCollection",
  features: NAMES.map((name, index) => {
    const column = index % 4;
    const row = Math.floor(index / 4);
    const ring = [
      corner(column, row),
      corner(column + 1, row),
      corner(column + 1, row + 1),
      corner(column, row + 1),
    ];
    return {
      type: "Feature",
      properties: { code: `mau-${index + 1}`, name },
      geometry: { type: "Polygon", coordinates: [[...ring, corner(column, row)]] },
    };
  }),
};

const READINGS: readonly (readonly [name: string, value: number | null, lon: number, lat: number])[] = [
  ["Trạm Lê Hữu Kiều", 58, 106.744, 10.779],
  ["Trạm Phú Mỹ Hưng", 84, 106.718, 10.722],
  ["Trạm Cát Lái", 132, 106.776, 10.759],
  ["Trạm An Sương", 171, 106.63, 10.831],
  ["Trạm Hòa Bình", 44, 106.66, 10.764],
  ["Trạm Bến Thành", 212, 106.697, 10.772],
  ["Trạm Chợ Lớn", 318, 106.657, 10.748],
  ["Trạm Khánh Hội", null, 106.705, 10.758],
  ["Trạm Sài Gòn", 96, 106.702, 10.78],
  ["Trạm Hiệp Bình", 67, 106.729, 10.834],
];

/** Ten invented stations at every level, one late, one without value. */
export const SAMPLE_STATIONS: readonly MapStation[] = READINGS.map(([name, value, lon, lat], index) => ({
  id: `tram-${index + 1}`,
  name,
  lon,
  lat,
  value,
  level: aqiLevel(value)?.rank ?? null,
  stale: index === 4 || value === null,
  simulated: true,
  note: index % 2 ? "PM2.5 quyết định" : "O₃ quyết định",
}));

/** The stations as they might have been at another hour. */
export function stationsAt(at: number): MapStation[] {
  return SAMPLE_STATIONS.map((station, index) => {
    if (station.value === null) return station;
    const value = Math.max(12, Math.round(station.value + 40 * Math.sin(at / 14_400_000 + index)));
    return { ...station, value, level: aqiLevel(value)?.rank ?? null };
  });
}

function corner(column: number, row: number): [number, number] {
  const bend = (seed: number) => Math.sin(seed * 12.9) * 0.011;
  return [
    106.61 + column * 0.045 + bend(column * 5 + row * 3 + 1),
    10.855 - row * 0.031 + bend(column * 7 + row * 2 + 4) * 0.6,
  ];
}
