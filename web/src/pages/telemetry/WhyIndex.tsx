import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { WhyThisNumber } from "../../ui/WhyThisNumber.tsx";
import { shortName, textOf } from "./names.ts";
import type { Catalogue, IndexPart, IndexValue } from "./types.ts";

/** Props of WhyIndex. */
export type WhyIndexProps = {
  period: "hour" | "day";
  value: IndexValue;
  index: Catalogue["indices"][number];
};

/** How an index came about: the formula, each pollutant's part, what was missing, the decision. */
export function WhyIndex({ period, value, index }: WhyIndexProps) {
  const t = useT();
  const { locale } = useLocale();
  const input = useInputText();
  const measured = value.parts.filter((part) => part.value !== null);
  const parts = measured.map((part) => `${shortName(part.property)} ${part.value}`).join("; ");
  const missing = value.parts.filter((part) => part.hoursPresent < part.hoursNeeded);
  return (
    <WhyThisNumber
      formula={`VN_AQI = max(${parts || "–"}) = ${value.value ?? "–"}\n${t(`station.formula.${period}`)}`}
      inputs={measured.map((part) => ({
        label: `${shortName(part.property)} (${t(inputKey(part.inputKind))})`,
        value: input(part),
      }))}
      flags={[
        value.complete
          ? { tone: "ok" as const, text: t("station.complete") }
          : {
              tone: "warn" as const,
              text: value.reason ? textOf(value.reason, locale) : t("station.incomplete"),
            },
        ...missing.map((part) => ({
          tone: "warn" as const,
          text: t("station.hoursOf", {
            name: shortName(part.property),
            present: part.hoursPresent,
            needed: part.hoursNeeded,
          }),
        })),
      ].filter((flag, place, all) => all.findIndex((other) => other.text === flag.text) === place)}
      clause={index.method}
      source={{ title: index.source }}
    />
  );
}

function useInputText(): (part: IndexPart) => string {
  const t = useT();
  const format = useFormat();
  return (part) =>
    t("station.input", {
      input: part.input === null ? "–" : `${format.number(part.input, { digits: 1 })} µg/m³`,
      value: part.value ?? "–",
      present: part.hoursPresent,
      needed: part.hoursNeeded,
    });
}

/** The key of the words for what a sub-index was computed from. */
export function inputKey(kind: string) {
  const known = {
    nowcast: "station.kind.nowcast",
    "1h": "station.kind.1h",
    "8h": "station.kind.8h",
    "24h": "station.kind.24h",
  } as const;
  return known[kind as keyof typeof known] ?? "station.kind.other";
}
