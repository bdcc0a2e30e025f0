import { useParams, useSearchParams } from "react-router";
import { ApiError } from "../../api/errors.ts";
import { QueryView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SourceCitation } from "../../ui/SourceCitation.tsx";
import { BeforeAfter } from "./BeforeAfter.tsx";
import { useLinkedUnits, useUnit } from "./queries.ts";
import styles from "./registry.module.css";
import type { LinkedUnit, Unit, UnitAnswer } from "./types.ts";
import { UnitLine } from "./UnitLine.tsx";
import { unitHref, validityText } from "./unit-words.ts";
import { ValidAt } from "./ValidAt.tsx";
import { WardMap } from "./WardMap.tsx";

/** One unit on a day: what it is, what it was made from and went into, where it lies. */
export function UnitPage() {
  const { code = "" } = useParams();
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const at = search.get("at") ?? undefined;
  const unit = useUnit(code, at);
  const others = unit.error instanceof ApiError ? otherTimesOf(unit.error) : [];
  const trail = [{ label: t("units.title"), to: "/don-vi" }];
  const dayPicker = (
    <ValidAt at={at} onChange={(day) => setSearch(day ? { at: day } : {}, { replace: true })} />
  );
  if (!unit.data && others.length > 0) {
    return (
      <>
        <PageHeader title={t("unit.code", { code })} trail={trail} actions={dayPicker} />
        <NotThen others={others} />
      </>
    );
  }
  return (
    <>
      {!unit.data && <PageHeader title={t("unit.code", { code })} trail={trail} />}
      <QueryView query={unit} waiting={<LoadingState block />}>
        {(answer) => <UnitView answer={answer} at={at} dayPicker={dayPicker} />}
      </QueryView>
    </>
  );
}

/** Units that had the code at another time, from the problem that says there is none on the day. */
export function otherTimesOf(error: ApiError): Unit[] {
  const others = error.problem.extra.otherTimes;
  return Array.isArray(others) ? (others as Unit[]) : [];
}

function NotThen({ others }: { others: readonly Unit[] }) {
  const t = useT();
  return (
    <>
      <EmptyState icon="calendar" title={t("unit.notThen")} text={t("unit.notThenText")} />
      <Card title={t("unit.sameCode")} flush>
        <ul className={styles.units}>
          {others.map((other) => (
            <li key={other.id}>
              <UnitLine unit={other} at={other.validTo ?? other.validFrom ?? undefined} />
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

type ViewProps = { answer: UnitAnswer; at: string | undefined; dayPicker: React.ReactNode };

function UnitView({ answer, at, dayPicker }: ViewProps) {
  const { unit, otherTimes, warning } = answer;
  const t = useT();
  const { locale } = useLocale();
  const before = useLinkedUnits(unit.code, "predecessors", at);
  const after = useLinkedUnits(unit.code, "successors", at);
  const inForce = unit.validTo === null;
  const shown = inForce ? [unit.code] : (after.data ?? []).map((link) => link.unit.code);
  return (
    <>
      <PageHeader
        title={locale === "vi" ? unit.fullName : unit.nameEn}
        trail={[{ label: t("units.title"), to: "/don-vi" }]}
        marks={
          <Badge tone={inForce ? "ok" : "idle"} icon={inForce ? "check-circle" : "clock"}>
            {t(inForce ? "unit.inForce" : "unit.ended")}
          </Badge>
        }
        actions={dayPicker}
      />
      <div className={styles.unitPage}>
        <div className={styles.stack}>
          {warning && (
            <Badge tone="warn" icon="warning">
              {warning[locale]}
            </Badge>
          )}
          <UnitFacts unit={unit} />
          <Card title={t("unit.change")} note={t("unit.changeNote")}>
            <BeforeAfter
              before={(before.data ?? []).map((link) => kin(link, locale))}
              current={{
                name: locale === "vi" ? unit.fullName : unit.nameEn,
                note: unit.district ?? unit.province,
              }}
              after={(after.data ?? []).map((link) => kin(link, locale))}
            />
          </Card>
          {otherTimes.length > 0 && (
            <Card title={t("unit.sameCode")} note={t("unit.sameCodeNote", { code: unit.code })} flush>
              <ul className={styles.units}>
                {otherTimes.map((other) => (
                  <li key={other.id}>
                    <UnitLine unit={other} at={other.validTo ?? other.validFrom ?? undefined} />
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </div>
        <WardMap codes={shown} former={!inForce} />
      </div>
    </>
  );
}

function kin({ part, unit }: LinkedUnit, locale: "vi" | "en") {
  return {
    id: unit.id,
    name: locale === "vi" ? unit.fullName : unit.nameEn,
    note: unit.district ?? "",
    to: unitHref(unit, unit.validTo ?? undefined),
    part,
  };
}

function UnitFacts({ unit }: { unit: Unit }) {
  const t = useT();
  const format = useFormat();
  return (
    <Card title={t("unit.facts")}>
      <DescriptionList
        items={[
          { label: t("unit.codeLabel"), value: <code>{unit.code}</code> },
          { label: t("units.kind"), value: t(`units.kind.${unit.kind}`) },
          ...(unit.otherSpelling ? [{ label: t("unit.otherSpelling"), value: unit.otherSpelling }] : []),
          { label: t("unit.validity"), value: validityText(unit, t, format) },
          { label: t("unit.province"), value: unit.province },
          {
            label: t(unit.district ? "unit.district" : "unit.formerDistricts"),
            value: unit.district ?? unit.formerDistricts.join(", "),
          },
          ...(unit.areaKm2 === null
            ? []
            : [
                {
                  label: t("unit.area"),
                  value: t("unit.areaValue", { area: format.number(unit.areaKm2, { digits: 2 }) }),
                },
              ]),
        ]}
      />
      <div className={styles.source}>
        <SourceCitation title={unit.source} />
      </div>
    </Card>
  );
}
