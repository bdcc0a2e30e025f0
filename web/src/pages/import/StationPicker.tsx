import { useState } from "react";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import type { Thing } from "../telemetry/types.ts";
import styles from "./import.module.css";
import { codeOf } from "./stations.ts";

const MOST = 8;

/** Finds a station by part of its name or code; only those for which the person may bring readings. */
export function StationPicker({
  things,
  agencies,
  picked,
  label,
  onPick,
}: {
  things: readonly Thing[];
  agencies: readonly string[] | null;
  picked: string | null;
  label: string;
  onPick: (code: string) => void;
}) {
  const t = useT();
  const { locale } = useLocale();
  const [text, setText] = useState("");
  const own = things.filter(({ agencyCode }) => agencies === null || agencies.includes(agencyCode ?? ""));
  const pickedThing = things.find(({ code }) => code === picked);
  const nameOf = (thing: Thing) => (locale === "vi" ? thing.nameVi : thing.nameEn);
  const foreign = pickedThing !== undefined && !own.includes(pickedThing);
  return (
    <div className={styles.picker}>
      <SearchField
        label={label}
        placeholder={t("import.stations.searchHint")}
        value={pickedThing ? nameOf(pickedThing) : text}
        onSearch={setText}
        results={searchThings(own, text).map((thing) => ({
          id: thing.code,
          label: nameOf(thing),
          note: thing.code,
        }))}
        onPick={({ id }) => onPick(id)}
      />
      {foreign && <p className={styles.bad}>{t("import.stations.foreign")}</p>}
      {own.length < things.length && (
        <p className={styles.quiet}>
          {own.length === 0
            ? t("import.stations.noneOwn")
            : t("import.stations.ownOnly", { count: own.length })}
        </p>
      )}
    </div>
  );
}

/** Stations whose names or code hold every word, marks and capitals aside. */
export function searchThings(things: readonly Thing[], text: string): Thing[] {
  const words = codeOf(text).split("-").filter(Boolean);
  const found = things.filter((thing) => {
    const names = [thing.nameVi, thing.nameEn, thing.code].map(codeOf).join(" ");
    return words.every((word) => names.includes(word));
  });
  return found.slice(0, MOST);
}
