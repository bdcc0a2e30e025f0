import { useState } from "react";
import { useT } from "../../i18n/i18n.tsx";
import { SelectField } from "../../ui/SelectField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { useSaveTerm } from "./changes.ts";
import { BilingualFields, FormDialog } from "./FormDialog.tsx";
import type { Term, TermInput } from "./types-use.ts";
import styles from "./warehouse.module.css";

const TYPES = ["text", "integer", "number", "boolean", "date", "datetime", "time", "geometry"] as const;
const CODE = /^[a-z][a-z0-9-]{1,58}$/;

/** Adds a term, or changes one; its code never changes. */
export function TermEditor({ term, onClose }: { term: Term | undefined; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const save = useSaveTerm();
  const [input, setInput] = useState<TermInput>(() => inputOf(term));
  const [tried, setTried] = useState(false);
  const set = (change: Partial<TermInput>) => setInput({ ...input, ...change });
  const codeWrong = tried && !CODE.test(input.code) ? t("wh.terms.codeWrong") : undefined;
  const labelWrong = tried && input.label.vi.trim() === "" ? t("wh.terms.labelMissing") : undefined;

  function submit(): void {
    setTried(true);
    if (!CODE.test(input.code) || input.label.vi.trim() === "") return;
    save.mutate(
      { term: input, isNew: term === undefined },
      {
        onSuccess: () => {
          toast({ tone: "ok", text: t("wh.terms.saved") });
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title={t(term ? "wh.terms.change" : "wh.terms.new")}
      saving={save.isPending}
      onSave={submit}
      onClose={onClose}
    >
      <TextField
        label={t("wh.terms.code")}
        hint={t("wh.terms.codeHint")}
        error={codeWrong}
        value={input.code}
        disabled={term !== undefined}
        onChange={(code) => set({ code })}
      />
      <BilingualFields
        labelVi={t("wh.labelVi")}
        labelEn={t("wh.labelEn")}
        error={labelWrong}
        value={input.label}
        onChange={(label) => set({ label })}
      />
      <BilingualFields
        labelVi={t("wh.terms.definitionVi")}
        labelEn={t("wh.terms.definitionEn")}
        rows={3}
        value={input.definition}
        onChange={(definition) => set({ definition })}
      />
      <ValueFields input={input} set={set} />
      <TextField label={t("wh.terms.source")} value={input.source} onChange={(source) => set({ source })} />
    </FormDialog>
  );
}

type ValueFieldsProps = { input: TermInput; set: (change: Partial<TermInput>) => void };

function ValueFields({ input, set }: ValueFieldsProps) {
  const t = useT();
  return (
    <div className={styles.fields}>
      <SelectField
        label={t("wh.col.type")}
        value={input.type}
        options={TYPES.map((type) => ({ value: type, label: t(`wh.type.${type}`) }))}
        onChange={(type) => set({ type })}
      />
      <TextField
        label={t("wh.rule.pattern")}
        optional
        value={input.pattern ?? ""}
        onChange={(pattern) => set({ pattern: pattern || null })}
      />
      <TextField
        label={t("wh.terms.golden")}
        optional
        value={input.goldenDataset ?? ""}
        onChange={(name) => set({ goldenDataset: name || null })}
      />
    </div>
  );
}

/** What is sent: a term without the columns that use it. */
function inputOf(term: Term | undefined): TermInput {
  if (!term) {
    const empty = { vi: "", en: "" };
    return { code: "", label: empty, definition: empty, type: "text", source: "" };
  }
  const { usedBy: _usedBy, ...input } = term;
  return input;
}
