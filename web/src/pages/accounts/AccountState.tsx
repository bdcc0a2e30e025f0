import { useT } from "../../i18n/i18n.tsx";
import { Badge } from "../../ui/Badge.tsx";
import type { AccountRow } from "./types.ts";

/** Whether an account can be used now. */
export function AccountState({ row }: { row: AccountRow }) {
  const t = useT();
  if (row.disabledAt)
    return (
      <Badge tone="bad" icon="close-circle">
        {t("accounts.isDisabled")}
      </Badge>
    );
  if (row.lockedUntil)
    return (
      <Badge tone="warn" icon="lock">
        {t("accounts.isLocked")}
      </Badge>
    );
  return (
    <Badge tone="ok" icon="check-circle">
      {t(row.kind === "service" ? "accounts.isService" : "accounts.isActive")}
    </Badge>
  );
}
