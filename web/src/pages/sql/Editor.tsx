import { type Ref, useEffect, useEffectEvent, useId, useImperativeHandle, useRef, useState } from "react";
import { useLocale, useT } from "../../i18n/i18n.tsx";
import { LoadingState } from "../../ui/LoadingState.tsx";
import { proposalsAt } from "./completion.ts";
import type { SqlEditor } from "./editor-core.ts";
import styles from "./sql.module.css";
import type { SqlCheck, SqlSchema } from "./types.ts";

/** What the page can do to the editor. */
export type EditorHandle = { insert: (text: string) => void; focus: () => void };

type EditorProps = {
  text: string;
  schema: SqlSchema | undefined;
  problem: SqlCheck["problem"];
  ref?: Ref<EditorHandle>;
  onChange: (text: string) => void;
  onRun: () => void;
};

/** The text of the query, with what is wrong in it said below. CodeMirror is fetched when this is first shown. */
export function Editor({ text, schema, problem, ref, onChange, onRun }: EditorProps) {
  const t = useT();
  const { locale } = useLocale();
  const id = useId();
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<SqlEditor>();
  const change = useEffectEvent(onChange);
  const run = useEffectEvent(onRun);
  const proposals = useEffectEvent((place: Parameters<typeof proposalsAt>[2]) =>
    schema ? proposalsAt(schema, locale, place) : null,
  );
  const words = useEffectEvent(() => ({
    text,
    label: t("sql.editor.label"),
    described: t("sql.editor.keys"),
    hint: t("sql.editor.hint"),
  }));

  useEffect(() => {
    let started: SqlEditor | undefined;
    let gone = false;
    void import("./editor-core.ts").then(({ startEditor }) => {
      if (gone || !host.current) return;
      started = startEditor({
        host: host.current,
        ...words(),
        onChange: (next) => change(next),
        onRun: () => run(),
        proposals: (place) => proposals(place),
      });
      setEditor(started);
    });
    return () => {
      gone = true;
      started?.destroy();
      setEditor(undefined);
    };
  }, []);

  useEffect(() => editor?.setText(text), [editor, text]);
  useEffect(() => editor?.markProblem(problem?.position ?? null), [editor, problem]);
  useEffect(() => {
    editor?.describe(t("sql.editor.label"), t("sql.editor.keys"), t("sql.editor.hint"));
  }, [editor, t]);
  useImperativeHandle(ref, () => ({ insert: (part) => editor?.insert(part), focus: () => editor?.focus() }), [
    editor,
  ]);

  return (
    <div className={styles.editorBox}>
      {!editor && <LoadingState lines={5} />}
      <div ref={host} id={id} className={styles.editor} hidden={!editor} />
      <div className={styles.problem} aria-live="polite">
        {problem ? (
          <p data-bad="true">
            {t("sql.problem", {
              line: problem.line,
              column: problem.column,
              message: problem.message[locale],
            })}
          </p>
        ) : (
          <p>{t("sql.editor.keys")}</p>
        )}
      </div>
    </div>
  );
}
