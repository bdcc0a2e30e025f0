import { type ReactNode, useEffect, useId, useRef } from "react";
import { useT } from "../i18n/i18n.tsx";
import { IconButton } from "./Button.tsx";
import styles from "./Dialog.module.css";

/** Props of Dialog. `actions` are the buttons at the foot, the main one last. */
export type DialogProps = {
  open: boolean;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
};

/** A modal dialog on the browser's own <dialog>: focus is kept inside, Escape closes, focus returns. On a phone a sheet. */
export function Dialog({ open, title, children, actions, onClose }: DialogProps) {
  const t = useT();
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = ref.current;
    if (open && dialog && !dialog.open) dialog.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);

  return (
    <dialog ref={ref} className={styles.dialog} aria-labelledby={id} onClose={onClose}>
      {open && (
        <>
          <div className={styles.head}>
            <h2 id={id}>{title}</h2>
            <IconButton icon="close" label={t("common.close")} onPress={() => ref.current?.close()} />
          </div>
          <div className={styles.body}>{children}</div>
          {actions && <div className={styles.foot}>{actions}</div>}
        </>
      )}
    </dialog>
  );
}
