import { watch } from "node:fs";
import { resolve, sep } from "node:path";

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
    const note = (base: string) => (_: string, name: string | null) => {
      if (name === null || isOurs(name)) return;
      changed.add(resolve(base, name));
      clearTimeout(timer);
      timer = setTimeout(again, quiet);
    };
    const bases = new Set(["", ...paths].map((path) => resolve(path)));
    for (const base of bases) watch(base, { recursive: true }, note(base)).on("error", reject);
  });
}

/** What a run itself writes, and what no chart is made of. */
const isOurs = (name: string): boolean =>
  /\.trace(\.\d+\.part)?$/.test(name) ||
  name.split(sep).some((part) => part === ".git" || part === "node_modules");
