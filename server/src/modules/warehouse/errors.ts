/** What can go wrong in the warehouse, and what to do about it. */
import { defineErrors } from "../../kernel/errors.ts";

export const warehouseError = defineErrors("warehouse", {
  "dataset-unknown": {
    kind: "not-found",
    title: { vi: "Không có bộ dữ liệu {dataset}.", en: "There is no dataset {dataset}." },
    remedy: {
      vi: "Tìm trong danh mục; bộ dữ liệu không dành cho bạn cũng không hiện ra.",
      en: "Search the catalogue; datasets that are not for you are not shown either.",
    },
  },
  "dataset-exists": {
    kind: "conflict",
    title: { vi: "Đã có bộ dữ liệu tên {dataset}.", en: "There is already a dataset named {dataset}." },
    remedy: {
      vi: "Chọn tên khác, hoặc nạp bản mới vào bộ đã có.",
      en: "Choose another name, or load a new version.",
    },
  },
  "dataset-empty": {
    kind: "conflict",
    title: { vi: "Bộ dữ liệu {dataset} chưa có bản nào.", en: "The dataset {dataset} has no version yet." },
    remedy: {
      vi: "Nạp tệp đầu tiên, hoặc công bố bản nháp.",
      en: "Load a first file, or publish the draft.",
    },
  },
  "dataset-live": {
    kind: "conflict",
    title: {
      vi: "{dataset} là dữ liệu trực tiếp, không có bản để làm việc này.",
      en: "{dataset} is live data and has no versions for this.",
    },
    remedy: { vi: "Xem số liệu hiện thời.", en: "Read the present data." },
  },
  "version-unknown": {
    kind: "not-found",
    title: { vi: "{dataset} không có bản số {version}.", en: "{dataset} has no version {version}." },
    remedy: { vi: "Xem danh sách các bản.", en: "See the list of versions." },
  },
  "version-deleted": {
    kind: "not-found",
    title: {
      vi: "Bản {version} của {dataset} đã xóa theo thời hạn lưu.",
      en: "Version {version} of {dataset} was deleted by its retention rule.",
    },
    remedy: { vi: "Chọn bản khác.", en: "Choose another version." },
  },
  "version-not-draft": {
    kind: "conflict",
    title: { vi: "Bản {version} không còn là bản nháp.", en: "Version {version} is no longer a draft." },
    remedy: { vi: "Tải lại danh sách các bản.", en: "Read the versions again." },
  },
  "load-unknown": {
    kind: "not-found",
    title: { vi: "Không có lần nạp này.", en: "There is no such load." },
    remedy: { vi: "Xem các lần nạp ở trang bộ dữ liệu.", en: "See the loads on the page of the dataset." },
  },
  "file-empty": {
    kind: "invalid",
    title: { vi: "Tệp trống.", en: "The file is empty." },
    remedy: { vi: "Chọn tệp khác.", en: "Choose another file." },
  },
  "file-unreadable": {
    kind: "invalid",
    title: { vi: "Không đọc được tệp: {reason}", en: "The file cannot be read: {reason}" },
    remedy: { vi: "{remedyVi}", en: "{remedyEn}" },
  },
  "file-no-table": {
    kind: "invalid",
    title: { vi: "Tệp không có bảng “{table}”.", en: 'The file has no table "{table}".' },
    remedy: { vi: "Chọn một trong các bảng: {tables}", en: "Choose one of: {tables}" },
  },
  "file-no-rows": {
    kind: "invalid",
    title: { vi: "Tệp không có dòng dữ liệu nào.", en: "The file has no rows." },
    remedy: {
      vi: "Kiểm tra tệp; nếu chỉ có tiêu đề, hãy gửi tệp có dữ liệu.",
      en: "Check the file; if it has only a header, send one with data.",
    },
  },
  "day-month-open": {
    kind: "invalid",
    title: {
      vi: "Cột {columns}: chưa rõ ngày trước hay tháng trước.",
      en: "Columns {columns}: day first or month first is not known.",
    },
    remedy: {
      vi: "Trả lời câu hỏi về thứ tự ngày, tháng rồi nạp lại.",
      en: "Answer the question on day and month, then load again.",
    },
  },
  "key-missing": {
    kind: "invalid",
    title: {
      vi: "{dataset} chưa có cột khóa nên không thể cập nhật theo khóa.",
      en: "{dataset} has no key columns, so rows cannot be replaced by key.",
    },
    remedy: { vi: "Đặt cột khóa ở mục Cấu trúc.", en: "Set the key columns in its dictionary." },
  },
  "key-not-unique": {
    kind: "conflict",
    title: {
      vi: "Khóa {key} không phân biệt được các dòng của bản {version}.",
      en: "The key {key} does not tell the rows of version {version} apart.",
    },
    remedy: {
      vi: "Chọn cột khóa khác, hoặc sửa các dòng trùng khóa.",
      en: "Choose other key columns, or correct the rows with the same key.",
    },
  },
  "column-unknown": {
    kind: "invalid",
    title: { vi: "{dataset} không có cột “{column}”.", en: '{dataset} has no column "{column}".' },
    remedy: { vi: "Dùng tên kỹ thuật ở mục Cấu trúc.", en: "Use the technical name from its dictionary." },
  },
  "filter-invalid": {
    kind: "invalid",
    title: { vi: "Bộ lọc chưa đúng: {reason}.", en: "The filter is not valid: {reason}." },
    remedy: {
      vi: 'Bộ lọc là JSON, ví dụ {"trang_thai":"moi","nam":{"gte":2020}}.',
      en: 'A filter is JSON, for example {"status":"new","year":{"gte":2020}}.',
    },
  },
  "sql-refused": {
    kind: "invalid",
    title: { vi: "{reason}", en: "{reasonEn}" },
    remedy: { vi: "Sửa câu truy vấn ở chỗ được chỉ ra.", en: "Correct the query where it is pointed at." },
  },
  "query-limit": {
    kind: "too-large",
    title: { vi: "Truy vấn vượt giới hạn: {limit}.", en: "The query is beyond a limit: {limitEn}." },
    remedy: {
      vi: "Thu hẹp bằng điều kiện, hoặc gộp nhóm trước.",
      en: "Narrow it with conditions, or aggregate first.",
    },
  },
  "query-unknown": {
    kind: "not-found",
    title: { vi: "Không có truy vấn này.", en: "There is no such query." },
    remedy: { vi: "Xem danh sách truy vấn đã lưu.", en: "See the saved queries." },
  },
  "not-spatial": {
    kind: "invalid",
    title: {
      vi: "{dataset} không có cột vị trí mà bạn được xem.",
      en: "{dataset} has no position that you may see.",
    },
    remedy: { vi: "Xem dạng bảng.", en: "See it as a table." },
  },
  "purpose-unknown": {
    kind: "invalid",
    title: { vi: "Không có mục đích “{purpose}”.", en: 'There is no purpose "{purpose}".' },
    remedy: { vi: "Chọn một mục đích trong danh sách.", en: "Choose one of the list." },
  },
  "term-unknown": {
    kind: "not-found",
    title: { vi: "Từ điển không có mục {term}.", en: "The dictionary has no entry {term}." },
    remedy: { vi: "Xem từ điển dùng chung.", en: "See the shared dictionary." },
  },
  "term-exists": {
    kind: "conflict",
    title: { vi: "Từ điển đã có mục {term}.", en: "The dictionary already has an entry {term}." },
    remedy: { vi: "Sửa mục đã có.", en: "Change the existing entry." },
  },
  "rule-invalid": {
    kind: "invalid",
    title: { vi: "Quy tắc thứ {number} chưa đúng: {reason}", en: "Rule {number} is not valid: {reason}" },
    remedy: { vi: "Sửa quy tắc rồi lưu lại.", en: "Correct the rule and save again." },
  },
  "release-blocked": {
    kind: "conflict",
    title: { vi: "Chưa thể mở {dataset}: {reason}", en: "{dataset} cannot be opened yet: {reasonEn}" },
    remedy: {
      vi: "Xử lý các mục chưa đạt rồi đề nghị lại.",
      en: "Resolve what has failed and propose again.",
    },
  },
  "release-unknown": {
    kind: "not-found",
    title: { vi: "Không có đề nghị mở dữ liệu này.", en: "There is no such release request." },
    remedy: { vi: "Xem danh sách đề nghị.", en: "See the requests." },
  },
  "release-own": {
    kind: "forbidden",
    title: { vi: "Người đề nghị không tự duyệt đề nghị của mình.", en: "Who proposes does not approve." },
    remedy: { vi: "Nhờ người có quyền duyệt khác.", en: "Ask another approver." },
  },
  "release-decided": {
    kind: "conflict",
    title: { vi: "Đề nghị này đã được quyết định.", en: "This request has been decided." },
    remedy: { vi: "Tải lại danh sách.", en: "Read the list again." },
  },
  "source-unknown": {
    kind: "not-found",
    title: { vi: "Không có nguồn này.", en: "There is no such source." },
    remedy: { vi: "Xem danh sách nguồn.", en: "See the sources." },
  },
  "source-busy": {
    kind: "conflict",
    title: { vi: "Nguồn đang chạy.", en: "The source is running." },
    remedy: { vi: "Đợi lần chạy này xong.", en: "Wait for this run to end." },
  },
  "source-incomplete": {
    kind: "invalid",
    title: { vi: "Nguồn chưa đủ: {reason}", en: "The source is not complete: {reasonEn}" },
    remedy: { vi: "Bổ sung rồi lưu lại.", en: "Complete it and save again." },
  },
  "connection-unknown": {
    kind: "not-found",
    title: { vi: "Không có kết nối này.", en: "There is no such connection." },
    remedy: { vi: "Xem danh sách kết nối.", en: "See the connections." },
  },
  "connection-used": {
    kind: "conflict",
    title: { vi: "Kết nối đang được {count} nguồn dùng.", en: "The connection is used by {count} sources." },
    remedy: { vi: "Xóa hoặc sửa các nguồn đó trước.", en: "Delete or change those sources first." },
  },
});
