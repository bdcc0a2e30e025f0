/**
 * npm run dev
 * The server on port 8080, started again when its sources change, and the pages by Vite on port 5173.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const server = run(
  ["--watch", "--watch-preserve-output", "server/src/main.ts", ...process.argv.slice(2)],
  root,
);
const pages = run([join(root, "node_modules/vite/bin/vite.js")], join(root, "web"));
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    for (const child of [server, pages]) child.kill(signal);
  });
}

function run(args: string[], cwd: string): ChildProcess {
  return spawn(process.execPath, args, {
    cwd,
    stdio: "inherit",
    env: { ...process.env, LOG_FORMAT: "pretty" },
  });
}
