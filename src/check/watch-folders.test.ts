import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { watchFolders } from "./watch-folders.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "seatrial-")));
afterAll(() => rmSync(root, { recursive: true }));

test("files that are written, replaced or new are noticed, in new folders too", async () => {
  mkdirSync(join(root, "chart/templates"), { recursive: true });
  mkdirSync(join(root, "node_modules"));
  const file = join(root, "chart/templates/a.yaml");
  writeFileSync(file, "0");
  const seen = new Set<string>();
  const stop = watchFolders([root], (path) => seen.add(path));
  const noticed = async (path: string, change: () => void): Promise<void> => {
    seen.clear();
    change();
    await vi.waitFor(() => expect([...seen]).toContain(path));
  };
  try {
    await noticed(file, () => writeFileSync(file, "1"));
    for (const text of ["2", "3", "4"])
      await noticed(file, () => {
        writeFileSync(`${file}.new`, text);
        renameSync(`${file}.new`, file);
      });
    const folder = join(root, "chart/more");
    await noticed(folder, () => mkdirSync(folder));
    await noticed(join(folder, "b.yaml"), () => writeFileSync(join(folder, "b.yaml"), ""));
    await noticed(folder, () => rmSync(folder, { recursive: true }));
    await noticed(folder, () => mkdirSync(folder));
    await noticed(join(folder, "c.yaml"), () => writeFileSync(join(folder, "c.yaml"), ""));
    writeFileSync(join(root, "node_modules/x"), "");
    await noticed(file, () => writeFileSync(file, "5"));
    expect([...seen].filter((path) => path.includes("node_modules"))).toEqual([]);
  } finally {
    stop();
  }
});
