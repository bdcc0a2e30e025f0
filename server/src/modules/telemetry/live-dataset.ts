/** The readings of the last days as a live dataset of the warehouse: never copied, always of now. */
import type { LiveDataset } from "../warehouse/index.ts";
import type { Series } from "./ingest/catalogue.ts";
import { readingRelation } from "./store/live-relation.ts";

/** @param seriesOfNow the series in the catalogue at the time of a read */
export function readingsDataset(seriesOfNow: () => readonly Series[]): LiveDataset {
  return {
    definition: {
      name: "quan_trac_truc_tuyen",
      title: { vi: "Quan trắc trực tuyến 8 ngày qua", en: "Live monitoring of the last 8 days" },
      description: {
        vi: "Mọi số đo của các trạm không khí, nước, ồn, giao thông trong 8 ngày gần nhất, lấy thẳng từ kho quan trắc. Trạm mô phỏng được đánh dấu ở cột simulated.",
        en: "Every reading of the stations of air, water, noise and traffic of the last 8 days, straight from the store of readings. Simulated stations are marked in the column simulated.",
      },
      theme: "environment",
      tags: ["quan trắc", "không khí", "trực tiếp"],
      agencyCode: "SNNMT",
      access: "open",
      licence: "CC-BY-4.0",
      source: {
        vi: "Các trạm quan trắc của Thành phố, nhận qua MQTT và HTTP",
        en: "The city's stations, received by MQTT and HTTP",
      },
      simulated: false,
      updateEvery: "PT1H",
      key: ["station", "property", "at"],
      columns: [
        {
          name: "station",
          type: "text",
          label: { vi: "Trạm", en: "Station" },
          description: { vi: "Mã trạm", en: "Code of the station" },
        },
        {
          name: "property",
          type: "text",
          label: { vi: "Đại lượng", en: "Property" },
          description: { vi: "Mã đại lượng, ví dụ pm25", en: "Code of the quantity, such as pm25" },
        },
        { name: "at", type: "datetime", label: { vi: "Thời điểm", en: "Time" }, term: "instant" },
        {
          name: "value",
          type: "number",
          label: { vi: "Giá trị", en: "Value" },
          description: { vi: "Theo đơn vị của đại lượng", en: "In the unit of the property" },
        },
        {
          name: "quality_flags",
          type: "integer",
          label: { vi: "Cờ chất lượng", en: "Quality flags" },
          description: { vi: "0 là không có cờ", en: "0 = no flag" },
        },
        { name: "simulated", type: "boolean", label: { vi: "Mô phỏng", en: "Simulated" } },
      ],
      rules: [],
    },
    relation: (ctx) => readingRelation(ctx, seriesOfNow()),
  };
}
