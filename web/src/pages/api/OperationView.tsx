import { useState } from "react";
import { useT } from "../../i18n/i18n.tsx";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { type Column, DataTable } from "../../ui/DataTable.tsx";
import { useToast } from "../../ui/Toast.tsx";
import styles from "./ApiPage.module.css";
import { curlOf, type Member, membersOf, noteText, type Operation, typeText } from "./openapi.ts";

/** One operation: closed, its method, path and purpose; open, everything needed to call it. */
export function OperationView({ operation }: { operation: Operation }) {
  const [open, setOpen] = useState(false);
  return (
    <details
      id={operation.id}
      className={styles.operation}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span className={cx(styles.method, styles[operation.method.toLowerCase()])}>{operation.method}</span>
        <code className={styles.path}>{operation.path}</code>
        <span className={styles.summary}>{operation.summary}</span>
      </summary>
      {open && <Details operation={operation} />}
    </details>
  );
}

function Details({ operation }: { operation: Operation }) {
  const t = useT();
  const parameters = operation.parameters.map((parameter) => ({
    name: `${parameter.name} (${parameter.in})`,
    type: typeText(parameter.schema),
    required: parameter.required ?? false,
    note: [parameter.description, noteText(parameter.schema)].filter(Boolean).join(" · "),
  }));
  return (
    <div className={styles.details}>
      {operation.description && <p>{operation.description}</p>}
      {parameters.length > 0 && <Members title={t("api.parameters")} members={parameters} />}
      {operation.body && (
        <Members
          title={t("api.body", { type: operation.body.type })}
          members={membersOf(operation.body.schema)}
          whole={typeText(operation.body.schema)}
        />
      )}
      {operation.answers.map((answer) => (
        <Members
          key={answer.status}
          title={t("api.answer", { status: answer.status, type: answer.type || answer.description })}
          members={membersOf(answer.schema)}
          whole={answer.schema ? typeText(answer.schema) : t("api.noSchema")}
        />
      ))}
      <Example text={curlOf(operation, window.location.origin)} />
    </div>
  );
}

function Members({ title, members, whole }: { title: string; members: readonly Member[]; whole?: string }) {
  const t = useT();
  const columns: Column<Member>[] = [
    { id: "name", header: t("api.name"), cell: (row) => <code>{row.name}</code> },
    { id: "type", header: t("api.type"), cell: (row) => <code className={styles.type}>{row.type}</code> },
    { id: "required", header: t("api.required"), cell: (row) => t(row.required ? "api.yes" : "api.no") },
    { id: "note", header: t("api.note"), cell: (row) => row.note },
  ];
  if (members.length === 0) {
    return (
      <p>
        <strong>{title}</strong> <span className={styles.quiet}>{whole}</span>
      </p>
    );
  }
  return (
    <div data-density="compact">
      <DataTable caption={title} columns={columns} rows={members} rowKey={(row) => row.name} limitHeight />
    </div>
  );
}

function Example({ text }: { text: string }) {
  const t = useT();
  const toast = useToast();
  return (
    <div>
      <div className={styles.exampleHead}>
        <strong>{t("api.example")}</strong>
        <Button
          size="small"
          kind="quiet"
          icon="copy"
          onPress={() =>
            void navigator.clipboard.writeText(text).then(
              () => toast({ tone: "ok", text: t("api.copied") }),
              () => toast({ tone: "bad", text: t("api.notCopied") }),
            )
          }
        >
          {t("api.copy")}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line scrolls, which the keyboard must reach. */}
      <pre className={styles.example} tabIndex={0}>
        {text}
      </pre>
    </div>
  );
}
