import { useNavigate } from "react-router";
import { errorView, QueryView } from "../../api/QueryView.tsx";
import { useSession } from "../../api/session.ts";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Callout } from "./Callout.tsx";
import { afterStart, saveDraft } from "./draft.ts";
import styles from "./import.module.css";
import { type MappingDraft, valueColumns } from "./mapping.ts";
import { LABEL_NAMES, PlanSummary, usePropertyNames } from "./PlanSummary.tsx";
import { buildImport, matchedProperties } from "./plan.ts";
import { useStartImport } from "./queries.ts";
import { StationMatches } from "./StationMatches.tsx";
import { StepFrame } from "./StepFrame.tsx";
import { labelConflicts, unsettled, writableAgencies } from "./stations.ts";
import { useDraft } from "./use-draft.ts";
import { useMatches, useReading } from "./use-reading.ts";

/** Step 4: which station each name of the file is; then the import starts. */
export function StepStations() {
  const t = useT();
  const { goTo } = useDraft();
  const { preview, mapping } = useReading();
  const found = useMatches(preview.data, mapping);
  const start = useRun(found);
  return (
    <StepFrame
      title={t(found.hasStationColumn ? "import.stations.title" : "import.stations.titleOne")}
      lead={t(found.hasStationColumn ? "import.stations.lead" : "import.stations.leadOne")}
      onBack={() => goTo("columns")}
      next={{ label: t("import.run"), icon: "upload", ...start.next }}
    >
      {start.error !== null && <ErrorState {...errorView(start.error, t)} onRetry={start.next.onPress} />}
      {found.hasStationColumn && !found.query.isError && found.waits && (
        <Callout tone="info" title={t("import.stations.looking")} />
      )}
      {found.query.isError ? (
        <QueryView query={found.query}>{() => null}</QueryView>
      ) : (
        !found.waits && (
          <>
            <Cautions found={found} mapping={mapping} />
            <StationMatches found={found} mapping={mapping} />
            {preview.data && mapping && (
              <PlanSummary preview={preview.data} mapping={mapping} found={found} />
            )}
          </>
        )
      )}
    </StepFrame>
  );
}

type Found = ReturnType<typeof useMatches>;

/** Whether the import can start, and the starting of it. */
function useRun(found: Found) {
  const t = useT();
  const { draft } = useDraft();
  const navigate = useNavigate();
  const account = useSession().data?.account;
  const { preview, mapping } = useReading();
  const start = useStartImport();
  const open = unsettled(found.matches, found.things.data ?? [], writableAgencies(account));
  const ready = draft.file && preview.data && mapping && found.things.data && !found.waits;
  const none = found.matches.every(({ choice }) => choice.is === "skip");
  const unmatched = mapping?.shape === "long" && matchedProperties(mapping, found.propertyTexts).length === 0;
  const blocked = !ready
    ? t("common.loading")
    : open.length > 0
      ? t("import.stations.open", { count: open.length })
      : none
        ? t("import.stations.none")
        : unmatched
          ? t("import.problem.noProperty")
          : undefined;

  function run(): void {
    if (!draft.file || !preview.data || !mapping || blocked) return;
    const body = buildImport({
      file: draft.file,
      sniff: preview.data.sniff,
      mapping,
      stations: found.matches,
      propertyTexts: found.propertyTexts,
    });
    start.mutate(body, {
      onSuccess: ({ importId, existing }) => {
        // Kept at once: the wizard leaves the page before it would keep a change itself.
        saveDraft(afterStart(draft));
        void navigate(`/nhap-so-lieu/${importId}`, { state: { started: true, existing } });
      },
    });
  }
  return { error: start.error, next: { blocked, busy: start.isPending, onPress: run } };
}

function Cautions({ found, mapping }: { found: Found; mapping: MappingDraft | undefined }) {
  const t = useT();
  const format = useFormat();
  const { data } = found.query;
  return (
    <div className={styles.cautions}>
      <LabelCaution found={found} mapping={mapping} />
      {data && !data.complete && (
        <Callout tone="warn" title={t("import.stations.partly", { rows: format.number(data.rowsRead) })}>
          <p>{t("import.stations.partlyText")}</p>
        </Callout>
      )}
      {found.stationTexts?.more && (
        <Callout tone="warn" title={t("import.stations.tooMany")}>
          <p>{t("import.stations.tooManyText")}</p>
        </Callout>
      )}
      {found.hasStationColumn && found.matches.length === 0 && (
        <Callout tone="bad" title={t("import.stations.empty")} />
      )}
    </div>
  );
}

/** Says where a known series labels time otherwise: its own label is kept. */
function LabelCaution({ found, mapping }: { found: Found; mapping: MappingDraft | undefined }) {
  const t = useT();
  const names = usePropertyNames();
  if (!mapping) return null;
  const values =
    mapping.shape === "wide" ? valueColumns(mapping) : matchedProperties(mapping, found.propertyTexts);
  const [first, ...more] = labelConflicts(found.matches, found.things.data ?? [], {
    properties: values.map(({ property }) => property),
    timeLabel: mapping.timeLabel,
  });
  if (!first) return null;
  return (
    <Callout
      tone="warn"
      title={t("import.labels.title", {
        thing: first.thing,
        property: names(first.property),
        label: t(LABEL_NAMES[first.timeLabel]),
        more: more.length,
      })}
    >
      <p>{t("import.labels.text")}</p>
    </Callout>
  );
}
