/** What can go wrong while data is fetched from somewhere else, and what to do about it. */
import { defineErrors } from "../../../kernel/errors.ts";

export const sourceError = defineErrors("warehouse", {
  "source-address-invalid": {
    kind: "invalid",
    title: { vi: "“{url}” không phải là địa chỉ dùng được.", en: '"{url}" is not a usable address.' },
    remedy: {
      vi: "Ghi địa chỉ đầy đủ, bắt đầu bằng http:// hoặc https://, không kèm tên và mật khẩu.",
      en: "Write the whole address, beginning with http:// or https://, without a user name or password in it.",
    },
  },
  "source-address-refused": {
    kind: "forbidden",
    title: {
      vi: "Không được phép kết nối tới {host} ({address}): địa chỉ nội bộ hoặc dành riêng.",
      en: "Connecting to {host} ({address}) is not allowed: an internal or reserved address.",
    },
    remedy: {
      vi: "Dùng địa chỉ công khai, hoặc đề nghị người quản trị thêm máy này vào danh sách SOURCE_ALLOW.",
      en: "Use a public address, or ask the administrator to add this host to SOURCE_ALLOW.",
    },
  },
  "source-port-refused": {
    kind: "forbidden",
    title: {
      vi: "Không được phép lấy tệp qua cổng {port} của {host}.",
      en: "Fetching from port {port} of {host} is not allowed.",
    },
    remedy: {
      vi: "Dùng cổng web (80, 443…), hoặc đề nghị người quản trị thêm {host}:{port} vào SOURCE_ALLOW.",
      en: "Use a web port (80, 443…), or ask the administrator to add {host}:{port} to SOURCE_ALLOW.",
    },
  },
  "source-host-unknown": {
    kind: "unavailable",
    title: { vi: "Không tìm thấy máy tên {host}.", en: "There is no host named {host}." },
    remedy: {
      vi: "Kiểm tra lại tên máy, hoặc thử lại khi hệ thống tên miền hoạt động.",
      en: "Check the name, or try again when name resolution works.",
    },
  },
  "source-unreachable": {
    kind: "unavailable",
    title: { vi: "Không kết nối được tới {host} ({reason}).", en: "{host} cannot be reached ({reason})." },
    remedy: {
      vi: "Kiểm tra máy nguồn đang chạy và tường lửa cho phép kết nối, rồi thử lại.",
      en: "Check that the host is running and that the firewall lets us through, then try again.",
    },
  },
  "source-certificate-invalid": {
    kind: "unavailable",
    title: {
      vi: "Chứng thư số của {host} không hợp lệ ({reason}).",
      en: "The certificate of {host} is not valid ({reason}).",
    },
    remedy: {
      vi: "Đề nghị bên quản lý nguồn gia hạn hoặc sửa chứng thư.",
      en: "Ask those who run the source to renew or correct the certificate.",
    },
  },
  "source-status": {
    kind: "unavailable",
    title: { vi: "{host} trả lời với mã {status}.", en: "{host} answered with status {status}." },
    remedy: {
      vi: "Mở địa chỉ trong trình duyệt để kiểm tra; mã 401, 403 là cần quyền, 404 là tệp không còn.",
      en: "Open the address in a browser; 401 and 403 mean that it needs permission, 404 that it is gone.",
    },
  },
  "source-too-large": {
    kind: "too-large",
    title: { vi: "Nội dung từ {host} lớn hơn {limit}.", en: "What {host} sends is larger than {limit}." },
    remedy: {
      vi: "Chia nhỏ tệp tại nguồn, hoặc đề nghị người quản trị nâng giới hạn.",
      en: "Split the file at the source, or ask the administrator for a larger limit.",
    },
  },
  "source-timeout": {
    kind: "unavailable",
    title: { vi: "{host} trả lời quá chậm.", en: "{host} is too slow to answer." },
    remedy: {
      vi: "Thử lại vào lúc khác; nếu lặp lại, báo bên quản lý nguồn.",
      en: "Try again at another time; if it persists, tell those who run the source.",
    },
  },
  "source-redirect-loop": {
    kind: "unavailable",
    title: {
      vi: "{host} chuyển hướng quá {limit} lần.",
      en: "{host} redirects more than {limit} times.",
    },
    remedy: {
      vi: "Ghi địa chỉ cuối cùng mà trình duyệt hiện ra.",
      en: "Enter the final address that the browser shows.",
    },
  },
  "source-redirect-insecure": {
    kind: "unavailable",
    title: {
      vi: "{host} chuyển từ kết nối mã hóa sang không mã hóa.",
      en: "{host} redirects from an encrypted to an unencrypted connection.",
    },
    remedy: {
      vi: "Đề nghị bên quản lý nguồn sửa chuyển hướng thành https.",
      en: "Ask those who run the source to redirect to https.",
    },
  },
  "source-encoding-unsupported": {
    kind: "unsupported",
    title: {
      vi: "{host} nén nội dung theo kiểu “{encoding}” hoặc nén hỏng, không giải nén được.",
      en: 'What {host} sends with the encoding "{encoding}" cannot be unpacked.',
    },
    remedy: {
      vi: "Đề nghị bên quản lý nguồn gửi không nén, hoặc nén gzip.",
      en: "Ask those who run the source to send it uncompressed or with gzip.",
    },
  },
  "source-web-page": {
    kind: "unsupported",
    title: {
      vi: "{host} trả về một trang web, không phải tệp dữ liệu.",
      en: "{host} answered with a web page, not a data file.",
    },
    remedy: {
      vi: "Dùng địa chỉ tải trực tiếp của tệp; trang có thể đang đòi đăng nhập.",
      en: "Use the address of the file itself; the page may be asking for a login.",
    },
  },
  "source-not-catalogue": {
    kind: "unsupported",
    title: {
      vi: "Không đọc được danh mục tại {url}: {reason}.",
      en: "No catalogue can be read at {url}: {reason}.",
    },
    remedy: {
      vi: "Kiểm tra địa chỉ là cổng CKAN, tệp data.json hoặc danh mục DCAT (JSON-LD, Turtle, RDF/XML).",
      en: "Check that it is a CKAN portal, a data.json file or a DCAT catalogue (JSON-LD, Turtle, RDF/XML).",
    },
  },
  "source-connection-failed": {
    kind: "unavailable",
    title: {
      vi: "Không mở được cơ sở dữ liệu {database} tại {host}: {reason}.",
      en: "The database {database} at {host} cannot be opened: {reason}.",
    },
    remedy: {
      vi: "Kiểm tra tên cơ sở dữ liệu, người dùng, mật khẩu, cổng và chế độ TLS của kết nối.",
      en: "Check the database name, user, password, port and TLS mode of the connection.",
    },
  },
  "source-query-failed": {
    kind: "invalid",
    title: {
      vi: "Cơ sở dữ liệu nguồn từ chối câu truy vấn: {reason}.",
      en: "The source's database refused the query: {reason}.",
    },
    remedy: {
      vi: "Sửa câu SELECT theo lý do được nêu; mỗi nguồn chỉ một câu lệnh, chỉ đọc.",
      en: "Correct the SELECT as the reason says; one statement a source, reading only.",
    },
  },
  "source-query-too-long": {
    kind: "unavailable",
    title: {
      vi: "Câu truy vấn tại nguồn chạy quá {seconds} giây.",
      en: "The query at the source ran longer than {seconds} seconds.",
    },
    remedy: {
      vi: "Lọc bớt dữ liệu trong câu truy vấn, hoặc lập chỉ mục tại nguồn.",
      en: "Narrow the query, or add an index at the source.",
    },
  },
  "source-secret-unreadable": {
    kind: "internal",
    title: { vi: "Không giải mã được mật khẩu đã lưu.", en: "The stored password cannot be decrypted." },
    remedy: {
      vi: "Nhập lại mật khẩu của kết nối; khóa của hệ thống có thể đã thay đổi.",
      en: "Enter the connection's password again; the installation's key may have changed.",
    },
  },
  "source-schedule-invalid": {
    kind: "invalid",
    title: {
      vi: "Lịch “{cron}” không dùng được: {reason}.",
      en: 'The schedule "{cron}" cannot be used: {reason}.',
    },
    remedy: {
      vi: "Ghi năm trường: phút giờ ngày tháng thứ, ví dụ “0 6 * * *” là 6 giờ sáng hằng ngày.",
      en: 'Write five fields: minute hour day month weekday, e.g. "0 6 * * *" for 6 in the morning every day.',
    },
  },
  "source-schedule-too-often": {
    kind: "invalid",
    title: {
      vi: "Lịch “{cron}” chạy dày hơn {minutes} phút một lần.",
      en: 'The schedule "{cron}" runs more often than every {minutes} minutes.',
    },
    remedy: { vi: "Chọn lịch thưa hơn.", en: "Choose a less frequent schedule." },
  },
});
