import type { MessageKey } from "../../i18n/i18n.tsx";
import type { IconName } from "../../ui/Icon.tsx";
import type { ColumnType } from "./types.ts";

/** How the type of a column is named and drawn. */
export const TYPE_LOOK: Record<ColumnType, { label: MessageKey; icon: IconName }> = {
  text: { label: "intake.type.text", icon: "list" },
  integer: { label: "intake.type.integer", icon: "bars" },
  number: { label: "intake.type.number", icon: "chart" },
  boolean: { label: "intake.type.boolean", icon: "check-circle" },
  date: { label: "intake.type.date", icon: "calendar" },
  datetime: { label: "intake.type.datetime", icon: "clock" },
  time: { label: "intake.type.time", icon: "clock" },
  json: { label: "intake.type.json", icon: "layers" },
  geometry: { label: "intake.type.geometry", icon: "pin" },
};

/** True for types whose values stand to the right. */
export function isNumeric(type: ColumnType): boolean {
  return type === "integer" || type === "number";
}
