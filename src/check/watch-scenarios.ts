import { resolve } from "node:path";
import { watchFolders } from "./watch-folders.ts";

/** Changes come in bursts, milliseconds. */
const quiet = 100;

/**
 * Runs everything, and then what a change below the working directory or one of the paths touches, until the program is
 * stopped. Runs never overlap.
 *
 * @param run is given the files that changed, undefined at first
 */
export function watchScenarios(
  paths: readonly string[],
  run: (changed: readonly string[] | undefined) => Promise<number>,
): Promise<number> {
  return new Promise((_, reject) => {
    const changed = new Set<string>();
    let timer: NodeJS.Timeout | undefined;
    let running = run(undefined);
    const again = (): void => {
      running = running
        .then(() => {
          const files = [...changed];
          changed.clear();
          return files.length === 0 ? 0 : run(files);
        })
        .catch((error: unknown) => {
          // a file that is being written is a mistake for a moment; the next change tries again
          process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
          return 0;
        });
    };
    running.catch(reject);
    watchFolders([...new Set(["", ...paths].map((path) => resolve(path)))], (file) => {
      if (isOurs(file)) return;
      changed.add(file);
      clearTimeout(timer);
      timer = setTimeout(again, quiet);
    });
  });
}

/** What a run itself writes. */
const isOurs = (file: string): boolean => /\.trace(\.\d+\.part)?$/.test(file);
