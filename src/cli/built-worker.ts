import { existsSync } from "node:fs";
import { join } from "node:path";

/** A worker's built module, which stands beside the built command; there is none where the sources are run. */
export function builtWorker(name: string): string | undefined {
  const path = typeof __dirname === "undefined" ? "" : join(__dirname, `${name}.js`);
  return existsSync(path) ? path : undefined;
}
