/** Failures of the start, told to the person at the terminal in their language. */
import type { Bilingual, Language } from "../errors.ts";

/** The start cannot go on; `text` says why and what to do. */
export class StartError extends Error {
  readonly text: Bilingual;
  constructor(text: Bilingual, cause?: unknown) {
    super(text.en, cause === undefined ? undefined : { cause });
    this.name = "StartError";
    this.text = text;
  }
}

/** Progress of the start for a person: one line for each thing that takes over a second. */
export type Say = (text: Bilingual) => void;

export function sayTo(stream: NodeJS.WritableStream, language: Language): Say {
  return (text) => void stream.write(`${text[language]}\n`);
}
