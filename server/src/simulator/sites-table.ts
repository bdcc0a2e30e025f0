/** What stands around each simulated device: data of the simulation alone, the city's systems never see it. */
import type { AirSurroundings } from "./generate/air.ts";
import type { RoadSection } from "./generate/road.ts";
import type { SoundScene } from "./generate/sound.ts";
import type { WaterReach } from "./generate/water.ts";

const roadside: AirSurroundings = { particles: 1.18, dust: 1.3, no2: 62, so2: 9, co: 1350, sea: 0 };
const urban: AirSurroundings = { particles: 1.04, dust: 1, no2: 42, so2: 7, co: 850, sea: 0 };
const suburb: AirSurroundings = { particles: 0.94, dust: 1.1, no2: 24, so2: 6, co: 520, sea: 0 };
const industry: AirSurroundings = { particles: 1.3, dust: 1.6, no2: 38, so2: 20, co: 760, sea: 0 };
const rural: AirSurroundings = { particles: 0.86, dust: 0.9, no2: 13, so2: 4, co: 330, sea: 0 };
const coast: AirSurroundings = { particles: 0.72, dust: 0.9, no2: 14, so2: 5, co: 320, sea: 1 };

export const airTable: Readonly<Record<string, AirSurroundings>> = {
  "kk-ben-thanh": roadside,
  "kk-thao-cam-vien": { ...urban, particles: 0.9, no2: 34 },
  "kk-hang-xanh": { ...roadside, particles: 1.32, no2: 74, co: 1600 },
  "kk-phu-lam": { ...roadside, particles: 1.24 },
  "kk-an-suong": { ...roadside, particles: 1.72, dust: 1.7, no2: 70, so2: 13, co: 1650 },
  "kk-nga-sau-go-vap": roadside,
  "kk-tan-son-nhat": { ...urban, no2: 50 },
  "kk-cat-lai": { ...industry, no2: 52, so2: 22 },
  "kk-thu-duc": urban,
  "kk-linh-xuan": { ...roadside, particles: 1.2, no2: 52 },
  "kk-khu-cong-nghe-cao": suburb,
  "kk-thu-thiem": { ...urban, particles: 0.98 },
  "kk-phu-my-hung": { ...urban, particles: 0.92, no2: 32 },
  "kk-nha-be": suburb,
  "kk-hiep-phuoc": { ...industry, sea: 0.3 },
  "kk-can-gio": { ...coast, particles: 0.76 },
  "kk-binh-chanh": { ...suburb, particles: 1.06, dust: 1.3 },
  "kk-vinh-loc": { ...industry, particles: 1.95, dust: 1.9, so2: 26 },
  "kk-hoc-mon": { ...suburb, particles: 1.05 },
  "kk-cu-chi": suburb,
  "kk-an-nhon-tay": rural,
  "kk-tay-thanh": { ...industry, particles: 1.34 },
  "kk-cho-lon": { ...roadside, particles: 1.14, no2: 54 },
  "kk-an-lac": { ...roadside, particles: 1.36, no2: 64 },
  "kk-thu-dau-mot": urban,
  "kk-lai-thieu": { ...urban, particles: 1.12 },
  "kk-song-than": { ...industry, particles: 1.74, no2: 48 },
  "kk-tan-uyen": { ...suburb, particles: 1.1, so2: 9 },
  "kk-my-phuoc": { ...industry, particles: 1.4 },
  "kk-bau-bang": { ...suburb, so2: 8 },
  "kk-dau-tieng": rural,
  "kk-vung-tau": { ...coast, no2: 20, co: 420 },
  "kk-ba-ria": { ...suburb, sea: 0.4, particles: 0.88 },
  "kk-phu-my": { ...industry, sea: 0.4, so2: 24 },
  "kk-xuyen-moc": { ...rural, sea: 0.3 },
  "kk-con-dao": { ...coast, particles: 0.48, no2: 5, so2: 2, co: 160 },
};

/** The river at Phú An, where the synthetic tide is at home. */
const phuAn: WaterReach = { lagMinutes: 0, amplitude: 1, meanM: 0.1, runOffMPerMm: 0 };

/** `meanM` is above the datum named by the datastream; Vũng Tàu has a datum of its own. */
export const waterTable: Readonly<Record<string, WaterReach>> = {
  "tv-phu-an": phuAn,
  "tv-nha-be": { lagMinutes: -55, amplitude: 1.02, meanM: 0.08, runOffMPerMm: 0 },
  "tv-thu-dau-mot": { lagMinutes: 85, amplitude: 0.92, meanM: 0.22, runOffMPerMm: 0.001 },
  "tv-binh-dien": { lagMinutes: 40, amplitude: 0.88, meanM: 0.16, runOffMPerMm: 0.004 },
  "tv-tan-uyen": { lagMinutes: 130, amplitude: 0.7, meanM: 0.62, runOffMPerMm: 0.003 },
  "tv-vung-tau": { lagMinutes: -200, amplitude: 1.12, meanM: 2.55, runOffMPerMm: 0 },
};

const street = (loudDba: number, quietDba: number): SoundScene => ({ loudDba, quietDba, rhythm: "road" });

export const soundTable: Readonly<Record<string, SoundScene>> = {
  "on-ben-thanh": street(76, 63),
  "on-nguyen-hue": { loudDba: 75, quietDba: 56, rhythm: "nightlife" },
  "on-bui-vien": { loudDba: 88, quietDba: 58, rhythm: "nightlife" },
  "on-cho-ray": street(69, 56),
  "on-hang-xanh": street(81, 69),
  "on-truong-chinh": street(79, 67),
  "on-vo-van-kiet": street(77, 66),
  "on-pham-van-dong": street(79, 67),
  "on-tan-son-nhat": { loudDba: 75, quietDba: 58, rhythm: "aircraft" },
  "on-lang-dai-hoc": street(62, 47),
  "on-thu-dau-mot": street(72, 57),
  "on-song-than": street(76, 66),
  "on-ba-ria": street(68, 52),
  "on-bai-sau": street(70, 55),
};

const avenue: RoadSection = {
  motorbikes: 8200,
  cars: 2100,
  busesAndTrucks: 320,
  truckBan: true,
  freeSpeedKmPerHour: 40,
  fullness: 1.02,
};
const highway: RoadSection = {
  motorbikes: 4600,
  cars: 2600,
  busesAndTrucks: 1150,
  truckBan: false,
  freeSpeedKmPerHour: 58,
  fullness: 0.95,
};

export const roadTable: Readonly<Record<string, RoadSection>> = {
  "gt-hang-xanh": { ...avenue, motorbikes: 11500, cars: 2600, fullness: 1.18 },
  "gt-dien-bien-phu": { ...avenue, motorbikes: 9400, fullness: 1.08 },
  "gt-cong-hoa": { ...avenue, motorbikes: 12400, cars: 2300, fullness: 1.2 },
  "gt-truong-chinh": { ...avenue, motorbikes: 10200, fullness: 1.12 },
  "gt-an-suong": { ...highway, motorbikes: 7200, busesAndTrucks: 1500, fullness: 1.1 },
  "gt-vo-van-kiet": { ...avenue, cars: 2700, freeSpeedKmPerHour: 48 },
  "gt-nguyen-huu-canh": { ...avenue, motorbikes: 8800, fullness: 1.1 },
  "gt-vo-nguyen-giap": { ...highway, motorbikes: 9800, cars: 3600, fullness: 1.05 },
  "gt-mai-chi-tho": { ...avenue, cars: 3100, freeSpeedKmPerHour: 55, fullness: 0.92 },
  "gt-nguyen-van-linh": { ...highway, motorbikes: 6800, fullness: 0.98 },
  "gt-pham-van-dong": { ...avenue, motorbikes: 10800, freeSpeedKmPerHour: 50, fullness: 1.02 },
  "gt-cao-toc-long-thanh": {
    ...highway,
    motorbikes: 0,
    cars: 3400,
    busesAndTrucks: 980,
    freeSpeedKmPerHour: 92,
    fullness: 1.04,
  },
  "gt-quoc-lo-13": { ...highway, motorbikes: 7600, fullness: 1.08 },
  "gt-dai-lo-binh-duong": { ...highway, motorbikes: 6200 },
  "gt-quoc-lo-51": { ...highway, motorbikes: 3200, busesAndTrucks: 1650 },
  "gt-ba-thang-hai": {
    ...avenue,
    motorbikes: 3900,
    cars: 1400,
    busesAndTrucks: 140,
    freeSpeedKmPerHour: 50,
    fullness: 0.7,
  },
};

/** For a device that the tables do not know. */
export const ordinary = { air: urban, water: phuAn, sound: street(72, 58), road: avenue } as const;
