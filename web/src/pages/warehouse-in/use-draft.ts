import { createContext, useCallback, useContext, useEffect, useState } from "react";
import { type Draft, loadDraft, type Step, saveDraft, withDataset } from "./draft.ts";

/** The draft and how to change it. */
export type DraftTools = {
  draft: Draft;
  /** Changes some members. */
  change: (part: Partial<Draft>) => void;
  /** Makes the next draft out of the present one. */
  update: (next: (draft: Draft) => Draft) => void;
  goTo: (step: Step) => void;
};

/** The draft of the wizard on this page. */
export const DraftContext = createContext<DraftTools | undefined>(undefined);

/** The draft of this tab, kept at every change; a dataset named in the address is chosen in it. */
export function useNewDraft(dataset: string | null): DraftTools {
  const [draft, setDraft] = useState(() => (dataset ? withDataset(loadDraft(), dataset) : loadDraft()));
  useEffect(() => saveDraft(draft), [draft]);
  const update = useCallback((next: (draft: Draft) => Draft) => setDraft(next), []);
  const change = useCallback((part: Partial<Draft>) => setDraft((known) => ({ ...known, ...part })), []);
  const goTo = useCallback((step: Step) => setDraft((known) => ({ ...known, step })), []);
  return { draft, change, update, goTo };
}

/** The draft of the wizard around. */
export function useDraft(): DraftTools {
  const tools = useContext(DraftContext);
  if (!tools) throw new Error("DraftContext is missing");
  return tools;
}
