/** River, tide and rain gauges of the demo city, all simulated; those of the national network are only namesakes. */
import type { DemoThing } from "../../modules/telemetry/sector.ts";

type GaugeRow = readonly [code: string, place: string, placeEn: string, lon: number, lat: number];

/** Hòn Dấu 1972, the national height datum. */
const NATIONAL_DATUM = "VN-HD72";
/** Zero of the Vũng Tàu tide staff, metres below the national datum: never on one axis with the other gauges. */
const VUNG_TAU_DATUM = "VUNG-TAU-0";

const riverRows: readonly GaugeRow[] = [
  ["tv-phu-an", "Phú An (sông Sài Gòn)", "Phú An (Sài Gòn river)", 106.7068, 10.7755],
  ["tv-nha-be", "Nhà Bè (kênh Đồng Điền)", "Nhà Bè (Đồng Điền canal)", 106.7292, 10.6612],
  ["tv-thu-dau-mot", "Thủ Dầu Một (sông Sài Gòn)", "Thủ Dầu Một (Sài Gòn river)", 106.6492, 10.9802],
  ["tv-binh-dien", "Bình Điền (sông Chợ Đệm)", "Bình Điền (Chợ Đệm river)", 106.6062, 10.7032],
  ["tv-tan-uyen", "Tân Uyên (sông Đồng Nai)", "Tân Uyên (Đồng Nai river)", 106.7992, 11.0602],
];

const rainRows: readonly GaugeRow[] = [
  ["mua-tan-son-hoa", "Tân Sơn Hòa", "Tân Sơn Hòa", 106.6662, 10.7972],
  ["mua-thu-duc", "Thủ Đức", "Thủ Đức", 106.7572, 10.8392],
  ["mua-cat-lai", "Cát Lái", "Cát Lái", 106.7722, 10.7662],
  ["mua-nha-be", "Nhà Bè", "Nhà Bè", 106.7212, 10.6942],
  ["mua-binh-chanh", "Bình Chánh", "Bình Chánh", 106.5882, 10.6702],
  ["mua-an-lac", "An Lạc", "An Lạc", 106.6112, 10.7352],
  ["mua-hoc-mon", "Hóc Môn", "Hóc Môn", 106.5912, 10.9012],
  ["mua-cu-chi", "Củ Chi", "Củ Chi", 106.5332, 10.9522],
  ["mua-can-gio", "Cần Giờ", "Cần Giờ", 106.9072, 10.4652],
  ["mua-thu-dau-mot", "Thủ Dầu Một", "Thủ Dầu Một", 106.6582, 10.9702],
  ["mua-tan-uyen", "Tân Uyên", "Tân Uyên", 106.8072, 11.0922],
  ["mua-dau-tieng", "Dầu Tiếng", "Dầu Tiếng", 106.3932, 11.3422],
  ["mua-phu-giao", "Phú Giáo", "Phú Giáo", 106.8602, 11.3082],
  ["mua-ba-ria", "Bà Rịa", "Bà Rịa", 107.1812, 10.4922],
  ["mua-vung-tau", "Vũng Tàu", "Vũng Tàu", 107.0962, 10.3662],
  ["mua-xuyen-moc", "Xuyên Mộc", "Xuyên Mộc", 107.4662, 10.5492],
];

const vungTau: DemoThing = {
  code: "tv-vung-tau",
  name: { vi: "Trạm hải văn Vũng Tàu", en: "Vũng Tàu tide gauge" },
  kind: "tide-gauge",
  agencyCode: "SXD",
  lonLat: [107.0756, 10.3432],
  datastreams: [
    {
      property: "tide",
      sensor: "Cảm biến áp lực / pressure sensor",
      intervalSeconds: 600,
      verticalDatum: VUNG_TAU_DATUM,
    },
  ],
};

export const floodDemoThings: readonly DemoThing[] = [
  ...riverRows.map(
    ([code, place, placeEn, lon, lat]): DemoThing => ({
      code,
      name: { vi: `Trạm thủy văn ${place}`, en: `${placeEn} river gauge` },
      kind: "river-gauge",
      agencyCode: "SXD",
      lonLat: [lon, lat],
      datastreams: [
        {
          property: "water-level",
          sensor: "Cảm biến ra-đa / radar sensor",
          intervalSeconds: 600,
          verticalDatum: NATIONAL_DATUM,
        },
      ],
    }),
  ),
  vungTau,
  ...rainRows.map(
    ([code, place, placeEn, lon, lat]): DemoThing => ({
      code,
      name: { vi: `Trạm đo mưa ${place}`, en: `${placeEn} rain gauge` },
      kind: "rain-gauge",
      agencyCode: "SXD",
      lonLat: [lon, lat],
      datastreams: [
        { property: "rain", sensor: "Chao lật 0,2 mm / tipping bucket 0.2 mm", intervalSeconds: 600 },
      ],
    }),
  ),
];
