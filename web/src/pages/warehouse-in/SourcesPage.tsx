import { useState } from "react";
import { useSearchParams } from "react-router";
import { QueryView } from "../../api/QueryView.tsx";
import { holdsRole, useSession } from "../../api/session.ts";
import { useT } from "../../i18n/i18n.tsx";
import { RoleGate } from "../../shell/RoleGate.tsx";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { SegmentedControl } from "../../ui/SegmentedControl.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import shared from "../import/import.module.css";
import { Connections } from "./Connections.tsx";
import { SourceCard } from "./SourceCard.tsx";
import { SourceForm } from "./SourceForm.tsx";
import { useSources } from "./source-queries.ts";
import { KEEPERS, STAFF } from "./target.ts";
import type { Source } from "./types.ts";
import styles from "./warehouse-in.module.css";

/** Sources on a schedule and the connections they use. */
export function SourcesPage() {
  const t = useT();
  return (
    <RoleGate title={t("sources.title")} roles={STAFF}>
      <Sources />
    </RoleGate>
  );
}

function Sources() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const [adding, setAdding] = useState(search.get("moi") === "1");
  const keeper = holdsRole(useSession().data?.account, KEEPERS);
  const list = <SourceList keeper={keeper} onAdd={() => setAdding(true)} />;
  return (
    <>
      <PageHeader
        title={t("sources.title")}
        lead={t("sources.lead")}
        trail={[{ label: t("intake.warehouse"), to: "/kho-du-lieu" }]}
        actions={
          keeper &&
          !adding && (
            <Button kind="primary" icon="plus" onPress={() => setAdding(true)}>
              {t("sources.add")}
            </Button>
          )
        }
      />
      <div className={shared.page}>
        {adding && <SourceForm dataset={search.get("dataset")} onClose={() => setAdding(false)} />}
        {keeper ? (
          <Tabs
            label={t("sources.title")}
            selected={search.get("muc") ?? "nguon"}
            onSelect={(muc) => setSearch({ muc }, { replace: true })}
            items={[
              { id: "nguon", label: t("sources.tab.sources"), content: list },
              { id: "ket-noi", label: t("sources.tab.connections"), content: <Connections /> },
            ]}
          />
        ) : (
          list
        )}
      </div>
    </>
  );
}

type Show = "all" | "bad";

function SourceList({ keeper, onAdd }: { keeper: boolean; onAdd: () => void }) {
  const t = useT();
  const query = useSources();
  const [show, setShow] = useState<Show>("all");
  return (
    <QueryView query={query}>
      {(sources) =>
        sources.length === 0 ? (
          <EmptyState
            icon="link"
            title={t("sources.none")}
            text={t("sources.noneText")}
            action={
              keeper && (
                <Button icon="plus" onPress={onAdd}>
                  {t("sources.add")}
                </Button>
              )
            }
          />
        ) : (
          <div className={styles.sources}>
            <div>
              <SegmentedControl
                label={t("sources.show")}
                value={show}
                options={[
                  { value: "all", label: t("sources.show.all", { count: sources.length }) },
                  {
                    value: "bad",
                    label: t("sources.show.bad", { count: sources.filter(isTroubled).length }),
                  },
                ]}
                onChange={setShow}
              />
            </div>
            {sources
              .filter((source) => show === "all" || isTroubled(source))
              .toSorted((a, b) => Number(isTroubled(b)) - Number(isTroubled(a)))
              .map((source) => (
                <SourceCard key={source.id} source={source} keeper={keeper} />
              ))}
            {show === "bad" && !sources.some(isTroubled) && (
              <EmptyState icon="check-circle" title={t("sources.allWell")} />
            )}
          </div>
        )
      }
    </QueryView>
  );
}

/** True for a source somebody has to look at. */
function isTroubled(source: Source): boolean {
  return source.state === "failed" || (source.lagMinutes ?? 0) > 0;
}
