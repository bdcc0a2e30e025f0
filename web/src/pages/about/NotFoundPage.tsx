import { useT } from "../../i18n/i18n.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Link } from "../../ui/Link.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";

/** An address that leads nowhere. */
export function NotFoundPage() {
  const t = useT();
  return (
    <>
      <PageHeader title={t("notFound.title")} />
      <EmptyState
        icon="map"
        title={t("notFound.what")}
        text={t("notFound.text")}
        action={
          <Link to="/" look="primary">
            {t("notFound.home")}
          </Link>
        }
      />
    </>
  );
}
