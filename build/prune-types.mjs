// Takes out of dist/types what no public module leads to: tsc writes the types of every file that it reads.
import { readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const root = resolve("dist/types");
const kept = new Set(
  ["index.d.ts", "testing/vitest.d.ts", "testing/jest.d.ts"].map((file) => join(root, file)),
);
// a set gives what is added while it is walked through, too
for (const file of kept)
  for (const [, path] of readFileSync(file, "utf8").matchAll(/(?:from |import\()"(\.[^"]+)"/g))
    kept.add(resolve(dirname(file), path.replace(/\.[jt]sx?$/, ".d.ts")));
prune(root);
// What extends vitest has to be an ES module as vitest is: for CommonJS that has types of its own.
renameSync(join(root, "testing/vitest.d.ts"), join(root, "testing/vitest.d.mts"));

function prune(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) prune(path);
    else if (!kept.has(path)) rmSync(path);
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
