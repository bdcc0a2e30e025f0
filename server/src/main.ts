/** Config → engines → app → listen → signals. `npm start` builds the pages first; see scripts/start.ts. */
import { ConfigError, readConfig } from "./kernel/config.ts";
import { StartError, sayTo } from "./kernel/embedded/start-error.ts";
import type { Language } from "./kernel/errors.ts";
import { createLog } from "./kernel/log.ts";
import { startProgram } from "./program.ts";

const language: Language = process.env.DOTHI_LANG === "en" ? "en" : "vi";
const say = sayTo(process.stdout, language);

try {
  const config = readConfig();
  const log = createLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT });
  const program = await startProgram({ config, log, say, arguments: process.argv.slice(2) });
  let ending = false;
  const end = async (signal: string): Promise<void> => {
    if (ending) return;
    ending = true;
    say({ vi: `\n${signal}: đang dừng…`, en: `\n${signal}: stopping…` });
    await program.stop();
    say({ vi: "Đã dừng, dữ liệu còn nguyên.", en: "Stopped; the data is kept." });
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end(signal));
} catch (error) {
  if (error instanceof StartError) process.stderr.write(`\n${error.text[language]}\n`);
  else if (error instanceof ConfigError)
    process.stderr.write(
      `${language === "vi" ? "Cấu hình sai" : "Bad configuration"}:\n${error.problems.map((p) => `  - ${p}\n`).join("")}`,
    );
  else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
