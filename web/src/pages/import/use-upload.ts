import { useEffect, useRef, useState } from "react";
import { useSession } from "../../api/session.ts";
import type { FileKind } from "./file-kind.ts";
import { kindOfFile, type Uploaded, uploadFile } from "./upload.ts";

/** How the sending of a file goes. */
export type UploadState =
  | { is: "idle" }
  | { is: "refused"; file: File; kind: FileKind }
  | { is: "sending"; file: File; sent: number; startedAt: number }
  | { is: "failed"; file: File; error: unknown };

/** Sends one file at a time; leaving the page or choosing another file ends the sending. */
export function useUpload(onDone: (file: File, uploaded: Uploaded) => void) {
  const csrfToken = useSession().data?.csrfToken;
  const [state, setState] = useState<UploadState>({ is: "idle" });
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);

  async function send(file: File): Promise<void> {
    stop.current?.abort();
    const controller = new AbortController();
    stop.current = controller;
    const kind = await kindOfFile(file);
    if (kind !== "text") return setState({ is: "refused", file, kind });
    const startedAt = Date.now();
    setState({ is: "sending", file, sent: 0, startedAt });
    try {
      const uploaded = await uploadFile(file, {
        csrfToken,
        signal: controller.signal,
        onProgress: (sent) => setState({ is: "sending", file, sent, startedAt }),
      });
      onDone(file, uploaded);
    } catch (error) {
      if (!controller.signal.aborted) setState({ is: "failed", file, error });
    }
  }

  function cancel(): void {
    stop.current?.abort();
    setState({ is: "idle" });
  }

  return { state, send: (file: File) => void send(file), cancel };
}
