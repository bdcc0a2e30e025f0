/**
 * The tables of VN_AQI as dated data. Decision 1459/QĐ-TCMT of 12 November 2019 (Vietnam Environment
 * Administration), "Hướng dẫn kỹ thuật tính toán và công bố chỉ số chất lượng không khí Việt Nam (VN_AQI)".
 */

/** The six pollutants VN_AQI knows. Concentrations are always µg/m³, carbon monoxide too. */
export type Pollutant = "pm25" | "pm10" | "o3" | "no2" | "so2" | "co";

/** The pollutants in the order in which results list them. */
export const POLLUTANTS: readonly Pollutant[] = ["pm25", "pm10", "o3", "no2", "so2", "co"];

/** Keys of the rows of the breakpoint table; ozone has a 1-hour and an 8-hour row. */
export type BreakpointRow = "pm25" | "pm10" | "o3OneHour" | "o3EightHour" | "no2" | "so2" | "co";

/** A breakpoint table with its source and validity (`validTo: null` = in force). */
export interface AirQualityTable {
  readonly id: string;
  readonly source: string;
  readonly clause: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly unit: "µg/m³";
  /** Index at each breakpoint. */
  readonly index: readonly number[];
  /** Concentration at each breakpoint, whole µg/m³; a row may be shorter than `index`. */
  readonly breakpoints: Readonly<Record<BreakpointRow, readonly number[]>>;
}

/**
 * Breakpoints BP_i of VN_AQI. Segments are continuous: the end of one is the start of the next.
 * The numbers come from transcriptions that agree with each other; the printed original was not compared.
 */
export const VN_AQI_TABLE: AirQualityTable = {
  id: "vn-aqi-1459-2019",
  source: "Quyết định 1459/QĐ-TCMT ngày 12/11/2019 (theo bản chép, chưa đối chiếu bản gốc)",
  clause: "Bảng 2 (giá trị BP_i)",
  validFrom: "2019-11-12",
  validTo: null,
  unit: "µg/m³",
  index: [0, 50, 100, 150, 200, 300, 400, 500],
  breakpoints: {
    o3OneHour: [0, 160, 200, 300, 400, 800, 1000, 1200],
    o3EightHour: [0, 100, 120, 170, 210, 400],
    co: [0, 10000, 30000, 45000, 60000, 90000, 120000, 150000],
    so2: [0, 125, 350, 550, 800, 1600, 2100, 2630],
    no2: [0, 100, 200, 700, 1200, 2350, 3100, 3850],
    pm10: [0, 50, 150, 250, 350, 420, 500, 600],
    pm25: [0, 25, 50, 80, 150, 250, 350, 500],
  },
};

/** Stable key of a VN_AQI level. */
export type AirQualityLevelKey = "good" | "moderate" | "poor" | "bad" | "very-bad" | "hazardous";

/** One level of VN_AQI: whole index values `from`…`to`, both included. */
export interface AirQualityLevel {
  readonly key: AirQualityLevelKey;
  readonly from: number;
  readonly to: number;
  readonly nameVi: string;
  readonly nameEn: string;
  /** Display colour of the decision, 0–255 each. */
  readonly rgb: readonly [number, number, number];
  readonly advice: AirQualityAdvice;
}

/** Advice in two languages for the general public and for sensitive people. */
export interface AirQualityAdvice {
  readonly generalVi: string;
  readonly generalEn: string;
  readonly sensitiveVi: string;
  readonly sensitiveEn: string;
}

/**
 * The six levels. Bounds, names and colours are the decision's; the advice is worded by this program after
 * the subject matter of tables 4 and 5 of the decision and is no quotation of them.
 */
export const AIR_QUALITY_LEVELS: readonly AirQualityLevel[] = [
  {
    key: "good",
    from: 0,
    to: 50,
    nameVi: "Tốt",
    nameEn: "Good",
    rgb: [0, 228, 0],
    advice: {
      generalVi: "Không khí trong lành. Mọi người sinh hoạt ngoài trời bình thường.",
      generalEn: "The air is clean. Everyone can be outdoors as usual.",
      sensitiveVi: "Sinh hoạt ngoài trời bình thường.",
      sensitiveEn: "Be outdoors as usual.",
    },
  },
  {
    key: "moderate",
    from: 51,
    to: 100,
    nameVi: "Trung bình",
    nameEn: "Moderate",
    rgb: [255, 255, 0],
    advice: {
      generalVi: "Chất lượng không khí chấp nhận được. Sinh hoạt ngoài trời bình thường.",
      generalEn: "Air quality is acceptable. Be outdoors as usual.",
      sensitiveVi: "Theo dõi sức khỏe. Nếu ho, khó thở thì giảm vận động mạnh ngoài trời.",
      sensitiveEn:
        "Watch how you feel. Cut down hard exercise outdoors if you cough or feel short of breath.",
    },
  },
  {
    key: "poor",
    from: 101,
    to: 150,
    nameVi: "Kém",
    nameEn: "Poor",
    rgb: [255, 126, 0],
    advice: {
      generalVi:
        "Nếu đau mắt, ho hoặc đau họng thì giảm thời gian ở ngoài trời. Học sinh nên bớt vận động mạnh ngoài trời.",
      generalEn:
        "Spend less time outdoors if your eyes or throat hurt or you cough. Pupils should do less hard exercise outdoors.",
      sensitiveVi: "Giảm vận động mạnh và thời gian ở ngoài trời. Người bệnh hen, tim mạch mang theo thuốc.",
      sensitiveEn: "Cut down hard exercise and time outdoors. Keep asthma or heart medicine with you.",
    },
  },
  {
    key: "bad",
    from: 151,
    to: 200,
    nameVi: "Xấu",
    nameEn: "Bad",
    rgb: [255, 0, 0],
    advice: {
      generalVi: "Hạn chế vận động mạnh ngoài trời, tránh ở lâu ngoài đường. Đeo khẩu trang khi ra ngoài.",
      generalEn: "Limit hard exercise outdoors and do not stay long in traffic. Wear a mask outside.",
      sensitiveVi:
        "Nên ở trong nhà và tránh vận động mạnh. Nếu phải ra ngoài thì đeo khẩu trang lọc bụi mịn.",
      sensitiveEn:
        "Stay indoors and avoid hard exercise. If you must go out, wear a mask that filters fine dust.",
    },
  },
  {
    key: "very-bad",
    from: 201,
    to: 300,
    nameVi: "Rất xấu",
    nameEn: "Very bad",
    rgb: [143, 63, 151],
    advice: {
      generalVi:
        "Hạn chế tối đa ra ngoài. Chuyển các hoạt động vào trong nhà, đóng cửa. Đeo khẩu trang lọc bụi mịn nếu phải ra ngoài.",
      generalEn:
        "Go out as little as possible. Move activities indoors and keep windows shut. Wear a fine-dust mask outside.",
      sensitiveVi: "Ở trong nhà, không vận động mạnh. Có triệu chứng thì đi khám ngay.",
      sensitiveEn: "Stay indoors and rest. See a doctor at once if you have symptoms.",
    },
  },
  {
    key: "hazardous",
    from: 301,
    to: 500,
    nameVi: "Nguy hại",
    nameEn: "Hazardous",
    rgb: [126, 0, 35],
    advice: {
      generalVi:
        "Ở trong nhà, đóng cửa. Không vận động ngoài trời; trường học nên dừng hoạt động ngoài trời. Có triệu chứng thì đi khám ngay.",
      generalEn:
        "Stay indoors with windows shut. No outdoor activity; schools should stop it. See a doctor if you have symptoms.",
      sensitiveVi:
        "Tuyệt đối không ra ngoài khi không bắt buộc, dùng thiết bị lọc không khí nếu có. Có triệu chứng thì gọi 115.",
      sensitiveEn:
        "Do not go out unless you must; use an air cleaner if you have one. Call 115 if you have symptoms.",
    },
  },
];

/** The level of a whole VN_AQI value 0–500; values above 500 are hazardous too. Throws RangeError below 0 or for NaN. */
export function levelOfIndex(index: number): AirQualityLevel {
  if (!(index >= 0)) throw new RangeError(`VN_AQI must be 0 or more, got ${index}`);
  const level = AIR_QUALITY_LEVELS.find((row) => index <= row.to) ?? AIR_QUALITY_LEVELS.at(-1);
  if (level === undefined) throw new RangeError("the level table is empty");
  return level;
}
