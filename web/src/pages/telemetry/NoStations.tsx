import { useT } from "../../i18n/i18n.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Link } from "../../ui/Link.tsx";

/** No station yet: how one is registered and how readings come in. */
export function NoStations() {
  const t = useT();
  return (
    <EmptyState
      icon="station"
      title={t("live.none.title")}
      text={t("live.none.text")}
      action={
        <Link to="/api-docs?tim=telemetry" look="primary">
          {t("live.none.action")}
        </Link>
      }
    />
  );
}
