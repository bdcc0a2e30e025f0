import { useState } from "react";
import { errorView, QueryView } from "../../api/QueryView.tsx";
import { useFormat, useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { SecretOnce } from "../devices/SecretOnce.tsx";
import styles from "./accounts.module.css";
import { NewTokenForm } from "./NewTokenForm.tsx";
import { useRevokeToken, useTokens } from "./queries.ts";
import type { Token } from "./types.ts";

/** One's own API tokens: make, see, revoke. */
export function TokensCard() {
  const t = useT();
  const query = useTokens();
  const [asking, setAsking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Card
      title={t("tokens.title")}
      note={t("tokens.note")}
      actions={
        !asking && (
          <Button icon="plus" onPress={() => setAsking(true)}>
            {t("tokens.new")}
          </Button>
        )
      }
    >
      <div className={styles.stack}>
        {asking && (
          <NewTokenForm
            onCancel={() => setAsking(false)}
            onMade={(token) => {
              setAsking(false);
              setSecret(token);
            }}
          />
        )}
        <QueryView query={query}>{(tokens) => <TokenList tokens={tokens} />}</QueryView>
      </div>
      <SecretOnce title={t("tokens.secretTitle")} secret={secret} onClose={() => setSecret(null)}>
        <pre className={styles.sample}>Authorization: Bearer {secret?.slice(0, 12)}…</pre>
      </SecretOnce>
    </Card>
  );
}

function TokenList({ tokens }: { tokens: readonly Token[] }) {
  const t = useT();
  const toast = useToast();
  const revoke = useRevokeToken();
  const [asked, setAsked] = useState<Token | null>(null);
  if (tokens.length === 0) return <p className={styles.quiet}>{t("tokens.none")}</p>;
  return (
    <>
      <ul className={styles.list}>
        {tokens.map((token) => (
          <TokenLine key={token.id} token={token} onRevoke={() => setAsked(token)} />
        ))}
      </ul>
      <Dialog
        open={asked !== null}
        title={t("tokens.revokeTitle", { name: asked?.name ?? "" })}
        onClose={() => setAsked(null)}
        actions={
          <>
            <Button onPress={() => setAsked(null)}>{t("common.cancel")}</Button>
            <Button
              kind="danger"
              busy={revoke.isPending}
              onPress={() =>
                asked &&
                revoke.mutate(asked.id, {
                  onSuccess: () => {
                    setAsked(null);
                    toast({ tone: "ok", text: t("tokens.revoked") });
                  },
                })
              }
            >
              {t("devices.revoke")}
            </Button>
          </>
        }
      >
        <p>{t("tokens.revokeText")}</p>
        {revoke.isError && <ErrorState {...errorView(revoke.error, t)} />}
      </Dialog>
    </>
  );
}

function TokenLine({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const t = useT();
  const format = useFormat();
  const over = Date.parse(token.expiresAt) < Date.now();
  return (
    <li className={styles.line}>
      <div className={styles.what}>
        <strong>{token.name}</strong>
        <span className={styles.quiet}>
          <code>{token.prefix}…</code> · {token.scopes.join(", ")}
        </span>
        <span className={styles.quiet}>
          {t("tokens.until", { at: format.date(token.expiresAt) })} ·{" "}
          {token.lastUsedAt
            ? t("tokens.used", { at: format.dateTime(token.lastUsedAt) })
            : t("tokens.neverUsed")}
        </span>
      </div>
      {token.revokedAt ? (
        <Badge icon="lock">{t("tokens.isRevoked")}</Badge>
      ) : over ? (
        <Badge icon="clock">{t("tokens.isOver")}</Badge>
      ) : (
        <Button kind="quiet" size="small" icon="lock" onPress={onRevoke}>
          {t("devices.revoke")}
        </Button>
      )}
    </li>
  );
}
