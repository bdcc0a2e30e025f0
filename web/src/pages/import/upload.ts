import { ApiError, NETWORK_ERROR, readProblem } from "../../api/errors.ts";
import { currentLocale } from "../../i18n/i18n.tsx";
import { type FileKind, fileKind, KIND_BYTES } from "./file-kind.ts";

/** What comes back for a file that is sent. */
export type Uploaded = { fileHash: string; bytes: number };

/** Options of {@link uploadFile}. */
export type UploadOptions = {
  csrfToken: string | undefined;
  onProgress: (sent: number) => void;
  signal: AbortSignal;
  /** Address that takes the bytes; default that of imports. */
  to?: string;
};

/** What a file on the person's machine is, from its first bytes. */
export async function kindOfFile(file: File): Promise<FileKind> {
  return fileKind(new Uint8Array(await file.slice(0, KIND_BYTES).arrayBuffer()), file.name);
}

/** Sends a file as it is; XMLHttpRequest, since fetch does not tell how much has been sent. @throws ApiError */
export function uploadFile(file: File, options: UploadOptions): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", options.to ?? "/api/telemetry/import-files");
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Accept-Language", currentLocale());
    request.setRequestHeader("Content-Type", "application/octet-stream");
    if (options.csrfToken) request.setRequestHeader("X-CSRF-Token", options.csrfToken);
    request.upload.onprogress = (event) => options.onProgress(event.loaded);
    request.onload = () => {
      const { status, response } = request;
      if (status >= 200 && status < 300) resolve(response as Uploaded);
      else reject(new ApiError(readProblem(response, status, request.getResponseHeader("x-request-id"))));
    };
    request.onerror = () => reject(networkError());
    request.onabort = () => reject(options.signal.reason);
    options.signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function networkError(): ApiError {
  return new ApiError({
    status: 0,
    code: NETWORK_ERROR,
    title: "No answer from the server",
    errors: [],
    extra: {},
  });
}
