/**
 * Syllables of Vietnamese personal names, from general knowledge: for recognising columns of names, no register of
 * names. Not complete, and a person may bear a name that is not here.
 */

/** Family names, commonest first. */
export const FAMILY_NAMES: readonly string[] =
  `Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Lâm Trịnh Mai Đào Trương Cao Hà Lưu
Lương Thái Châu Tạ Phùng Tô Vương Văn Tăng Quách Lại Hứa Thạch Diệp Từ Chu La Đàm Tống Giang Chung Triệu Kiều Hồng Trang
Đồng Danh Lư Lữ Thân Kim Mã Bạch Liêu Tiêu Dư Doãn Khổng Nghiêm Bành Viên Sầm Ninh Ông Khưu Âu Phó Thiều Hàn Mạc Nông
Giáp Ma Tôn Cù Quan Vi Hoa Nhan Sơn Lò Cầm Điêu Quàng Lục Lộc Bế Hầu Giàng Thào Sùng Vàng Rơ Siu Kpă Ksor Niê Y Chế Lỗ
Phí Cấn Đậu Đới Khuất Lều Mẫn Nhâm Ngụy Tào Thi Trà Trầm Ứng Uông Vòng`.split(/\s+/);

/** Syllables that stand between family and given name or are given names. */
export const NAME_SYLLABLES: readonly string[] =
  `Thị Văn Hữu Đức Công Quang Ngọc Minh Thanh Xuân Thu Hồng Kim Bích Mỹ Tuấn Anh Hoàng Quốc Gia Bảo Phương Thùy Thúy Diễm
Như Quỳnh Lan Hương Hoa Huệ Cúc Mai Đào Liên Sen Nga Hằng Hạnh Hiền Hiếu Hòa Hoà Hùng Hưng Huy Hải Hà Giang Sơn Lâm Long
Lân Quy Phụng Phượng Loan Yến Oanh Vân Vy Vi Uyên Uyển Trang Trâm Trinh Trúc Tú Tùng Tiến Tâm Tân Thảo Thắng Thành Thái
Thạch Thiện Thiên Thịnh Thông Thuận Thủy Thuỷ Thư Thương Tiên Toàn Toản Trí Trọng Trung Trường Tường Vinh Việt Vũ Vương
Xuyến An Ân Ánh Ái Bách Bạch Bằng Bình Bửu Cảnh Cẩm Cát Châu Chi Chí Chiến Chinh Chính Chương Cường Danh Diệp Diệu Dũng
Duy Duyên Dung Dương Đại Đan Đạt Đăng Điền Điệp Đình Định Đoan Đông Giao Giáp Hân Hậu Hảo Hậu Hiển Hiệp Hoan Hoài Hoàn
Hội Hợp Huân Huấn Huyền Huỳnh Kha Khả Khang Khánh Khải Khanh Khiêm Khoa Khôi Khuê Kiên Kiệt Kiều Kỳ Lam Lành Lập Lệ Linh
Lĩnh Lộc Lợi Lực Lương Lượng Lưu Ly Mạnh Mẫn Mến Miên My Nam Năm Năng Nghi Nghĩa Nghị Nguyên Nguyệt Nhã Nhân Nhàn Nhật
Nhi Nhiên Nhung Nhựt Ninh Nữ Phát Phi Phong Phú Phúc Phước Phục Quân Quế Quí Quý Quyên Quyền Quyết Sang Sáng Sinh Sỹ Sĩ
Tài Tấn Thạnh Thân Thế Thi Thiều Thoa Thơ Thơm Thục Thúc Thụy Thuyên Tín Tính Tình Tố Tôn Tri Triết Triều Triệu Tuệ Tuyên
Tuyền Tuyết Tùy Ty Út Văn Vĩ Viên Viễn Vĩnh Vượng Xuyên Ý Yên Bé Ba Tư Bảy Tám Chín Mười Cúc Đỗ Hồ Lê Trần Phan Đặng
Nguyễn Phạm Bùi Võ Đoàn Mộng Mộc Khắc Bá Trọng Viết Sỹ Doãn Đắc Tất Phú Hạ Hào Học Hoạt Hiên Giàu Gấm Lụa Nhạn Nhã Thoại
Thuần Thường Trân Trầm Vang Vọng Băng Bội Cơ Đài Đồng Gấm Giáng Hạc Hàm Huyên Khương Lài Lạc Liễu Luân Luận Lý Mùi Nết
Ngà Ngân Ngần Nghiệp Nhạc Nhẫn Nương Phấn Phùng Quảng Quyến Sâm Sơn Sương Tần Thắm Thân Thơi Tiệp Tịnh Trà Tụ Từ Tường
Tỵ Vàng Vẻ Xoan Xoàn`.split(/\s+/);

/** Middle words that hardly occur outside names of people. */
export const NAME_MARKERS: readonly string[] = [
  "Thị",
  "Văn",
  "Hữu",
  "Đức",
  "Ngọc",
  "Thanh",
  "Minh",
  "Quốc",
  "Thùy",
];

/** Words before a person's name in running text. */
export const HONORIFICS: readonly string[] = ["ông", "bà", "anh", "chị", "cô", "chú", "bác", "em", "cháu"];
