/** Invented columns for measuring the proposals: of every class, and of things that are no personal data. */
import { CITIZEN_ID_PROVINCES } from "./identifiers.ts";
import { FAMILY_NAMES, NAME_SYLLABLES } from "./person-names-table.ts";
import { taxCheckDigit } from "./personal-data-numbers.ts";
import type { PersonalDataClass } from "./personal-data-types.ts";
import { fold } from "./text.ts";

/** A small seeded generator (mulberry32): the same seed gives the same columns. */
export interface Dice {
  readonly int: (least: number, most: number) => number;
  readonly digits: (count: number) => string;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
}

/** Dice of a seed. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    int,
    digits: (count) => Array.from({ length: count }, () => String(int(0, 9))).join(""),
    pick: (items) => items[int(0, items.length - 1)] ?? items[0],
  };
}

/** A kind of column: names it goes by (the first says nothing) and a maker of its values. */
export interface Kind {
  readonly names: readonly [string, ...string[]];
  readonly value: (dice: Dice, row: number) => string;
  /** Cannot be told without a word in the header. */
  readonly needsHeader?: boolean;
}

const provinces = Object.keys(CITIZEN_ID_PROVINCES) as [string, ...string[]];
const families = FAMILY_NAMES.slice(0, 40) as [string, ...string[]];
const given = NAME_SYLLABLES as [string, ...string[]];
const streets = [
  "Lê Lợi",
  "Nguyễn Huệ",
  "Hai Bà Trưng",
  "Cách Mạng Tháng Tám",
  "Võ Văn Tần",
  "Phan Xích Long",
  "Trần Hưng Đạo",
  "Số 7",
  "D2",
  "Điện Biên Phủ",
  "Nguyễn Thị Minh Khai",
  "Lý Thường Kiệt",
] as const;
const wards = [
  "Bến Thành",
  "Tân Định",
  "Hòa Hưng",
  "Thạnh Mỹ Tây",
  "Bình Thạnh",
  "Gò Vấp",
  "Phú Nhuận",
  "An Khánh",
  "Dĩ An",
  "Vũng Tàu",
] as const;

const roads = [
  "Lê Lợi",
  "Nguyễn Huệ",
  "Hàm Nghi",
  "Tôn Đức Thắng",
  "Pasteur",
  "Nam Kỳ Khởi Nghĩa",
  "Võ Văn Kiệt",
  "Võ Thị Sáu",
  "Nguyễn Thị Minh Khai",
  "Trường Chinh",
  "Cộng Hòa",
  "Hoàng Sa",
  "Trường Sa",
  "Kha Vạn Cân",
  "Quang Trung",
  "Lê Văn Sỹ",
  "Nguyễn Văn Trỗi",
  "Phạm Văn Đồng",
  "Xô Viết Nghệ Tĩnh",
  "Lý Tự Trọng",
  "Đồng Khởi",
  "Nguyễn Du",
  "Hùng Vương",
  "Âu Cơ",
  "Lạc Long Quân",
] as const;

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

function taxCode(dice: Dice): string {
  for (;;) {
    const nine = dice.pick(["03", "01", "36", "37", "31"]) + dice.digits(7);
    const check = taxCheckDigit(nine);
    if (check !== undefined)
      return `${nine}${check}${dice.int(0, 9) === 0 ? `-${pad(dice.int(1, 20), 3)}` : ""}`;
  }
}

function citizenId(dice: Dice): string {
  const century = dice.int(0, 3);
  const year = pad(century < 2 ? dice.int(40, 99) : dice.int(0, 24), 2);
  return `${dice.pick(provinces)}${century}${year}${dice.digits(6)}`;
}

function mobile(dice: Dice): string {
  const digits = `0${dice.pick(["3", "5", "7", "8", "9"])}${dice.digits(8)}`;
  const spaced = `${digits.slice(0, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}`;
  return dice.pick([digits, digits, spaced, `+84${digits.slice(1)}`]);
}

function person(dice: Dice): string {
  const middle =
    dice.int(0, 2) > 0 ? dice.pick(["Thị", "Văn", "Ngọc", "Thanh", "Minh", "Hữu", "Đức"]) : dice.pick(given);
  const words = [dice.pick(families), middle, dice.pick(given)];
  if (dice.int(0, 3) === 0) words.splice(2, 0, dice.pick(given));
  return words.join(" ");
}

function address(dice: Dice): string {
  const number = dice.pick([
    String(dice.int(1, 900)),
    `${dice.int(1, 300)}/${dice.int(1, 60)}`,
    `${dice.int(1, 300)}/${dice.int(1, 60)}/${dice.int(1, 9)}A`,
  ]);
  const ward = dice.pick(wards);
  return dice.pick([
    `${number} ${dice.pick(streets)}, phường ${ward}, TP. Hồ Chí Minh`,
    `Số ${number} đường ${dice.pick(streets)}, P. ${ward}`,
    `${number} duong ${fold(dice.pick(streets))}, phuong ${fold(ward)}`,
    `Hẻm ${number} ${dice.pick(streets)}, khu phố ${dice.int(1, 9)}, phường ${ward}`,
    `Ấp ${dice.int(1, 9)}, xã ${ward}, TP. Hồ Chí Minh`,
  ]);
}

function plate(dice: Dice): string {
  const number = `${dice.digits(3)}.${dice.digits(2)}`;
  const place = dice.pick(["50", "51", "59", "61", "72", "29", "60"]);
  const letter = dice.pick(["A", "F", "G", "H", "K", "L"]);
  return dice.pick([
    `${place}${letter}-${number}`,
    `${place}-${letter}${dice.int(1, 9)} ${number}`,
    `${place}${letter} ${number}`,
    `80A-${number}`,
  ]);
}

/** Kinds of personal data. */
export const PERSONAL_KINDS: Readonly<Partial<Record<PersonalDataClass, Kind>>> = {
  "citizen-id": {
    names: ["f1", "so_cccd", "Căn cước"],
    value: citizenId,
  },
  "old-id": { names: ["f2", "so_cmnd", "CMND"], value: (dice) => `02${dice.digits(7)}`, needsHeader: true },
  "tax-code": { names: ["f3", "mst", "Mã số thuế"], value: taxCode },
  "social-insurance": {
    names: ["f4", "so_bhxh", "Mã số BHXH"],
    value: (dice) => `79${dice.digits(8)}`,
    needsHeader: true,
  },
  "health-insurance": {
    names: ["f5", "the_bhyt", "Số thẻ BHYT"],
    value: (dice) => `${dice.pick(["DN", "HS", "GD", "TE", "HT"])}${dice.int(1, 5)}79${dice.digits(10)}`,
  },
  phone: { names: ["f6", "sdt", "Số điện thoại", "phone_number"], value: mobile },
  email: {
    names: ["f7", "email", "Thư điện tử"],
    value: (dice) => `${fold(dice.pick(given))}${dice.int(1, 999)}@example.${dice.pick(["vn", "com"])}`,
  },
  plate: { names: ["f8", "bien_so", "Biển kiểm soát"], value: plate },
  passport: {
    names: ["f9", "ho_chieu", "Passport no"],
    value: (dice) => `${dice.pick(["B", "C", "N"])}${dice.digits(dice.int(7, 8))}`,
    needsHeader: true,
  },
  "person-name": {
    names: ["f10", "ho_ten", "Họ và tên", "fullName"],
    value: (dice) => dice.pick([person, person, (one: Dice) => person(one).toUpperCase()])(dice),
  },
  address: { names: ["f11", "dia_chi", "Địa chỉ thường trú"], value: address },
  "birth-date": {
    names: ["f12", "ngay_sinh", "Năm sinh", "dateOfBirth"],
    value: (dice) => `${dice.int(1940, 2020)}-${pad(dice.int(1, 12), 2)}-${pad(dice.int(1, 28), 2)}`,
    needsHeader: true,
  },
  location: {
    names: ["f13", "home_lat", "Tọa độ nhà"],
    value: (dice) => `10.${dice.digits(6)}`,
    needsHeader: true,
  },
  health: {
    names: ["f14", "chan_doan", "Chẩn đoán"],
    value: (dice) => dice.pick(["J45.0", "I10", "E11.9", "Tăng huyết áp", "Hen phế quản"]),
    needsHeader: true,
  },
  sensitive: {
    names: ["f15", "dan_toc", "Tôn giáo"],
    value: (dice) => dice.pick(["Kinh", "Hoa", "Khmer", "Chăm", "Không"]),
    needsHeader: true,
  },
};

/** Kinds that are no personal data. */
export const INNOCENT_KINDS: readonly Kind[] = [
  { names: ["id", "stt"], value: (_, row) => String(row + 1) },
  { names: ["ma_ho_so", "f1"], value: (_, row) => `HS-2026-${pad(row + 17, 6)}` },
  { names: ["ma_don", "f1"], value: (_, row) => pad(300_000_000 + row * 3, 10) },
  { names: ["f1", "order_id"], value: (dice) => String(dice.int(1_000_000_000, 2_100_000_000)) },
  { names: ["nam", "year"], value: (dice) => String(dice.int(1995, 2026)) },
  { names: ["so_tien", "Kinh phí", "f1"], value: (dice) => String(dice.int(1, 9_000_000) * 1000) },
  {
    names: ["gia_tri", "amount"],
    value: (dice) => `${dice.int(1, 999)}.${dice.digits(3)}.${dice.digits(3)}`,
  },
  { names: ["ma_phuong", "f1"], value: (dice) => String(dice.int(25_700, 27_900)) },
  { names: ["ten_phuong", "Phường/xã", "f1"], value: (dice) => dice.pick(wards) },
  { names: ["ten_phuong", "Phường"], value: (dice) => `Phường ${dice.int(1, 27)}` },
  { names: ["ma_tram", "station", "f1"], value: (dice) => `HCM-${pad(dice.int(1, 60), 2)}` },
  { names: ["lat", "Vĩ độ", "f1"], value: (dice) => `10.${dice.digits(6)}` },
  { names: ["lon", "Kinh độ", "f1"], value: (dice) => `106.${dice.digits(6)}` },
  { names: ["toa_do"], value: (dice) => `10.${dice.digits(5)}, 106.${dice.digits(5)}` },
  {
    names: ["thoi_gian", "f1"],
    value: (dice) => `2026-${pad(dice.int(1, 12), 2)}-${pad(dice.int(1, 28), 2)}T08:00:00Z`,
  },
  {
    names: ["timestamp", "f1"],
    value: (dice) =>
      `2026${pad(dice.int(1, 12), 2)}${pad(dice.int(1, 28), 2)}${pad(dice.int(0, 23), 2)}${pad(dice.int(0, 59), 2)}`,
  },
  { names: ["epoch", "f1"], value: (dice) => String(dice.int(1_600_000_000, 1_790_000_000)) },
  { names: ["epoch_ms", "f1"], value: (dice) => String(dice.int(1_600_000_000, 1_790_000_000) * 1000) },
  { names: ["pm25", "f1"], value: (dice) => `${dice.int(1, 150)}.${dice.int(0, 9)}` },
  { names: ["dan_so", "Dân số"], value: (dice) => String(dice.int(10_000, 300_000)) },
  { names: ["ten_duong", "Đường"], value: (dice) => dice.pick(streets) },
  { names: ["so_van_ban", "f1"], value: (dice) => `${dice.int(1, 9999)}/QĐ-UBND` },
  {
    names: ["uuid"],
    value: (dice) =>
      `${dice.digits(8)}-${dice.digits(4)}-4${dice.digits(3)}-8${dice.digits(3)}-${dice.digits(12)}`,
  },
  { names: ["trang_thai", "f1"], value: (dice) => dice.pick(["Đã xử lý", "Đang xử lý", "Mới tiếp nhận"]) },
  {
    names: ["linh_vuc", "f1"],
    value: (dice) => dice.pick(["Giao thông", "Môi trường", "Y tế", "Giáo dục", "Xây dựng"]),
  },
  {
    names: ["ten_truong", "f1"],
    value: (dice) => `Trường THCS ${dice.pick(["Lê Lợi", "Nguyễn Du", "Võ Trường Toản"])}`,
  },
  { names: ["url"], value: (dice) => `https://example.vn/a/${dice.int(1, 9999)}` },
  { names: ["tuyen", "route", "f1"], value: (dice) => `${dice.int(1, 150)}` },
  { names: ["ma_dong_ho", "f1"], value: (dice) => `5${dice.digits(11)}` },
  { names: ["serial", "f1"], value: (dice) => `SN${dice.digits(8)}` },
  {
    names: ["mo_ta", "f1"],
    value: (dice) => `Ngập ${dice.int(5, 60)} cm tại đường ${dice.pick(streets)}, phường ${dice.pick(wards)}`,
  },
  {
    names: ["ngay_khoi_cong", "f1"],
    value: (dice) => `${dice.int(1, 28)}/${dice.int(1, 12)}/${dice.int(2010, 2026)}`,
  },
  { names: ["ma_san_pham", "f1"], value: (dice) => `${dice.pick(["KX", "PZ"])}-${dice.digits(6)}` },
  { names: ["so_ca_benh"], value: (dice) => String(dice.int(0, 400)) },
  {
    names: ["ten_cay", "Loài cây"],
    value: (dice) => dice.pick(["Sao đen", "Dầu rái", "Bằng lăng", "Phượng vĩ"]),
  },
  { names: ["ty_le", "f1"], value: (dice) => `${dice.int(0, 99)},${dice.digits(2)}` },
  { names: ["ma_vach", "f1"], value: (dice) => `893${dice.digits(10)}` },
  { names: ["so_hop_dong", "f1"], value: (dice) => `0${dice.digits(9)}` },
  { names: ["ma_kh", "f1"], value: (dice) => dice.digits(10) },
  { names: ["f1", "ma_thiet_bi"], value: (dice) => dice.digits(9) },
  { names: ["doanh_nghiep", "f1"], value: (dice) => `Công ty TNHH ${person(dice)}` },
  { names: ["name", "f1", "ten"], value: (dice) => dice.pick(roads) },
  {
    names: ["f1", "noi_dung"],
    value: (dice) => `Cắt tỉa ${dice.int(1, 90)} cây xanh trên đường ${dice.pick(roads)}`,
  },
  {
    names: ["f1", "mau_xe"],
    value: (dice) => `${dice.pick(["A", "C", "X"])}${dice.digits(3)} ${dice.int(1, 9)}`,
  },
];
