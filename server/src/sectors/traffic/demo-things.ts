/** Traffic counters of the demo city, all simulated; a reading is the mean of 15 minutes. */
import type { DemoThing } from "../../modules/telemetry/sector.ts";

type Row = readonly [code: string, road: string, roadEn: string, lon: number, lat: number];

const rows: readonly Row[] = [
  ["gt-hang-xanh", "Ngã tư Hàng Xanh", "Hàng Xanh junction", 106.7119, 10.8009],
  ["gt-dien-bien-phu", "Đường Điện Biên Phủ", "Điện Biên Phủ street", 106.7015, 10.7935],
  ["gt-cong-hoa", "Đường Cộng Hòa", "Cộng Hòa street", 106.6535, 10.8015],
  ["gt-truong-chinh", "Đường Trường Chinh", "Trường Chinh street", 106.6305, 10.8195],
  ["gt-an-suong", "Quốc lộ 1 – An Sương", "National road 1 at An Sương", 106.6105, 10.8405],
  ["gt-vo-van-kiet", "Đại lộ Võ Văn Kiệt", "Võ Văn Kiệt avenue", 106.6892, 10.7562],
  ["gt-nguyen-huu-canh", "Đường Nguyễn Hữu Cảnh", "Nguyễn Hữu Cảnh street", 106.7152, 10.7912],
  ["gt-vo-nguyen-giap", "Đường Võ Nguyên Giáp", "Võ Nguyên Giáp road", 106.7532, 10.8112],
  ["gt-mai-chi-tho", "Đại lộ Mai Chí Thọ", "Mai Chí Thọ avenue", 106.7442, 10.7872],
  ["gt-nguyen-van-linh", "Đại lộ Nguyễn Văn Linh", "Nguyễn Văn Linh avenue", 106.7152, 10.7292],
  ["gt-pham-van-dong", "Đường Phạm Văn Đồng", "Phạm Văn Đồng street", 106.7192, 10.8352],
  ["gt-cao-toc-long-thanh", "Cao tốc Long Thành", "Long Thành expressway", 106.8152, 10.8012],
  ["gt-quoc-lo-13", "Quốc lộ 13 – Bình Hòa", "National road 13 at Bình Hòa", 106.7142, 10.8982],
  ["gt-dai-lo-binh-duong", "Đại lộ Bình Dương", "Bình Dương avenue", 106.6782, 10.9782],
  ["gt-quoc-lo-51", "Quốc lộ 51 – Phú Mỹ", "National road 51 at Phú Mỹ", 107.0572, 10.5992],
  ["gt-ba-thang-hai", "Đường 3 Tháng 2 – Vũng Tàu", "3 Tháng 2 street, Vũng Tàu", 107.1152, 10.3782],
];

const datastreams: DemoThing["datastreams"] = [
  { property: "flow-motorbike", sensor: "Đếm xe bằng hình ảnh / video counter", intervalSeconds: 900 },
  { property: "flow-car", sensor: "Đếm xe bằng hình ảnh / video counter", intervalSeconds: 900 },
  { property: "flow-bus-truck", sensor: "Đếm xe bằng hình ảnh / video counter", intervalSeconds: 900 },
  { property: "speed", sensor: "Ra-đa tốc độ / speed radar", intervalSeconds: 900 },
];

/** Motorbikes may not use expressways. */
const withoutMotorbikes: ReadonlySet<string> = new Set(["gt-cao-toc-long-thanh"]);

export const trafficDemoThings: readonly DemoThing[] = rows.map(([code, road, roadEn, lon, lat]) => ({
  code,
  name: { vi: `Trạm đếm xe ${road}`, en: `${roadEn} traffic counter` },
  kind: "traffic-counter",
  agencyCode: "SXD",
  lonLat: [lon, lat],
  datastreams: withoutMotorbikes.has(code)
    ? datastreams.filter(({ property }) => property !== "flow-motorbike")
    : datastreams,
}));
