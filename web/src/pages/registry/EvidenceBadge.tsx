import { useT } from "../../i18n/i18n.tsx";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import type { IconName } from "../../ui/Icon.tsx";
import type { Evidence } from "./types.ts";

const EVIDENCE: Record<Evidence, readonly [Tone, IconName]> = {
  law: ["ok", "check-circle"],
  press: ["info", "info"],
  unverified: ["warn", "help"],
};

/** How sure a record is, in words. */
export function EvidenceBadge({ status }: { status: Evidence }) {
  const t = useT();
  const [tone, icon] = EVIDENCE[status];
  return (
    <Badge tone={tone} icon={icon}>
      {t(`agencies.evidence.${status}`)}
    </Badge>
  );
}
