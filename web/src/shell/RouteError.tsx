import { useRouteError } from "react-router";
import { errorView } from "../api/QueryView.tsx";
import { useT } from "../i18n/i18n.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";

/** Shown in the place of a page that broke; the frame and the navigation stay. */
export function RouteError() {
  const t = useT();
  const error = useRouteError();
  return (
    <>
      <PageHeader title={t("error.page.title")} />
      <ErrorState
        title={t("error.page.text")}
        text={t("error.whatToDo")}
        {...errorView(error, t)}
        onRetry={() => window.location.reload()}
      />
    </>
  );
}
