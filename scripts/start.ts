/**
 * npm start [-- --empty | --demo]
 * Builds the pages when their sources changed, then runs the program.
 */
import { buildWebIfChanged } from "./build-web.ts";

await buildWebIfChanged();
await import("../server/src/main.ts");
