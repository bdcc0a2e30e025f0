/** Plainly invented people: names of common parts, telephone numbers of prefix 0500, identity numbers of province 000. */
import type { Random } from "./random.ts";

const families = "Nguyễn Trần Lê Phạm Huỳnh Võ Đặng Bùi Đỗ Hồ Ngô Dương Phan Trương Lý Mai".split(" ");
const middles = "Văn Thị Minh Ngọc Thanh Hữu Thu Quốc Kim Đức Hoài Gia Bảo Phương Anh Xuân".split(" ");
const givens =
  "An Bình Châu Dung Đạt Giang Hà Hải Hạnh Hiếu Hòa Hùng Hương Khánh Khoa Lan Linh Long Mai Minh My Nam Nga Nghĩa Nhung Oanh Phát Phong Phúc Quân Quyên Sơn Tâm Thảo Thắng Thủy Tiến Trang Trí Tuấn Tùng Uyên Vân Việt Vy Yến".split(
    " ",
  );

export function personName(random: Random): string {
  return `${random.pick(families)} ${random.pick(middles)} ${random.pick(givens)}`;
}

/** Ten digits that read like a mobile number, of the invented prefix 0500. */
export function phoneNumber(random: Random): string {
  return `0500${String(random.whole(0, 999_999)).padStart(6, "0")}`;
}

/** Twelve digits of the form of an identity number, with a province code 000 that does not exist. */
export function citizenId(random: Random): string {
  const year = random.whole(55, 106);
  const century = (year > 99 ? 2 : 0) + random.whole(0, 1);
  const serial = String(random.whole(0, 999_999)).padStart(6, "0");
  return `000${century}${String(year % 100).padStart(2, "0")}${serial}`;
}
