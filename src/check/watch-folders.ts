import { type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { dirname, join } from "node:path";

/** What no chart and no scenario is made of. */
const ignored: ReadonlySet<string> = new Set([".git", "node_modules"]);

/**
 * Calls `onChange` with each file that changes in some folders and below; of a file that is named, its folder is watched.
 * Each folder has a watch of its own: Node's recursive one loses files that an editor replaces instead of writing.
 *
 * @returns ends it
 */
export function watchFolders(paths: readonly string[], onChange: (file: string) => void): () => void {
  const watched = new Map<string, FSWatcher>();
  const drop = (folder: string): void => {
    watched.get(folder)?.close();
    watched.delete(folder);
  };
  const add = (folder: string): void => {
    drop(folder);
    try {
      const watcher = watch(folder, (_, name) => {
        if (name === null || ignored.has(name)) return;
        const path = join(folder, name);
        if (isFolder(path)) {
          if (!watched.has(path)) add(path);
        } else if (watched.has(path)) drop(path);
        onChange(path);
      });
      watched.set(folder, watcher);
      watcher.on("error", () => drop(folder));
      for (const entry of readdirSync(folder, { withFileTypes: true }))
        if (entry.isDirectory() && !ignored.has(entry.name)) add(join(folder, entry.name));
    } catch (error) {
      // it may be gone by now
      drop(folder);
      if (paths.includes(folder)) throw error;
    }
  };
  for (const path of paths) add(isFolder(path) ? path : dirname(path));
  return () => {
    for (const folder of [...watched.keys()]) drop(folder);
  };
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
