import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { call, post } from "../../api/client.ts";
import { errorView } from "../../api/QueryView.tsx";
import { useT } from "../../i18n/i18n.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { datasetUrl, WAREHOUSE } from "./queries.ts";
import type { AccessInput, ColumnChange, ColumnClass } from "./types.ts";
import type { QualityView, ReleaseInput, RuleDefinition, TermInput } from "./types-use.ts";

/** A change of the warehouse: afterwards every answer of it is asked again, a failure is told in a toast. */
function useChange<Input, Answer = unknown>(run: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  const toast = useToast();
  const t = useT();
  return useMutation({
    mutationFn: run,
    onSuccess: () => refresh(client),
    onError: (error) => {
      const { title, text } = errorView(error, t);
      toast({ tone: "bad", text: [title ?? t("error.title"), text].filter(Boolean).join(". ") });
    },
  });
}

function refresh(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: [WAREHOUSE] });
}

/** Sets dictionary entries of columns. */
export function useSetColumns(name: string) {
  return useChange((columns: readonly ColumnChange[]) =>
    call(datasetUrl(name, "/columns"), { method: "PUT", body: { columns } }),
  );
}

/** Publishes a draft, or throws it away. */
export function useDecideDraft(name: string) {
  return useChange(({ number, act }: { number: number; act: "publish" | "discard" }) =>
    post(datasetUrl(name, `/versions/${number}/${act}`)),
  );
}

/** Makes an older version the current one, as a new version. */
export function useRollback(name: string) {
  return useChange((body: { version: number; note?: string }) => post(datasetUrl(name, "/rollback"), body));
}

/** Sets the rules of quality. */
export function useSetQuality(name: string) {
  return useChange((body: { rules: readonly RuleDefinition[]; onFailure: QualityView["onFailure"] }) =>
    call(datasetUrl(name, "/quality"), { method: "PUT", body }),
  );
}

/** Runs the rules on the current version now. */
export function useRunQuality(name: string) {
  return useChange((_: undefined) => post(datasetUrl(name, "/quality/run")));
}

/** Confirms or changes what kind of information a column holds. */
export function useDecideClass(name: string) {
  return useChange((body: { column: string; class: ColumnClass }) =>
    post(datasetUrl(name, "/classification"), body),
  );
}

/** Sets grants, masks and row rules. */
export function useSetAccess(name: string) {
  return useChange((body: AccessInput) => call(datasetUrl(name, "/access"), { method: "PUT", body }));
}

/** Asks to open a version to everyone. */
export function useProposeRelease(name: string) {
  return useChange((body: ReleaseInput) => post(datasetUrl(name, "/releases"), body));
}

/** Approves or rejects a request. */
export function useDecideRelease() {
  return useChange(({ id, ...body }: { id: string; decision: "approve" | "reject"; reason?: string }) =>
    post(`/api/warehouse/releases/${id}/decision`, body),
  );
}

/** Adds or changes an entry of the shared dictionary. */
export function useSaveTerm() {
  return useChange(({ term, isNew }: { term: TermInput; isNew: boolean }) =>
    isNew
      ? post("/api/warehouse/terms", term)
      : call(`/api/warehouse/terms/${term.code}`, { method: "PUT", body: term }),
  );
}
