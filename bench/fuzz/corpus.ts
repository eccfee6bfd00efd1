import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The texts of the files below some folders of this repository, in the order of their paths. */
export function corpus(folders: readonly string[], name: RegExp): string[] {
  const texts = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && name.test(join(entry.parentPath, entry.name)))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => readFileSync(file, "utf8")),
  );
  if (texts.length === 0) throw new Error(`no file below ${folders.join(", ")} is called like ${name}`);
  return texts;
}
