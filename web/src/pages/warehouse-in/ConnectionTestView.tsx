import { errorView } from "../../api/QueryView.tsx";
import { useFormat, useLocale, useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Callout } from "../import/Callout.tsx";
import shared from "../import/import.module.css";
import { useConnectionTest } from "./source-queries.ts";
import type { ConnectionTest } from "./types.ts";
import styles from "./warehouse-in.module.css";

const MOST_TABLES = 60;

/** Tries a connection; with a query it shows its first rows. */
export function ConnectionTestView({ id, query }: { id: string; query?: string }) {
  const t = useT();
  const test = useConnectionTest();
  return (
    <div className={shared.stack} aria-live="polite">
      <div>
        <Button
          icon="play"
          busy={test.isPending}
          disabledReason={id === "" ? t("connections.chooseFirst") : undefined}
          onPress={() => test.mutate({ id, ...(query?.trim() ? { query: query.trim() } : {}) })}
        >
          {t(query?.trim() ? "connections.testQuery" : "connections.test")}
        </Button>
      </div>
      {test.isError && <ErrorState {...errorView(test.error, t)} />}
      {test.data && <Answer result={test.data} />}
    </div>
  );
}

function Answer({ result }: { result: ConnectionTest }) {
  const t = useT();
  const format = useFormat();
  const { locale } = useLocale();
  if (!result.ok) {
    return (
      <Callout tone="bad" title={t("connections.failed")}>
        <p>{result.error?.[locale]}</p>
      </Callout>
    );
  }
  const sample = result.sample ?? [];
  const hidden = result.tables.length - MOST_TABLES;
  return (
    <Callout
      tone="ok"
      title={t("connections.ok", {
        server: result.serverVersion ?? "",
        time: format.number(result.milliseconds, { digits: 0 }),
      })}
    >
      {result.tables.length > 0 && (
        <p className={styles.value}>
          {t("connections.tables", { count: result.tables.length })}:{" "}
          {result.tables.slice(0, MOST_TABLES).join(", ")}
          {hidden > 0 && "…"}
        </p>
      )}
      {sample.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        <section className={styles.sample} tabIndex={0} aria-label={t("connections.sample")}>
          <table>
            <tbody>
              {sample.slice(0, 20).map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a sample have no other key and never move.
                <tr key={index}>
                  {row.map((cell, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: neither have its cells.
                    <td key={at}>{cell === null ? "–" : String(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Callout>
  );
}
