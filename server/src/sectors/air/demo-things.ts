/**
 * Air stations of the demo city. They are invented: real places, no real stations. Particles are reported
 * every 10 minutes, gases every 30, weather every hour.
 */
import type { DemoThing } from "../../modules/telemetry/sector.ts";

type Row = readonly [code: string, place: string, placeEn: string, lon: number, lat: number];

const rows: readonly Row[] = [
  ["kk-ben-thanh", "Bến Thành", "Bến Thành", 106.6971, 10.7722],
  ["kk-thao-cam-vien", "Thảo Cầm Viên", "Saigon Zoo and Botanical Gardens", 106.7052, 10.7872],
  ["kk-hang-xanh", "Ngã tư Hàng Xanh", "Hàng Xanh junction", 106.7113, 10.8012],
  ["kk-phu-lam", "Vòng xoay Phú Lâm", "Phú Lâm roundabout", 106.6338, 10.7537],
  ["kk-an-suong", "Ngã tư An Sương", "An Sương junction", 106.6145, 10.8425],
  ["kk-nga-sau-go-vap", "Ngã sáu Gò Vấp", "Gò Vấp six-way junction", 106.6795, 10.8268],
  ["kk-tan-son-nhat", "Sân bay Tân Sơn Nhất", "Tân Sơn Nhất airport", 106.6612, 10.8132],
  ["kk-cat-lai", "Cảng Cát Lái", "Cát Lái port", 106.7862, 10.7602],
  ["kk-thu-duc", "Chợ Thủ Đức", "Thủ Đức market", 106.7556, 10.8492],
  ["kk-linh-xuan", "Linh Xuân", "Linh Xuân", 106.7735, 10.8795],
  ["kk-khu-cong-nghe-cao", "Khu Công nghệ cao", "Saigon Hi-Tech Park", 106.7975, 10.8512],
  ["kk-thu-thiem", "Thủ Thiêm", "Thủ Thiêm", 106.7222, 10.7755],
  ["kk-phu-my-hung", "Phú Mỹ Hưng", "Phú Mỹ Hưng", 106.7092, 10.7292],
  ["kk-nha-be", "Nhà Bè", "Nhà Bè", 106.7355, 10.6962],
  ["kk-hiep-phuoc", "Khu công nghiệp Hiệp Phước", "Hiệp Phước industrial park", 106.7485, 10.6402],
  ["kk-can-gio", "Cần Giờ", "Cần Giờ", 106.9505, 10.4152],
  ["kk-binh-chanh", "Bình Chánh", "Bình Chánh", 106.5755, 10.6702],
  ["kk-vinh-loc", "Khu công nghiệp Vĩnh Lộc", "Vĩnh Lộc industrial park", 106.5852, 10.8142],
  ["kk-hoc-mon", "Hóc Môn", "Hóc Môn", 106.5922, 10.8862],
  ["kk-cu-chi", "Củ Chi", "Củ Chi", 106.4932, 10.9732],
  ["kk-an-nhon-tay", "An Nhơn Tây", "An Nhơn Tây", 106.4852, 11.1002],
  ["kk-tay-thanh", "Tây Thạnh", "Tây Thạnh", 106.6222, 10.8122],
  ["kk-cho-lon", "Chợ Lớn", "Chợ Lớn", 106.6582, 10.7522],
  ["kk-an-lac", "Bến xe Miền Tây", "Western coach station", 106.6182, 10.7402],
  ["kk-thu-dau-mot", "Thủ Dầu Một", "Thủ Dầu Một", 106.6562, 10.9752],
  ["kk-lai-thieu", "Lái Thiêu", "Lái Thiêu", 106.7002, 10.9082],
  ["kk-song-than", "Khu công nghiệp Sóng Thần", "Sóng Thần industrial park", 106.7502, 10.8992],
  ["kk-tan-uyen", "Tân Uyên", "Tân Uyên", 106.7982, 11.0662],
  ["kk-my-phuoc", "Khu công nghiệp Mỹ Phước", "Mỹ Phước industrial park", 106.6122, 11.1402],
  ["kk-bau-bang", "Bàu Bàng", "Bàu Bàng", 106.6252, 11.2902],
  ["kk-dau-tieng", "Dầu Tiếng", "Dầu Tiếng", 106.3702, 11.2902],
  ["kk-vung-tau", "Bãi Trước Vũng Tàu", "Front Beach, Vũng Tàu", 107.0752, 10.3482],
  ["kk-ba-ria", "Bà Rịa", "Bà Rịa", 107.1742, 10.4952],
  ["kk-phu-my", "Khu công nghiệp Phú Mỹ", "Phú Mỹ industrial park", 107.0502, 10.5952],
  ["kk-xuyen-moc", "Xuyên Mộc", "Xuyên Mộc", 107.4402, 10.5552],
  ["kk-con-dao", "Côn Đảo", "Côn Đảo", 106.6072, 8.6922],
];

/** Stations that also weigh total suspended particles: beside big roads, building sites and factories. */
const withTsp: ReadonlySet<string> = new Set([
  "kk-hang-xanh",
  "kk-phu-lam",
  "kk-an-suong",
  "kk-cat-lai",
  "kk-hiep-phuoc",
  "kk-vinh-loc",
  "kk-an-lac",
  "kk-song-than",
  "kk-my-phuoc",
  "kk-phu-my",
]);

const particles = ["pm25", "pm10"].map((property) => ({
  property,
  sensor: "Hấp thụ tia beta / beta attenuation",
  intervalSeconds: 600,
}));

const gases = [
  { property: "o3", sensor: "Hấp thụ tử ngoại / ultraviolet absorption", intervalSeconds: 1800 },
  { property: "no2", sensor: "Phát quang hóa học / chemiluminescence", intervalSeconds: 1800 },
  { property: "so2", sensor: "Huỳnh quang tử ngoại / ultraviolet fluorescence", intervalSeconds: 1800 },
  { property: "co", sensor: "Hấp thụ hồng ngoại / infrared absorption", intervalSeconds: 1800 },
];

const tsp = { property: "tsp", sensor: "Hấp thụ tia beta / beta attenuation", intervalSeconds: 1800 };

const weather = [
  { property: "temperature", sensor: "Nhiệt kế điện trở / resistance thermometer", intervalSeconds: 3600 },
  { property: "humidity", sensor: "Ẩm kế điện dung / capacitive hygrometer", intervalSeconds: 3600 },
];

export const airDemoThings: readonly DemoThing[] = rows.map(([code, place, placeEn, lon, lat]) => ({
  code,
  name: { vi: `Trạm không khí ${place}`, en: `${placeEn} air station` },
  kind: "air-station",
  agencyCode: "SNNMT",
  lonLat: [lon, lat],
  datastreams: [...particles, ...gases, ...(withTsp.has(code) ? [tsp] : []), ...weather],
}));
