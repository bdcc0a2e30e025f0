/** What can go wrong in telemetry, and what to do about it. */
import { defineErrors } from "../../kernel/errors.ts";

export const telemetryError = defineErrors("telemetry", {
  "thing-unknown": {
    kind: "not-found",
    title: { vi: "Không có trạm {thing}.", en: "There is no station {thing}." },
    remedy: {
      vi: "Xem danh sách trạm tại /api/telemetry/things.",
      en: "See the stations at /api/telemetry/things.",
    },
  },
  "thing-exists": {
    kind: "conflict",
    title: { vi: "Đã có trạm mang mã {thing}.", en: "There is already a station with the code {thing}." },
    remedy: {
      vi: "Chọn mã khác, hoặc sửa trạm đã có.",
      en: "Choose another code, or change the existing station.",
    },
  },
  "series-unknown": {
    kind: "not-found",
    title: { vi: "Không có chuỗi số liệu {series}.", en: "There is no series {series}." },
    remedy: {
      vi: "Kiểm tra mã chuỗi ở trang trạm, hoặc khai báo chuỗi trước khi gửi.",
      en: "Check the series id on the station page, or declare the series before sending.",
    },
  },
  "series-exists": {
    kind: "conflict",
    title: {
      vi: "Trạm {thing} đã có chuỗi “{property}”.",
      en: 'Station {thing} already has a series "{property}".',
    },
    remedy: { vi: "Dùng chuỗi đã có.", en: "Use the existing series." },
  },
  "property-unknown": {
    kind: "invalid",
    title: { vi: "Không có đại lượng “{property}”.", en: 'There is no observed property "{property}".' },
    remedy: {
      vi: "Xem các đại lượng tại /api/telemetry/properties.",
      en: "See the properties at /api/telemetry/properties.",
    },
  },
  "kind-unknown": {
    kind: "invalid",
    title: { vi: "Không có loại trạm “{kind}”.", en: 'There is no kind of station "{kind}".' },
    remedy: {
      vi: "Xem các loại trạm tại /api/telemetry/properties.",
      en: "See the kinds at /api/telemetry/properties.",
    },
  },
  "result-not-number": {
    kind: "invalid",
    title: {
      vi: "Giá trị “{value}” không phải là số hữu hạn.",
      en: 'The result "{value}" is not a finite number.',
    },
    remedy: {
      vi: "Gửi số thập phân với dấu chấm, ví dụ 12.5; bỏ qua lần đo không có giá trị.",
      en: "Send a decimal number with a point, such as 12.5; leave out a reading that has no value.",
    },
  },
  "time-unreadable": {
    kind: "invalid",
    title: { vi: "Không đọc được thời điểm “{value}”.", en: 'The time "{value}" cannot be read.' },
    remedy: {
      vi: "Gửi theo ISO 8601 có múi giờ, ví dụ 2026-11-24T08:00:00+07:00.",
      en: "Send ISO 8601 with a time zone, such as 2026-11-24T08:00:00+07:00.",
    },
  },
  "time-in-future": {
    kind: "invalid",
    title: {
      vi: "Thời điểm {value} ở tương lai quá 5 phút.",
      en: "The time {value} is more than 5 minutes in the future.",
    },
    remedy: { vi: "Chỉnh lại đồng hồ của thiết bị (NTP).", en: "Set the clock of the device (NTP)." },
  },
  "time-too-old": {
    kind: "invalid",
    title: { vi: "Thời điểm {value} trước năm 1970.", en: "The time {value} is before 1970." },
    remedy: { vi: "Kiểm tra đồng hồ của thiết bị.", en: "Check the clock of the device." },
  },
  "payload-unreadable": {
    kind: "invalid",
    title: { vi: "Không đọc được nội dung bản tin: {reason}.", en: "The message cannot be read: {reason}." },
    remedy: {
      vi: 'Gửi một số, hoặc JSON {"result": 12.5, "phenomenonTime": "2026-11-24T08:00:00+07:00"}.',
      en: 'Send a number, or JSON {"result": 12.5, "phenomenonTime": "2026-11-24T08:00:00+07:00"}.',
    },
  },
  "topic-unknown": {
    kind: "invalid",
    title: { vi: "Không nhận số liệu ở chủ đề “{topic}”.", en: 'No readings are taken on topic "{topic}".' },
    remedy: {
      vi: "Gửi tới dothi/<mã trạm>/<đại lượng> hoặc v1.1/Datastreams(<mã chuỗi>)/Observations.",
      en: "Publish to dothi/<station>/<property> or v1.1/Datastreams(<series>)/Observations.",
    },
  },
  "device-not-allowed": {
    kind: "forbidden",
    title: {
      vi: "Thiết bị {device} không được gửi số liệu của trạm {thing}.",
      en: "Device {device} may not send for station {thing}.",
    },
    remedy: {
      vi: "Gắn thiết bị với trạm này, hoặc sửa chủ đề gửi.",
      en: "Assign the device to this station, or correct the topic.",
    },
  },
  "components-missing": {
    kind: "invalid",
    title: { vi: "dataArray thiếu cột “{component}”.", en: 'The dataArray has no component "{component}".' },
    remedy: {
      vi: "Khai báo components gồm phenomenonTime và result.",
      en: "Declare components with phenomenonTime and result.",
    },
  },
  "range-invalid": {
    kind: "invalid",
    title: {
      vi: "Khoảng thời gian từ {from} đến {to} không hợp lệ.",
      en: "The time range from {from} to {to} is not valid.",
    },
    remedy: {
      vi: "Chọn thời điểm đầu trước thời điểm cuối, không quá {days} ngày.",
      en: "Choose a start before the end, at most {days} days apart.",
    },
  },
  "import-unknown": {
    kind: "not-found",
    title: { vi: "Không có lần nhập {import}.", en: "There is no import {import}." },
    remedy: { vi: "Xem các lần nhập ở trang Nhập số liệu.", en: "See the imports on the import page." },
  },
  "file-empty": {
    kind: "invalid",
    title: { vi: "Tệp không có dữ liệu.", en: "The file has no data." },
    remedy: { vi: "Kiểm tra tệp rồi tải lên lại.", en: "Check the file and upload it again." },
  },
  "mapping-invalid": {
    kind: "invalid",
    title: {
      vi: "Cách ghép cột chưa dùng được: {reason}.",
      en: "The column mapping cannot be used: {reason}.",
    },
    remedy: {
      vi: "Chọn lại cột thời gian, cột giá trị và trạm.",
      en: "Choose the time column, the value columns and the stations again.",
    },
  },
  "device-exists": {
    kind: "conflict",
    title: { vi: "Đã có thiết bị tên {device}.", en: "There is already a device named {device}." },
    remedy: {
      vi: "Chọn tên khác, hoặc thu hồi thiết bị cũ.",
      en: "Choose another name, or revoke the old device.",
    },
  },
  "device-unknown": {
    kind: "not-found",
    title: { vi: "Không có thiết bị {device}.", en: "There is no device {device}." },
    remedy: { vi: "Kiểm tra lại mã thiết bị.", en: "Check the device id." },
  },
  "index-unknown": {
    kind: "not-found",
    title: { vi: "Không có chỉ số “{index}”.", en: 'There is no index "{index}".' },
    remedy: {
      vi: "Xem các chỉ số tại /api/telemetry/properties.",
      en: "See the indices at /api/telemetry/properties.",
    },
  },
});
