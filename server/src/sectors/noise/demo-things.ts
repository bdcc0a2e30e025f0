/** Noise stations of the demo city, all simulated. */
import type { DemoThing } from "../../modules/telemetry/sector.ts";

type Row = readonly [code: string, place: string, placeEn: string, lon: number, lat: number];

const rows: readonly Row[] = [
  ["on-ben-thanh", "Chợ Bến Thành", "Bến Thành market", 106.6978, 10.7727],
  ["on-nguyen-hue", "Phố đi bộ Nguyễn Huệ", "Nguyễn Huệ walking street", 106.7038, 10.7742],
  ["on-bui-vien", "Phố Bùi Viện", "Bùi Viện street", 106.6932, 10.7672],
  ["on-cho-ray", "Bệnh viện Chợ Rẫy", "Chợ Rẫy hospital", 106.6596, 10.7575],
  ["on-hang-xanh", "Ngã tư Hàng Xanh", "Hàng Xanh junction", 106.7116, 10.8018],
  ["on-truong-chinh", "Đường Trường Chinh", "Trường Chinh street", 106.6362, 10.8102],
  ["on-vo-van-kiet", "Đại lộ Võ Văn Kiệt", "Võ Văn Kiệt avenue", 106.6792, 10.7512],
  ["on-pham-van-dong", "Đường Phạm Văn Đồng", "Phạm Văn Đồng street", 106.7152, 10.8332],
  ["on-tan-son-nhat", "Cửa bay Tân Sơn Nhất", "Tân Sơn Nhất flight path", 106.6722, 10.8092],
  ["on-lang-dai-hoc", "Làng Đại học Thủ Đức", "Thủ Đức university village", 106.8012, 10.8752],
  ["on-thu-dau-mot", "Chợ Thủ Dầu Một", "Thủ Dầu Một market", 106.6532, 10.9802],
  ["on-song-than", "Sóng Thần", "Sóng Thần", 106.7472, 10.8952],
  ["on-ba-ria", "Bà Rịa", "Bà Rịa", 107.1712, 10.4982],
  ["on-bai-sau", "Bãi Sau Vũng Tàu", "Back Beach, Vũng Tàu", 107.0932, 10.3432],
];

export const noiseDemoThings: readonly DemoThing[] = rows.map(([code, place, placeEn, lon, lat]) => ({
  code,
  name: { vi: `Trạm tiếng ồn ${place}`, en: `${placeEn} noise station` },
  kind: "noise-station",
  agencyCode: "SNNMT",
  lonLat: [lon, lat],
  datastreams: [
    { property: "laeq", sensor: "Máy đo mức âm cấp 1 / class 1 sound level meter", intervalSeconds: 600 },
  ],
}));
