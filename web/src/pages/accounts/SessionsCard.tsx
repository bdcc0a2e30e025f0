import { errorView, QueryView } from "../../api/QueryView.tsx";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { browserOf } from "./account-words.ts";
import styles from "./accounts.module.css";
import { useEndSessions, useSessions } from "./queries.ts";
import type { OpenSession } from "./types.ts";

/** Where an account is signed in, and ending it. */
export function SessionsCard({ accountId, level = 2 }: { accountId: string; level?: 2 | 3 }) {
  const t = useT();
  const toast = useToast();
  const query = useSessions(accountId);
  const end = useEndSessions(accountId);
  const others = query.data?.filter(({ current }) => !current) ?? [];
  const endOne = (id: string) =>
    end.mutate(id, { onSuccess: () => toast({ tone: "ok", text: t("sessions.ended") }) });
  return (
    <Card
      title={t("sessions.title")}
      note={t("sessions.note")}
      level={level}
      actions={
        others.length > 1 && (
          <Button size="small" busy={end.isPending} onPress={() => endOne("all")}>
            {t("sessions.endOthers", { count: others.length })}
          </Button>
        )
      }
    >
      {end.isError && <ErrorState {...errorView(end.error, t)} />}
      <QueryView query={query}>
        {(sessions) =>
          sessions.length === 0 ? (
            <p className={styles.quiet}>{t("sessions.none")}</p>
          ) : (
            <ul className={styles.list}>
              {sessions.map((session) => (
                <SessionLine key={session.id} session={session} onEnd={() => endOne(session.id)} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Card>
  );
}

function SessionLine({ session, onEnd }: { session: OpenSession; onEnd: () => void }) {
  const t = useT();
  const format = useFormat();
  return (
    <li className={styles.line}>
      <div className={styles.what}>
        <strong>{browserOf(session.userAgent)}</strong>
        <span className={styles.quiet}>
          {session.address} · {t("sessions.used", { at: format.dateTime(session.lastUsedAt) })}
        </span>
      </div>
      {session.current ? (
        <Badge tone="ok" icon="check-circle">
          {t("sessions.current")}
        </Badge>
      ) : (
        <Button kind="quiet" size="small" icon="logout" onPress={onEnd}>
          {t("sessions.end")}
        </Button>
      )}
    </li>
  );
}
