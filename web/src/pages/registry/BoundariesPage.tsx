import { useState } from "react";
import { ApiError } from "../../api/errors.ts";
import { errorView, QueryView } from "../../api/QueryView.tsx";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Link } from "../../ui/Link.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { BoundaryImport } from "./BoundaryImport.tsx";
import { useActivateSet, useBoundarySets } from "./queries.ts";
import styles from "./registry.module.css";
import type { BoundarySet } from "./types.ts";

/** For administrators: boundaries from a file, checked before they are taken, and every set ever used. */
export function BoundariesPage() {
  const t = useT();
  const sets = useBoundarySets();
  const closed = sets.error instanceof ApiError && [401, 403].includes(sets.error.status);
  if (closed) {
    return (
      <>
        <PageHeader title={t("boundaries.title")} />
        <EmptyState
          icon="lock"
          title={t("boundaries.closed")}
          text={t("boundaries.closedText")}
          action={
            <Link to="/login?next=%2Franh-gioi" look="primary">
              {t("session.login")}
            </Link>
          }
        />
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={t("boundaries.title")}
        lead={t("boundaries.lead")}
        trail={[{ label: t("units.title"), to: "/don-vi" }]}
      />
      <div className={styles.stack}>
        <BoundaryImport />
        <Card title={t("boundaries.sets")} flush>
          <QueryView query={sets}>{(items) => <Sets sets={items} />}</QueryView>
        </Card>
      </div>
    </>
  );
}

function Sets({ sets }: { sets: readonly BoundarySet[] }) {
  const t = useT();
  const toast = useToast();
  const activate = useActivateSet();
  const [asked, setAsked] = useState<BoundarySet>();
  const columns = useColumns(setAsked);
  const confirm = (set: BoundarySet) =>
    activate.mutate(set.id, {
      onSuccess: () => {
        setAsked(undefined);
        toast({ tone: "ok", text: t("boundaries.activated", { id: set.id }) });
      },
    });
  return (
    <>
      <DataTable
        caption={t("boundaries.sets")}
        captionHidden
        columns={columns}
        rows={sets}
        rowKey={(row) => String(row.id)}
      />
      <Dialog
        open={asked !== undefined}
        title={t("boundaries.activateTitle")}
        onClose={() => setAsked(undefined)}
        actions={
          <>
            <Button onPress={() => setAsked(undefined)}>{t("common.cancel")}</Button>
            <Button kind="primary" busy={activate.isPending} onPress={() => asked && confirm(asked)}>
              {t("boundaries.activate")}
            </Button>
          </>
        }
      >
        <p>{asked && t("boundaries.activateText", { source: asked.source })}</p>
        {activate.isError && <ErrorState {...errorView(activate.error, t)} />}
      </Dialog>
    </>
  );
}

function useColumns(onActivate: (set: BoundarySet) => void): Column<BoundarySet>[] {
  const t = useT();
  const format = useFormat();
  return [
    { id: "source", header: t("boundaries.source"), cell: (row) => `${row.id}. ${row.source}` },
    {
      id: "state",
      header: t("stations.state"),
      cell: (row) => (
        <span className={styles.badges}>
          <Badge tone={row.active ? "ok" : "idle"} icon={row.active ? "check-circle" : "clock"}>
            {t(row.active ? "boundaries.active" : "boundaries.idle")}
          </Badge>
          {row.schematic && (
            <Badge tone="warn" icon="map">
              {t("boundaries.schematic")}
            </Badge>
          )}
        </span>
      ),
    },
    { id: "units", header: t("boundaries.units"), kind: "number", cell: (row) => format.number(row.units) },
    { id: "at", header: t("boundaries.importedAt"), cell: (row) => format.dateTime(row.importedAt) },
    {
      id: "do",
      header: t("boundaries.action"),
      cell: (row) =>
        row.active ? (
          "–"
        ) : (
          <Button size="small" onPress={() => onActivate(row)}>
            {t("boundaries.activate")}
          </Button>
        ),
    },
  ];
}
