import { useEffect, useRef, useState } from "react";
import { queryText } from "../../api/client.ts";
import { useSession } from "../../api/session.ts";
import { type Uploaded, uploadFile } from "../import/upload.ts";

/** How the sending of a file goes. */
export type UploadState =
  | { is: "idle" }
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
    const startedAt = Date.now();
    setState({ is: "sending", file, sent: 0, startedAt });
    try {
      const uploaded = await uploadFile(file, {
        csrfToken,
        to: `/api/warehouse/files${queryText({ name: file.name })}`,
        signal: controller.signal,
        onProgress: (sent) => setState({ is: "sending", file, sent, startedAt }),
      });
      setState({ is: "idle" });
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
