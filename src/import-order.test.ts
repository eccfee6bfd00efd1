import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/** A folder (or top-level file) of src may import only from itself and from those above it. */
const order =
  "util sim gotemplate goyaml sprig chart cluster helm kubectl scenario recording expectations snapshot adapters.ts run-course.ts simulate.ts findings node explore check review report tui testing cli action index.ts".split(
    " ",
  );

/** Above this folder everything takes its files, clock and crypto as arguments, so that it runs in a browser too. */
const firstWithNode = "node";

const src = dirname(fileURLToPath(import.meta.url));

function importsOf(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"'\n]+)["']/g)].map((match) => match[1] ?? "");
}

/** What is wrong with the imports of one file; `file` is its path below src, with slashes. */
function violations(file: string, text: string): string[] {
  const place = (path: string): number => order.indexOf(path.split("/")[0] ?? "");
  const own = place(file);
  if (own < 0) return [`${file}: src/${file.split("/")[0]} is not in the list of folders`];
  return importsOf(text).flatMap((target) => {
    if (target.startsWith("node:"))
      return own < order.indexOf(firstWithNode) ? [`${file}: the core imports ${target}`] : [];
    if (!target.startsWith(".") || target.endsWith("/package.json")) return [];
    const path = join(dirname(file), target).split(sep).join("/");
    return place(path) > own || place(path) < 0 ? [`${file}: imports ${path} from below`] : [];
  });
}

const sources = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
  .map((entry) => relative(src, join(entry.parentPath, entry.name)).split(sep).join("/"));

test("every folder imports only from those above it, and the core nothing from Node", () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(sources.flatMap((file) => violations(file, readFileSync(join(src, file), "utf8")))).toEqual([]);
});

describe("the rule itself", () => {
  test("lets a file import from its own folder and from above", () => {
    const text =
      'import { a } from "./a.ts";\nimport type { B } from "../../util/b.ts";\nimport { parse } from "yaml";';
    expect(violations("helm/actions/install.ts", text)).toEqual([]);
    expect(violations("node/read.ts", 'import { readFileSync } from "node:fs";')).toEqual([]);
  });

  test.each([
    ["helm/x.ts", 'import { load } from "../scenario/load-scenario.ts";'],
    ["helm/x.ts", 'import type { Load } from "../scenario/load-scenario.ts";'],
    ["helm/x.ts", 'export * from "../cli/main.ts";'],
    ["sim/x.ts", 'const { y } = await import("../cluster/cluster.ts");'],
    ["cluster/api/x.ts", 'import "../../simulate.ts";'],
    ["chart/x.ts", 'import { gunzipSync } from "node:zlib";'],
    ["simulate.ts", 'import { readFileSync } from "node:fs";'],
    ["newfolder/x.ts", ""],
  ])("refuses %s with %s", (file, text) => {
    expect(violations(file, text)).toHaveLength(1);
  });
});
