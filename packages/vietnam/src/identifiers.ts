/**
 * Numbers that identify and reach people in Vietnam. The structures below are common knowledge that was not
 * checked against the legal texts (unverified): use them to catch slips of the pen, never to refuse a person.
 */

/** What a 12-digit citizen identity number (CCCD / căn cước) says by its form. */
export interface CitizenIdParts {
  /** Three digits: province of birth registration, as numbered before the mergers of 2025. */
  readonly provinceCode: string;
  /** Name of that province, null for a code that is not a known province (or one born abroad). */
  readonly province: string | null;
  readonly sex: "male" | "female";
  readonly birthYear: number;
}

/** Province codes of citizen identity numbers as of before 1 July 2025 (unverified); they stay valid after mergers. */
export const CITIZEN_ID_PROVINCES: Readonly<Record<string, string>> = {
  "001": "Hà Nội",
  "002": "Hà Giang",
  "004": "Cao Bằng",
  "006": "Bắc Kạn",
  "008": "Tuyên Quang",
  "010": "Lào Cai",
  "011": "Điện Biên",
  "012": "Lai Châu",
  "014": "Sơn La",
  "015": "Yên Bái",
  "017": "Hòa Bình",
  "019": "Thái Nguyên",
  "020": "Lạng Sơn",
  "022": "Quảng Ninh",
  "024": "Bắc Giang",
  "025": "Phú Thọ",
  "026": "Vĩnh Phúc",
  "027": "Bắc Ninh",
  "030": "Hải Dương",
  "031": "Hải Phòng",
  "033": "Hưng Yên",
  "034": "Thái Bình",
  "035": "Hà Nam",
  "036": "Nam Định",
  "037": "Ninh Bình",
  "038": "Thanh Hóa",
  "040": "Nghệ An",
  "042": "Hà Tĩnh",
  "044": "Quảng Bình",
  "045": "Quảng Trị",
  "046": "Thừa Thiên Huế",
  "048": "Đà Nẵng",
  "049": "Quảng Nam",
  "051": "Quảng Ngãi",
  "052": "Bình Định",
  "054": "Phú Yên",
  "056": "Khánh Hòa",
  "058": "Ninh Thuận",
  "060": "Bình Thuận",
  "062": "Kon Tum",
  "064": "Gia Lai",
  "066": "Đắk Lắk",
  "067": "Đắk Nông",
  "068": "Lâm Đồng",
  "070": "Bình Phước",
  "072": "Tây Ninh",
  "074": "Bình Dương",
  "075": "Đồng Nai",
  "077": "Bà Rịa - Vũng Tàu",
  "079": "Thành phố Hồ Chí Minh",
  "080": "Long An",
  "082": "Tiền Giang",
  "083": "Bến Tre",
  "084": "Trà Vinh",
  "086": "Vĩnh Long",
  "087": "Đồng Tháp",
  "089": "An Giang",
  "091": "Kiên Giang",
  "092": "Cần Thơ",
  "093": "Hậu Giang",
  "094": "Sóc Trăng",
  "095": "Bạc Liêu",
  "096": "Cà Mau",
};

/**
 * Parts of a citizen identity number, undefined unless it is 12 digits (spaces and dots are ignored).
 * Digits: PPP province, C century and sex (0 male, 1 female born 19xx; 2, 3 born 20xx; and so on), YY, six
 * more. There is no check digit (unverified).
 */
export function parseCitizenId(text: string): CitizenIdParts | undefined {
  const digits = text.replace(/[\s.]/g, "");
  if (!/^\d{12}$/.test(digits)) return undefined;
  const provinceCode = digits.slice(0, 3);
  const century = Number(digits[3]);
  return {
    provinceCode,
    province: CITIZEN_ID_PROVINCES[provinceCode] ?? null,
    sex: century % 2 === 0 ? "male" : "female",
    birthYear: 1900 + Math.floor(century / 2) * 100 + Number(digits.slice(4, 6)),
  };
}

/** First three and last four digits: "079•••••1234". Anything that is not 12 digits is masked whole. */
export function maskCitizenId(text: string): string {
  const digits = text.replace(/[\s.]/g, "");
  return /^\d{12}$/.test(digits) ? `${digits.slice(0, 3)}•••••${digits.slice(-4)}` : "•".repeat(12);
}

/** A telephone number in E.164 with its kind. */
export interface PhoneNumber {
  /** "+84901234567". Encode the + as %2B in a query string. */
  readonly e164: string;
  readonly kind: "mobile" | "fixed";
}

/**
 * Vietnamese telephone number from the usual spellings (0901 234 567, +84 28 3829 1234, 0084…), undefined
 * when it is none; short numbers such as 1022 or 113 are none. Mobile: 0 + 3, 5, 7, 8 or 9 + 8 digits;
 * fixed: 02 + 9 digits, as 028 + 8 (HCMC), 0274 + 7, 0254 + 7 (unverified).
 */
export function parsePhone(text: string): PhoneNumber | undefined {
  const compact = text.replace(/[\s().-]/g, "");
  const national = compact.replace(/^(?:\+84|0084|84(?=\d{9,10}$))0?/, "0");
  if (/^0[35789]\d{8}$/.test(national)) return { e164: `+84${national.slice(1)}`, kind: "mobile" };
  if (/^02\d{9}$/.test(national)) return { e164: `+84${national.slice(1)}`, kind: "fixed" };
  return undefined;
}

/** Last three digits only: "•••••••567". */
export function maskPhone(e164: string): string {
  return `•••••••${e164.replace(/\D/g, "").slice(-3)}`;
}
