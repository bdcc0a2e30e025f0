import { useState } from "react";
import { useSession } from "../../api/session.ts";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { useCatalogue } from "../telemetry/queries.ts";
import styles from "./import.module.css";
import { type MappingDraft, valueColumns } from "./mapping.ts";
import { StationMatchRow } from "./StationMatchRow.tsx";
import { formFor, type StationChoice, takenCodes, unsettled, writableAgencies } from "./stations.ts";
import { useDraft } from "./use-draft.ts";
import type { useMatches } from "./use-reading.ts";

const PAGE = 30;

/** Every name of the file with its station; those not settled come first. */
export function StationMatches({
  found,
  mapping,
}: {
  found: ReturnType<typeof useMatches>;
  mapping: MappingDraft | undefined;
}) {
  const t = useT();
  const { update } = useDraft();
  const [shown, setShown] = useState(PAGE);
  const agencies = writableAgencies(useSession().data?.account);
  const beginning = useBeginning(mapping, agencies);
  const things = found.things.data ?? [];
  const { matches } = found;
  const open = new Set(unsettled(matches, things, agencies).map(({ text }) => text));
  const undecided = matches.filter(({ choice }) => choice.is === "open");

  const choose = (text: string, choice: StationChoice) =>
    update((known) => ({ ...known, stations: { ...known.stations, [text]: choice } }));

  /** Codes must differ among the new ones too, so they are made one after the other. */
  function createAll(): void {
    const taken = takenCodes(things, matches);
    const added: Record<string, StationChoice> = {};
    for (const { text } of undecided) {
      const form = formFor(text, beginning, taken);
      taken.add(form.code);
      added[text] = { is: "new", form };
    }
    update((known) => ({ ...known, stations: { ...known.stations, ...added } }));
  }

  return (
    <Card
      title={
        found.hasStationColumn
          ? t("import.stations.names", { count: matches.length })
          : t("import.stations.which")
      }
      note={open.size > 0 ? t("import.stations.open", { count: open.size }) : t("import.stations.settled")}
      actions={
        undecided.length > 1 && (
          <Button icon="plus" onPress={createAll}>
            {t("import.stations.createAll", { count: undecided.length })}
          </Button>
        )
      }
      flush
    >
      <ul className={styles.matches}>
        {matches.slice(0, shown).map((match) => (
          <StationMatchRow
            key={match.text}
            match={match}
            settled={!open.has(match.text)}
            things={things}
            agencies={agencies}
            taken={takenCodes(things, matches, match.text)}
            newForm={() => formFor(match.text, beginning, takenCodes(things, matches, match.text))}
            onChoose={(choice) => choose(match.text, choice)}
          />
        ))}
      </ul>
      {matches.length > shown && (
        <div className={styles.more}>
          <Button onPress={() => setShown(shown + PAGE)}>{t("table.loadMore")}</Button>
        </div>
      )}
    </Card>
  );
}

/** Kind of station that measures the first property, and the agency for which the person may write. */
function useBeginning(
  mapping: MappingDraft | undefined,
  agencies: readonly string[] | null,
): { kind: string; agencyCode: string } {
  const { data } = useCatalogue();
  const property = mapping && valueColumns(mapping)[0]?.property;
  const sector = data?.properties.find(({ code }) => code === property)?.sector;
  const kind = data?.kinds.find((one) => one.sector === sector) ?? data?.kinds[0];
  return { kind: kind?.code ?? "", agencyCode: agencies?.[0] ?? "" };
}
