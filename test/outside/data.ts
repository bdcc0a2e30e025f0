/** Where the outside data lies; tests on it say so and are skipped when it is absent. */
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Path of a file of the outside data, or undefined. Prints one line when it is absent. */
export function outsideFile(relative: string): string | undefined {
  const folder = process.env.DOTHI_SHARED_DATA;
  const path = folder ? join(folder, relative) : undefined;
  if (path && existsSync(path)) return path;
  process.stdout.write(
    `outside data ${relative} is not here (DOTHI_SHARED_DATA=${folder ?? ""}): its tests are skipped\n`,
  );
  return undefined;
}
