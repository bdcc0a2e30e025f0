import { useState } from "react";
import { errorView, QueryView } from "../../api/QueryView.tsx";
import { holdsRole, useSession } from "../../api/session.ts";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Link } from "../../ui/Link.tsx";
import { useToast } from "../../ui/Toast.tsx";
import shared from "../import/import.module.css";
import { useScheduleWords } from "../warehouse-in/ScheduleFields.tsx";
import { MaterialiseDialog } from "./MaterialiseDialog.tsx";
import { useSavedActions, useSavedQueries } from "./queries.ts";
import { SaveDialog } from "./SaveDialog.tsx";
import styles from "./sql.module.css";
import type { SavedQuery } from "./types.ts";

/** Roles that may make datasets out of queries. */
const MATERIALISERS = ["analyst", "data-steward", "administrator"] as const;

/** Kept queries: one's own first, then those shared by others. */
export function SavedQueries({ onOpen }: { onOpen: (query: SavedQuery) => void }) {
  const t = useT();
  const query = useSavedQueries(true);
  return (
    <QueryView query={query}>
      {(saved) =>
        saved.length === 0 ? (
          <EmptyState icon="file" title={t("sql.saved.none")} text={t("sql.saved.noneText")} />
        ) : (
          <>
            <SavedList
              title={t("sql.saved.mine")}
              queries={saved.filter(({ mine }) => mine)}
              onOpen={onOpen}
            />
            <SavedList
              title={t("sql.saved.shared")}
              queries={saved.filter(({ mine }) => !mine)}
              onOpen={onOpen}
            />
          </>
        )
      }
    </QueryView>
  );
}

type ListProps = { title: string; queries: readonly SavedQuery[]; onOpen: (query: SavedQuery) => void };

function SavedList({ title, queries, onOpen }: ListProps) {
  if (queries.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className={styles.theme}>{title}</h2>
      <ul className={styles.entries}>
        {queries.map((query) => (
          <li key={query.id} className={styles.savedItem}>
            <SavedEntry query={query} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SavedEntry({ query, onOpen }: { query: SavedQuery; onOpen: (query: SavedQuery) => void }) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      <button type="button" className={styles.entry} onClick={() => onOpen(query)}>
        <strong>{query.title}</strong>
        <span className={shared.quiet}>{query.mine ? format.dateTime(query.updatedAt) : query.author}</span>
        <code className={styles.entryText}>{query.sql}</code>
      </button>
      {query.mine && query.shared && (
        <span>
          <Badge icon="users">{t("sql.saved.isShared")}</Badge>
        </span>
      )}
      {query.materialises && <Materialised query={query} />}
      {query.mine && <SavedActions query={query} />}
    </>
  );
}

function Materialised({ query }: { query: SavedQuery }) {
  const t = useT();
  const format = useFormat();
  const toast = useToast();
  const words = useScheduleWords();
  const { run } = useSavedActions();
  const made = query.materialises;
  if (!made) return null;
  return (
    <div className={styles.made}>
      <p>
        {t("sql.saved.makes")} <Link to={`/kho-du-lieu/${made.dataset}`}>{made.dataset}</Link>
      </p>
      <p className={shared.quiet}>
        {words(made.cron)}
        {made.nextRunAt && ` · ${t("sql.saved.next", { at: format.dateTime(made.nextRunAt) })}`}
      </p>
      {query.mine && (
        <div>
          <Button
            size="small"
            icon="play"
            busy={run.isPending}
            onPress={() =>
              run.mutate(query.id, {
                onSuccess: () => toast({ text: t("sql.saved.running"), tone: "ok" }),
                onError: (error) => toast({ text: error.message, tone: "bad" }),
              })
            }
          >
            {t("sql.saved.runNow")}
          </Button>
        </div>
      )}
    </div>
  );
}

function SavedActions({ query }: { query: SavedQuery }) {
  const t = useT();
  const account = useSession().data?.account;
  const [asked, setAsked] = useState<"rename" | "schedule" | "delete">();
  const { change, remove } = useSavedActions();
  const close = () => setAsked(undefined);
  const { title, sql, shared: isShared } = query;
  return (
    <div className={styles.savedButtons}>
      <Button size="small" kind="quiet" onPress={() => setAsked("rename")}>
        {t("sql.saved.rename")}
      </Button>
      <Button
        size="small"
        kind="quiet"
        busy={change.isPending}
        onPress={() => change.mutate({ id: query.id, body: { title, sql, shared: !isShared } })}
      >
        {t(isShared ? "sql.saved.unshare" : "sql.saved.share")}
      </Button>
      {holdsRole(account, MATERIALISERS) && !query.materialises && (
        <Button size="small" kind="quiet" onPress={() => setAsked("schedule")}>
          {t("sql.saved.schedule")}
        </Button>
      )}
      <Button size="small" kind="quiet" onPress={() => setAsked("delete")}>
        {t("sql.saved.delete")}
      </Button>
      {asked === "rename" && <SaveDialog sql={sql} chart={null} saved={query} onClose={close} />}
      {asked === "schedule" && <MaterialiseDialog query={query} onClose={close} />}
      <Dialog
        open={asked === "delete"}
        title={t("sql.saved.deleteTitle", { title })}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{t("common.cancel")}</Button>
            <Button kind="danger" busy={remove.isPending} onPress={() => remove.mutate(query.id)}>
              {t("sql.saved.delete")}
            </Button>
          </>
        }
      >
        <p>{t(query.materialises ? "sql.saved.deleteMade" : "sql.saved.deleteText")}</p>
        {remove.isError && <ErrorState {...errorView(remove.error, t)} />}
      </Dialog>
    </div>
  );
}
