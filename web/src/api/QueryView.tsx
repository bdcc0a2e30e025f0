import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type Translate, useT } from "../i18n/i18n.tsx";
import { ErrorState, type ErrorStateProps } from "../ui/ErrorState.tsx";
import { LoadingState } from "../ui/LoadingState.tsx";
import { ApiError, NETWORK_ERROR } from "./errors.ts";

/** Props of QueryView. `waiting` replaces the usual skeleton. */
export type QueryViewProps<T> = {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
  waiting?: ReactNode;
};

/** Draws a query: skeleton, then the data; an error with its request id and a way to try again. Old data stay shown. */
export function QueryView<T>({ query, children, waiting }: QueryViewProps<T>) {
  const t = useT();
  if (query.data !== undefined) return children(query.data);
  if (query.isError)
    return <ErrorState {...errorView(query.error, t)} onRetry={() => void query.refetch()} />;
  return waiting ?? <LoadingState />;
}

/** What ErrorState shows for an error: the server's own words, or ours when no server answered. */
export function errorView(
  error: unknown,
  t: Translate,
): Pick<ErrorStateProps, "title" | "text" | "requestId"> {
  if (!(error instanceof ApiError)) return {};
  if (error.code === NETWORK_ERROR) return { title: t("error.network.title"), text: t("error.network.text") };
  const { title, detail, requestId } = error.problem;
  return { title, text: detail, requestId };
}
