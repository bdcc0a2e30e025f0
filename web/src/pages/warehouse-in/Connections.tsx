import { useState } from "react";
import { errorView, QueryView } from "../../api/QueryView.tsx";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { DescriptionList } from "../../ui/DescriptionList.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import shared from "../import/import.module.css";
import { ConnectionForm } from "./ConnectionForm.tsx";
import { ConnectionTestView } from "./ConnectionTestView.tsx";
import { useConnectionActions, useConnections } from "./source-queries.ts";
import type { Connection } from "./types.ts";
import styles from "./warehouse-in.module.css";

/** Stored connections to databases. A password goes in and never comes out. */
export function Connections() {
  const t = useT();
  const query = useConnections();
  const [adding, setAdding] = useState(false);
  return (
    <div className={styles.sources}>
      {adding ? (
        <ConnectionForm onClose={() => setAdding(false)} />
      ) : (
        <div>
          <Button icon="plus" onPress={() => setAdding(true)}>
            {t("connections.add")}
          </Button>
        </div>
      )}
      <QueryView query={query}>
        {(connections) =>
          connections.length === 0 ? (
            <EmptyState icon="database" title={t("connections.none")} text={t("connections.noneText")} />
          ) : (
            connections.map((connection) => <ConnectionCard key={connection.id} connection={connection} />)
          )
        }
      </QueryView>
    </div>
  );
}

function ConnectionCard({ connection }: { connection: Connection }) {
  const t = useT();
  const { locale } = useLocale();
  const [asked, setAsked] = useState(false);
  const { remove } = useConnectionActions();
  return (
    <Card title={connection.title} note={connection.agency.name[locale]}>
      <div className={shared.stack}>
        <DescriptionList
          items={[
            {
              label: t("connections.address"),
              value: `${connection.engine} · ${connection.host}:${connection.port} · ${connection.database}`,
            },
            { label: t("connections.user"), value: connection.user },
            { label: t("connections.password"), value: t("connections.passwordKept") },
            { label: t("connections.tls"), value: t(`connections.tls.${connection.tls}`) },
            { label: t("connections.usedBy"), value: t("connections.uses", { count: connection.usedBy }) },
          ]}
        />
        <ConnectionTestView id={connection.id} />
        <div className={styles.buttons}>
          <Button
            kind="quiet"
            icon="close"
            disabledReason={connection.usedBy > 0 ? t("connections.inUse") : undefined}
            onPress={() => setAsked(true)}
          >
            {t("connections.delete")}
          </Button>
        </div>
        <Dialog
          open={asked}
          title={t("connections.deleteTitle", { title: connection.title })}
          onClose={() => setAsked(false)}
          actions={
            <>
              <Button onPress={() => setAsked(false)}>{t("common.cancel")}</Button>
              <Button kind="danger" busy={remove.isPending} onPress={() => remove.mutate(connection.id)}>
                {t("connections.delete")}
              </Button>
            </>
          }
        >
          <p>{t("connections.deleteText")}</p>
          {remove.isError && <ErrorState {...errorView(remove.error, t)} />}
        </Dialog>
      </div>
    </Card>
  );
}
