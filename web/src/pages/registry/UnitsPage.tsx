import { errorView } from "../../api/QueryView.tsx";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Link } from "../../ui/Link.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SearchField } from "../../ui/SearchField.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { Toolbar } from "../../ui/Toolbar.tsx";
import { useUnits } from "./queries.ts";
import styles from "./registry.module.css";
import type { OtherTime, UnitPageAnswer } from "./types.ts";
import { UnitLine } from "./UnitLine.tsx";
import { unitHref } from "./unit-words.ts";
import { useAddress } from "./use-address.ts";
import { ValidAt } from "./ValidAt.tsx";

const KINDS = ["phuong", "xa", "dac-khu", "thi-tran"] as const;
const AREAS = ["79", "74", "77"] as const;

/** Units of any day, found while typing, with or without marks; an old name leads to what it became. */
export function UnitsPage() {
  const t = useT();
  const { read, write } = useAddress();
  const at = read("at");
  const units = useUnits({ q: read("tim"), at, kind: read("loai"), formerArea: read("vung") });
  return (
    <>
      <PageHeader title={t("units.title")} lead={t("units.lead")} />
      <div className={styles.stack}>
        <Card>
          <Toolbar label={t("stations.filters")}>
            <SearchField
              label={t("units.search")}
              placeholder={t("units.placeholder")}
              value={read("tim") ?? ""}
              onSearch={(text) => write("tim", text)}
            />
            <SelectField
              label={t("units.kind")}
              value={read("loai") ?? ""}
              placeholder={t("common.all")}
              options={KINDS.map((value) => ({ value, label: t(`units.kind.${value}`) }))}
              onChange={(value) => write("loai", value)}
            />
            <SelectField
              label={t("units.area")}
              value={read("vung") ?? ""}
              placeholder={t("common.all")}
              options={AREAS.map((value) => ({ value, label: t(`units.area.${value}`) }))}
              onChange={(value) => write("vung", value)}
            />
            <ValidAt at={at} onChange={(day) => write("at", day)} />
          </Toolbar>
        </Card>
        {units.data ? (
          <Found
            pages={units.data.pages}
            at={at}
            onMore={units.hasNextPage ? () => void units.fetchNextPage() : undefined}
            loading={units.isFetchingNextPage}
          />
        ) : units.isError ? (
          <ErrorState {...errorView(units.error, t)} onRetry={() => void units.refetch()} />
        ) : (
          <LoadingState lines={8} />
        )}
      </div>
    </>
  );
}

type FoundProps = {
  pages: readonly UnitPageAnswer[];
  at: string | undefined;
  onMore: (() => void) | undefined;
  loading: boolean;
};

function Found({ pages, at, onMore, loading }: FoundProps) {
  const t = useT();
  const { locale } = useLocale();
  const items = pages.flatMap((page) => page.items);
  const [first] = pages;
  const others = first?.otherTimes ?? [];
  return (
    <>
      {first?.warning && (
        <Badge tone="warn" icon="warning">
          {first.warning[locale]}
        </Badge>
      )}
      {others.length > 0 && <OldNames others={others} at={at} />}
      {items.length > 0 && (
        <Card
          title={t("units.found")}
          note={<span aria-live="polite">{t("units.count", { count: items.length })}</span>}
          flush
        >
          <ul className={styles.units}>
            {items.map((unit) => (
              <li key={unit.id}>
                <UnitLine unit={unit} at={at} />
              </li>
            ))}
          </ul>
          {onMore && (
            <div className={styles.more}>
              <Button size="small" busy={loading} onPress={onMore}>
                {t("table.loadMore")}
              </Button>
            </div>
          )}
        </Card>
      )}
      {items.length === 0 && others.length === 0 && (
        <EmptyState icon="search" title={t("units.none")} text={t("units.noneText")} />
      )}
    </>
  );
}

/** Names of another time, and where they lead on the day asked for. */
function OldNames({ others, at }: { others: readonly OtherTime[]; at: string | undefined }) {
  const t = useT();
  const { locale } = useLocale();
  return (
    <Card title={t("units.otherTimes")} note={t("units.otherTimesNote")} flush>
      <ul className={styles.units}>
        {others.map(({ unit, became, was }) => (
          <li key={unit.id}>
            <UnitLine unit={unit} at={unit.validTo ?? unit.validFrom ?? undefined} />
            <ul className={styles.kin}>
              {[...became, ...was].map((link) => (
                <li key={link.unit.id}>
                  {t(became.includes(link) ? "units.became" : "units.was")}{" "}
                  <Link to={unitHref(link.unit, at)}>
                    {locale === "vi" ? link.unit.fullName : link.unit.nameEn}
                  </Link>{" "}
                  <Badge tone={link.part === "full" ? "ok" : "info"}>{t(`units.part.${link.part}`)}</Badge>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  );
}
