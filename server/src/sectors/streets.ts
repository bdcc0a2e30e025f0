/** Names of streets by former area and kind of unit, for the texts and places of simulated data. */
import type { CityUnit } from "./territory.ts";

const names = (text: string): readonly string[] => text.split(", ");
const inner = names(
  "Nguyễn Trãi, Lê Văn Sỹ, Cách Mạng Tháng Tám, Điện Biên Phủ, Nguyễn Thị Minh Khai, Võ Văn Tần, Hai Bà Trưng, Lý Thường Kiệt, Nguyễn Tri Phương, Ba Tháng Hai, Trần Hưng Đạo, Phan Xích Long, Hoàng Văn Thụ, Cộng Hòa, Trường Chinh, Âu Cơ, Lạc Long Quân, Lũy Bán Bích, Tân Kỳ Tân Quý, Quang Trung, Phan Văn Trị, Lê Đức Thọ, Nguyễn Oanh, Nơ Trang Long, Bạch Đằng, Xô Viết Nghệ Tĩnh, Đinh Bộ Lĩnh, Nguyễn Xí, Võ Văn Kiệt, Phạm Thế Hiển, Tạ Quang Bửu, Huỳnh Tấn Phát, Nguyễn Thị Thập, Lê Văn Lương, Tôn Đản, Đoàn Văn Bơ, Hậu Giang, Kinh Dương Vương, Tên Lửa, Nguyễn Duy Trinh, Võ Văn Ngân, Kha Vạn Cân, Lê Văn Việt, Đỗ Xuân Hợp, Tô Ngọc Vân, Hiệp Bình, Nguyễn Ảnh Thủ, Hà Huy Giáp, Lê Văn Khương, Phan Huy Ích",
);
const outer = names(
  "Quốc lộ 22, Tỉnh lộ 8, Tỉnh lộ 15, Nguyễn Văn Bứa, Phan Văn Hớn, Đặng Thúc Vịnh, Trần Văn Giàu, Vĩnh Lộc, Quốc lộ 50, Đoàn Nguyễn Tuấn, Nguyễn Văn Tạo, Lê Văn Lương, Rừng Sác, Duyên Hải, Nguyễn Thị Lắng, Bùi Công Trừng, Võ Văn Vân, Đinh Đức Thiện",
);
const binhDuong = names(
  "Đại lộ Bình Dương, Quốc lộ 13, Huỳnh Văn Lũy, Phú Lợi, Yersin, Cách Mạng Tháng Tám, Thủ Khoa Huân, Nguyễn Tri Phương, Lê Hồng Phong, Mỹ Phước Tân Vạn, DT743, DT746, DT741, Trần Văn Ơn, Ngô Gia Tự, Nguyễn An Ninh, Võ Thị Sáu, Hùng Vương",
);
const baRiaVungTau = names(
  "Ba Cu, Trương Công Định, Lê Hồng Phong, Thùy Vân, Hạ Long, Nguyễn An Ninh, Ba Mươi Tháng Tư, Bình Giã, Quốc lộ 51, Quốc lộ 55, Quốc lộ 56, Cách Mạng Tháng Tám, Nguyễn Hữu Thọ, Võ Thị Sáu, Trần Phú, Phạm Văn Đồng, Ven biển Long Hải",
);
const conDao = names("Tôn Đức Thắng, Nguyễn Huệ, Võ Thị Sáu, Nguyễn Văn Cừ, Bến Đầm, Hồ Thanh Tùng");

/** Streets that may lie in a unit; for simulated data only, a street need not touch the unit. */
export function streetsOf({ kind, formerArea }: Pick<CityUnit, "kind" | "formerArea">): readonly string[] {
  if (kind === "dac-khu") return conDao;
  if (formerArea === "74") return binhDuong;
  if (formerArea === "77") return baRiaVungTau;
  return kind === "phuong" ? inner : outer;
}
