/**
 * PostgreSQL refuses to run as root. A root user's embedded server therefore runs under an ordinary account when
 * that account can reach the program and the data, and otherwise in a user namespace in which root is not root.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, readFileSync } from "node:fs";
import { StartError } from "./start-error.ts";

export interface RunAs {
  /** Put before the command, e.g. `unshare --user …`. */
  readonly prefix: readonly string[];
  readonly ids: { readonly uid: number; readonly gid: number } | undefined;
}

/**
 * Decides how to run `program` so that it may write `dataDir`, which is created and given to that account.
 * @throws StartError when a root process finds no way
 */
export function chooseRunAs(program: string, dataDir: string): RunAs {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return { prefix: [], ids: undefined };
  const account = ordinaryAccount();
  if (account) {
    const runAs: RunAs = { prefix: [], ids: account };
    chownSync(dataDir, account.uid, account.gid);
    chmodSync(dataDir, 0o700);
    if (works(runAs, program, dataDir)) return runAs;
    chownSync(dataDir, 0, 0);
  }
  const namespaced: RunAs = { prefix: ["unshare", "--user", "--map-user=1000"], ids: undefined };
  if (works(namespaced, program, dataDir)) return namespaced;
  throw new StartError({
    vi: `PostgreSQL không chạy được dưới quyền root tại ${dataDir}.\nHãy chạy bằng tài khoản thường, đặt DATA_DIR vào thư mục mà tài khoản “nobody” vào được, hoặc đặt DATABASE_URL.`,
    en: `PostgreSQL cannot run as root at ${dataDir}.\nRun as an ordinary user, set DATA_DIR to a folder that "nobody" can reach, or set DATABASE_URL.`,
  });
}

function works({ prefix, ids }: RunAs, program: string, dataDir: string): boolean {
  const [command = "sh", ...rest] = [
    ...prefix,
    "sh",
    "-c",
    '"$0" --version && test -w "$1"',
    program,
    dataDir,
  ];
  return spawnSync(command, rest, { ...ids, stdio: "ignore", timeout: 10_000 }).status === 0;
}

function ordinaryAccount(): { uid: number; gid: number } | undefined {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}
