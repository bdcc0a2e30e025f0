/**
 * npm run build
 * Builds the pages into web/dist, compressed beforehand, unless their sources are those of the last build.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const root = join(import.meta.dirname, "..");
const dist = join(root, "web/dist");
const stamp = join(dist, ".sources");

export async function buildWebIfChanged(): Promise<void> {
  const hash = hashOfSources();
  if (readStamp() === hash) return;
  const vi = process.env.DOTHI_LANG !== "en";
  console.log(
    vi
      ? "… dựng giao diện web (lần đầu hoặc khi mã thay đổi)"
      : "… building the web pages (first time or sources changed)",
  );
  const vite = spawnSync(
    process.execPath,
    [join(root, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"],
    {
      cwd: join(root, "web"),
      stdio: "inherit",
      // Under a test runner NODE_ENV is "test", which would build React's checking build, half as large again.
      env: { ...process.env, NODE_ENV: "production" },
    },
  );
  if (vite.status !== 0) process.exit(1);
  compress();
  writeFileSync(stamp, hash);
}

function readStamp(): string {
  try {
    return readFileSync(stamp, "utf8");
  } catch {
    return "";
  }
}

function hashOfSources(): string {
  const patterns = [
    "web/src/**/*",
    "web/public/**/*",
    "web/*.*",
    "packages/vietnam/src/*.ts",
    "package-lock.json",
  ];
  const hash = createHash("sha256");
  for (const file of globSync(patterns, { cwd: root }).sort()) {
    const path = join(root, file);
    if (statSync(path).isFile()) hash.update(file).update(readFileSync(path));
  }
  return hash.digest("hex");
}

/** Each text file gets a .br and a .gz beside it; the server sends those as they are. */
function compress(): void {
  for (const file of globSync("**/*.{js,mjs,css,html,svg,json,webmanifest}", { cwd: dist })) {
    const path = join(dist, file);
    const body = readFileSync(path);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
    writeFileSync(`${path}.br`, brotliCompressSync(body, { params }));
    writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }));
  }
}

if (import.meta.main) await buildWebIfChanged();
