import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import type { IconName } from "../../ui/Icon.tsx";
import type { AccessLevel, ColumnClass, Mask } from "./types.ts";
import { everyText, qualityLevel } from "./words.ts";

const ACCESS_ICONS: Record<AccessLevel, IconName> = { open: "globe", city: "users", agency: "lock" };

/** Who may see a dataset, in a word. */
export function AccessBadge({ access }: { access: AccessLevel }) {
  const t = useT();
  return (
    <Badge tone={access === "open" ? "ok" : access === "city" ? "info" : "idle"} icon={ACCESS_ICONS[access]}>
      {t(`wh.access.${access}`)}
    </Badge>
  );
}

/** The score of quality, with words. */
export function QualityBadge({ score }: { score: number | null }) {
  const t = useT();
  const format = useFormat();
  const { word, tone } = qualityLevel(score);
  const icon = word === "high" ? "check-circle" : word === "none" ? "minus" : "warning";
  return (
    <Badge tone={tone} icon={icon}>
      {t(`wh.quality.${word}`, { score: format.number(score ?? 0, { digits: 0 }) })}
    </Badge>
  );
}

/** Data that should have been renewed by now. */
export function OverdueBadge({ every }: { every: string | null }) {
  const t = useT();
  return (
    <Badge tone="bad" icon="clock">
      {every ? t("wh.overdueSince", { every: everyText(every, t) }) : t("wh.overdue")}
    </Badge>
  );
}

/** What is done to the values of a column before they are shown. */
export function MaskBadge({ mask }: { mask: Mask }) {
  const t = useT();
  return (
    <Badge tone={mask === "clear" ? "ok" : "warn"} icon={mask === "clear" ? "check" : "lock"}>
      {t(`wh.mask.${mask}`)}
    </Badge>
  );
}

/** What kind of information a column holds, and whether a person has looked. */
export function ClassBadge({
  name,
  status,
}: {
  name: ColumnClass;
  status?: "unknown" | "proposed" | "confirmed";
}) {
  const t = useT();
  const quiet = name === "none";
  return (
    <Badge tone={quiet ? "idle" : "warn"} icon={quiet ? "minus" : "shield"}>
      {status && status !== "confirmed"
        ? t("wh.classWith", { name: t(`wh.class.${name}`), status: t(`wh.classStatus.${status}`) })
        : t(`wh.class.${name}`)}
    </Badge>
  );
}
