import { type DragEvent, useId, useState } from "react";
import { useFormat, useT } from "../i18n/i18n.tsx";
import { IconButton } from "./Button.tsx";
import styles from "./FileDrop.module.css";
import { Icon } from "./Icon.tsx";

/** Props of FileDrop. `accept` as in HTML (".csv,.xlsx"), `maxBytes` a file; the chosen files are the caller's. */
export type FileDropProps = {
  label: string;
  hint: string;
  files: readonly File[];
  onChange: (files: File[]) => void;
  accept?: string;
  multiple?: boolean;
  maxBytes?: number;
  error?: string | undefined;
};

/** Files by drop, by press or by keyboard; the plain file input lies over the whole area. */
export function FileDrop({ label, hint, files, onChange, multiple = false, ...rest }: FileDropProps) {
  const t = useT();
  const format = useFormat();
  const id = useId();
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string>();
  const error = rest.error ?? refused;

  function take(list: FileList | null): void {
    const { fitting, tooLarge } = splitBySize([...(list ?? [])], rest.maxBytes);
    const limit = format.bytes(rest.maxBytes ?? 0);
    setRefused(tooLarge[0] && t("file.tooLarge", { name: tooLarge[0].name, limit }));
    if (fitting.length > 0) onChange(multiple ? [...files, ...fitting] : fitting.slice(0, 1));
  }

  function onDrop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }

  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the input inside does the same. */}
      <div
        className={styles.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <Icon name="upload" size={28} />
        <label className={styles.title} htmlFor={id}>
          {label}
        </label>
        <span className={styles.hint} id={`${id}-hint`}>
          {hint}
        </span>
        <input
          id={id}
          type="file"
          accept={rest.accept}
          multiple={multiple}
          aria-describedby={`${id}-hint ${id}-error`}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = "";
          }}
        />
      </div>
      <Refusal id={`${id}-error`} error={error} />
      <FileList files={files} onChange={onChange} />
    </div>
  );
}

/** Parts files by a limit in bytes; no limit lets all through. */
export function splitBySize<F extends { size: number }>(
  files: readonly F[],
  maxBytes = Number.POSITIVE_INFINITY,
) {
  return {
    fitting: files.filter((file) => file.size <= maxBytes),
    tooLarge: files.filter((file) => file.size > maxBytes),
  };
}

function FileList({ files, onChange }: Pick<FileDropProps, "files" | "onChange">) {
  const t = useT();
  const format = useFormat();
  if (files.length === 0) return null;
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={`${file.name}-${file.size}-${file.lastModified}`} className={styles.file}>
          <Icon name="file" size={18} />
          <span className={styles.name}>{file.name}</span>
          <span>{format.bytes(file.size)}</span>
          <IconButton
            icon="close"
            label={t("file.remove", { name: file.name })}
            onPress={() => onChange(files.filter((other) => other !== file))}
          />
        </li>
      ))}
    </ul>
  );
}

function Refusal({ id, error }: { id: string; error: string | undefined }) {
  return (
    <span id={id} role="alert">
      {error && (
        <span className={styles.error}>
          <Icon name="warning" size={18} />
          {error}
        </span>
      )}
    </span>
  );
}
