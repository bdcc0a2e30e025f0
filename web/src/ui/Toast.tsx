import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { useT } from "../i18n/i18n.tsx";
import type { Tone } from "./Badge.tsx";
import { Button, IconButton } from "./Button.tsx";
import { cx } from "./cx.ts";
import { Icon, type IconName } from "./Icon.tsx";
import styles from "./Toast.module.css";

/** A passing notice. `action` is for undoing; errors ("bad") stay until closed, others 6 s. */
export type ToastInput = { text: string; tone?: Tone; action?: { label: string; onPress: () => void } };

type Toast = ToastInput & { id: number };

const ICONS: Record<Tone, IconName> = {
  idle: "info",
  info: "info",
  ok: "check-circle",
  warn: "warning",
  bad: "danger",
};

const ToastContext = createContext<(toast: ToastInput) => void>(() => undefined);
let nextId = 1;

/** Shows a toast: `const toast = useToast(); toast({text: t('…'), tone: 'ok'})`. For results, never for what must be read. */
export function useToast(): (toast: ToastInput) => void {
  return useContext(ToastContext);
}

/** Holds the toasts over the page; AppShell has one. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);

  const close = useCallback((id: number) => setToasts((list) => list.filter((toast) => toast.id !== id)), []);
  const show = useCallback(
    (input: ToastInput) => {
      const toast = { ...input, id: nextId++ };
      setToasts((list) => [...list.slice(-2), toast]);
      if (input.tone !== "bad") window.setTimeout(() => close(toast.id), 6000);
    },
    [close],
  );

  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.region} role="status">
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onClose={() => close(toast.id)} />
        ))}
      </div>
    </ToastContext>
  );
}

/** One toast as it looks; use `useToast` to show it. */
export function ToastCard({ toast, onClose }: { toast: ToastInput; onClose: () => void }) {
  const t = useT();
  const tone = toast.tone ?? "idle";
  return (
    <div className={cx(styles.toast, styles[tone])}>
      <Icon name={ICONS[tone]} />
      <span>{toast.text}</span>
      {toast.action && (
        <Button kind="quiet" size="small" onPress={toast.action.onPress}>
          {toast.action.label}
        </Button>
      )}
      <IconButton icon="close" size="small" label={t("common.close")} onPress={onClose} />
    </div>
  );
}
