/** What the shape of a plan cannot say: that its parts fit together. */
import { TIME_FORMATS, zoneOffset } from "@dothi/tabular";
import { telemetryError } from "../errors.ts";
import type { ImportPlan } from "./plan.ts";

/** @throws `telemetry.mapping-invalid` with the reason */
export function checkPlan(plan: ImportPlan): void {
  const problem = problemOf(plan);
  if (problem) throw telemetryError("mapping-invalid", { reason: problem });
}

function problemOf(plan: ImportPlan): string | undefined {
  if (!(TIME_FORMATS as readonly string[]).includes(plan.time.format))
    return `định dạng thời gian “${plan.time.format}” không có / unknown time format`;
  if (zoneOffset(plan.time.zone) === null) return `múi giờ “${plan.time.zone}” không có / unknown time zone`;
  if ((plan.values === undefined) === (plan.long === undefined))
    return "chọn cột giá trị theo bảng rộng hoặc bảng dài / choose wide or long values";
  if (plan.stationColumn === undefined && plan.stations.length !== 1)
    return "tệp không có cột trạm thì chỉ ghép được một trạm / without a station column there is exactly one station";
  const properties = plan.values?.map((v) => v.property) ?? [];
  if (new Set(properties).size !== properties.length)
    return "một đại lượng được ghép hai cột / a property is mapped to two columns";
  const texts = plan.stations.map((s) => s.text);
  if (new Set(texts).size !== texts.length)
    return "một tên trạm được ghép hai lần / a station name is matched twice";
  return undefined;
}
