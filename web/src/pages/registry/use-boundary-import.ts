import { useState } from "react";
import { useT } from "../../i18n/i18n.tsx";
import { useToast } from "../../ui/Toast.tsx";
import { useImportBoundaries } from "./queries.ts";

const SHORTEST = 3;

/** The fields of an import and its two steps: `runCheck` asks for the report, `runTake` takes the checked file in. */
export function useBoundaryImport() {
  const t = useT();
  const toast = useToast();
  const check = useImportBoundaries();
  const take = useImportBoundaries();
  const [files, setFiles] = useState<File[]>([]);
  const [source, setSource] = useState("");
  const [credit, setCredit] = useState("");
  const [activate, setActivate] = useState(true);
  const [tried, setTried] = useState(false);
  const [file] = files;
  const longEnough = (text: string) => text.trim().length >= SHORTEST;
  const ready = longEnough(source) && longEnough(credit) ? file : undefined;

  function choose(chosen: File[]): void {
    setFiles(chosen);
    check.reset();
    take.reset();
  }

  function runCheck(): void {
    setTried(true);
    take.reset();
    if (ready) check.mutate({ file: ready, source, credit, activate, dryRun: true });
  }

  function runTake(): void {
    if (ready) take.mutate({ file: ready, source, credit, activate, dryRun: false }, { onSuccess: done });
  }

  function done(): void {
    toast({ tone: "ok", text: t("boundaries.taken") });
    setFiles([]);
    setTried(false);
    check.reset();
  }

  return {
    files,
    choose,
    fileError: tried && !file ? t("boundaries.noFile") : undefined,
    source: {
      value: source,
      onChange: setSource,
      error: tried && !longEnough(source) ? t("boundaries.missing") : undefined,
    },
    credit: {
      value: credit,
      onChange: setCredit,
      error: tried && !longEnough(credit) ? t("boundaries.missing") : undefined,
    },
    activate: { checked: activate, onChange: setActivate },
    check,
    take,
    runCheck,
    runTake,
  };
}
