/** Config → engines → app → listen → signals. `npm start` builds the pages first; see scripts/start.ts. */
import { ConfigError, readConfig } from "./kernel/config.ts";
import { StartError, sayTo } from "./kernel/embedded/start-error.ts";
import { awaitSignals, surviveDefects } from "./kernel/ending.ts";
import type { Language } from "./kernel/errors.ts";
import { createLog } from "./kernel/log.ts";
import { startProgram } from "./program.ts";

const language: Language = process.env.DOTHI_LANG === "en" ? "en" : "vi";
const say = sayTo(process.stdout, language);
const ending = awaitSignals();

try {
  const config = readConfig();
  const log = createLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT });
  const { signal } = ending;
  const program = await startProgram({ config, log, say, signal, arguments: process.argv.slice(2) });
  surviveDefects(log, program.stop);
  const name = await ending.asked;
  say({ vi: `\n${name}: đang dừng…`, en: `\n${name}: stopping…` });
  await program.stop();
  say({ vi: "Đã dừng, dữ liệu còn nguyên.", en: "Stopped; the data is kept." });
  process.exit(0);
} catch (error) {
  if (ending.signal.aborted) process.exit(0);
  process.stderr.write(`${tell(error)}\n`);
  process.exit(1);
}

function tell(error: unknown): string {
  if (error instanceof StartError) return `\n${error.text[language]}`;
  const title = language === "vi" ? "Cấu hình sai" : "Bad configuration";
  if (error instanceof ConfigError) return `${title}:\n${error.problems.map((p) => `  - ${p}`).join("\n")}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
