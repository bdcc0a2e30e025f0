import { QueryView } from "../../api/QueryView.tsx";
import { type MessageKey, useT } from "../../i18n/i18n.tsx";
import { Card } from "../../ui/Card.tsx";
import { CheckboxField } from "../../ui/CheckboxField.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { Callout } from "./Callout.tsx";
import { ColumnRoles } from "./ColumnRoles.tsx";
import { changeShape, columnOf, type MappingDraft, type MappingProblem, mappingProblems } from "./mapping.ts";
import { PropertyTexts } from "./PropertyTexts.tsx";
import { StepFrame } from "./StepFrame.tsx";
import { TimeCard } from "./TimeCard.tsx";
import type { Preview } from "./types.ts";
import { useDraft } from "./use-draft.ts";
import { type UnitDoubt, useReading, useUnitDoubts } from "./use-reading.ts";

const PROBLEMS: Record<MappingProblem, MessageKey> = {
  "no-time": "import.problem.noTime",
  "no-value": "import.problem.noValue",
  "no-property-column": "import.problem.noPropertyColumn",
  "bad-interval": "import.problem.badInterval",
};

/** Step 3: what each column is, and what the time of a reading means. */
export function StepColumns() {
  const t = useT();
  const { draft, goTo } = useDraft();
  const { preview, mapping, setMapping } = useReading();
  const doubts = useUnitDoubts(preview.data, mapping);
  const open = doubts.filter(({ key }) => !draft.confirmed.includes(key));
  const [problem] = mapping ? mappingProblems(mapping) : [];
  const blocked = !mapping
    ? t("common.loading")
    : problem
      ? t(PROBLEMS[problem])
      : open.length > 0
        ? t("import.read.answerFirst", { count: open.length })
        : undefined;
  return (
    <StepFrame
      title={t("import.columns.title")}
      lead={t("import.columns.lead")}
      onBack={() => goTo("read")}
      next={{ label: t("import.next"), blocked, onPress: () => goTo("stations") }}
    >
      <QueryView query={preview}>
        {(data) => mapping && <Columns {...{ preview: data, mapping, setMapping, doubts }} />}
      </QueryView>
    </StepFrame>
  );
}

type ColumnsProps = {
  preview: Preview;
  mapping: MappingDraft;
  setMapping: (mapping: MappingDraft) => void;
  doubts: readonly UnitDoubt[];
};

function Columns({ preview, mapping, setMapping, doubts }: ColumnsProps) {
  const t = useT();
  const { columns } = preview.sniff;
  return (
    <>
      {doubts.map((doubt) => (
        <UnitQuestion key={doubt.key} doubt={doubt} />
      ))}
      <Card
        title={t("import.columns.what")}
        note={t(mapping.shape === "wide" ? "import.shape.wideNote" : "import.shape.longNote")}
        actions={
          <SegmentedControl
            label={t("import.shape")}
            value={mapping.shape}
            options={[
              { value: "wide", label: t("import.shape.wide") },
              { value: "long", label: t("import.shape.long") },
            ]}
            onChange={(shape) => setMapping(changeShape(mapping, shape, columns))}
          />
        }
        flush
      >
        <ColumnRoles columns={columns} mapping={mapping} onChange={setMapping} />
      </Card>
      {columnOf(mapping.roles, "station") === undefined && (
        <Callout tone="info" title={t("import.columns.oneStation")}>
          <p>{t("import.columns.oneStationText")}</p>
        </Callout>
      )}
      {mapping.shape === "long" && (
        <PropertyTexts preview={preview} mapping={mapping} onChange={setMapping} />
      )}
      <TimeCard preview={preview} mapping={mapping} onChange={setMapping} />
    </>
  );
}

function UnitQuestion({ doubt }: { doubt: UnitDoubt }) {
  const t = useT();
  const { draft, update } = useDraft();
  const checked = draft.confirmed.includes(doubt.key);
  return (
    <Callout tone={checked ? "ok" : "warn"} title={t("import.unit.differs", doubt)}>
      <p>{t("import.unit.text", doubt)}</p>
      <CheckboxField
        label={t("import.unit.right", doubt)}
        checked={checked}
        onChange={(on) =>
          update((known) => ({
            ...known,
            confirmed: on
              ? [...known.confirmed, doubt.key]
              : known.confirmed.filter((key) => key !== doubt.key),
          }))
        }
      />
    </Callout>
  );
}
