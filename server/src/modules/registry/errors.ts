/** The registry's part of the error catalogue. */
import { defineErrors } from "../../kernel/errors.ts";

export const registryError = defineErrors("registry", {
  "unit-unknown": {
    kind: "not-found",
    title: {
      vi: "Không có đơn vị hành chính mã {code} vào ngày {at}.",
      en: "There is no administrative unit with code {code} on {at}.",
    },
    remedy: {
      vi: "Kiểm tra mã và ngày (tham số at). Mã được dùng lại qua các thời kỳ; xem otherTimes.",
      en: "Check the code and the date (parameter at). Codes are reused over time; see otherTimes.",
    },
  },
  "agency-unknown": {
    kind: "not-found",
    title: {
      vi: "Không có cơ quan mã {code} vào ngày {at}.",
      en: "There is no agency with code {code} on {at}.",
    },
    remedy: {
      vi: "Kiểm tra mã và ngày (tham số at), hoặc tìm tại /api/registry/agencies?q=….",
      en: "Check the code and the date (parameter at), or search at /api/registry/agencies?q=….",
    },
  },
  "boundary-set-unknown": {
    kind: "not-found",
    title: { vi: "Không có bộ ranh giới {set}.", en: "There is no boundary set {set}." },
    remedy: {
      vi: "Dùng “active”, hoặc số trong danh sách /api/registry/boundary-sets.",
      en: 'Use "active", or a number from /api/registry/boundary-sets.',
    },
  },
  "crs-unsupported": {
    kind: "invalid",
    title: {
      vi: "Tệp khai báo hệ tọa độ “{crs}”, không phải WGS 84.",
      en: 'The file names the coordinate system "{crs}", which is not WGS 84.',
    },
    remedy: {
      vi: "Chuyển tệp sang WGS 84 kinh độ – vĩ độ (EPSG:4326, CRS84) rồi nhập lại, ví dụ: ogr2ogr -t_srs EPSG:4326.",
      en: "Convert the file to WGS 84 longitude–latitude (EPSG:4326, CRS84) and import again, e.g. ogr2ogr -t_srs EPSG:4326.",
    },
  },
  "coordinates-in-metres": {
    kind: "invalid",
    title: {
      vi: "Tọa độ như [{x}, {y}] không phải độ: có vẻ là mét của VN-2000.",
      en: "Coordinates such as [{x}, {y}] are not degrees: they look like metres of VN-2000.",
    },
    remedy: {
      vi: "Chuyển từ VN-2000 (kinh tuyến trục 105°45′) sang WGS 84 rồi nhập lại.",
      en: "Convert from VN-2000 (central meridian 105°45′) to WGS 84 and import again.",
    },
  },
  "coordinates-swapped": {
    kind: "invalid",
    title: {
      vi: "Tọa độ như [{x}, {y}] bị đảo: vĩ độ đứng trước kinh độ.",
      en: "Coordinates such as [{x}, {y}] are swapped: latitude stands before longitude.",
    },
    remedy: {
      vi: "Đổi thành [kinh độ, vĩ độ] theo RFC 7946.",
      en: "Write [longitude, latitude] as RFC 7946 says.",
    },
  },
  "boundaries-unusable": {
    kind: "invalid",
    title: {
      vi: "Không dùng được ranh giới nào trong {features} đối tượng của tệp.",
      en: "None of the {features} features of the file can be used as a boundary.",
    },
    remedy: {
      vi: "Xem “report”: từng đối tượng và lý do. Thử trước với dryRun=true.",
      en: 'See "report" for each feature and its reason. Try first with dryRun=true.',
    },
  },
});
