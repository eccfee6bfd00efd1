import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { manifestSource } from "./manifest-source.ts";

const root = mkdtempSync(join(tmpdir(), "manifests-"));
afterAll(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, "all/deeper"), { recursive: true });
writeFileSync(join(root, "all/b.yaml"), "b: 1\n");
writeFileSync(join(root, "all/a.yaml"), "a: 1\n");

test("files and folders, and nothing where there is none of the kind", () => {
  const { readFile, readFolder } = manifestSource(root);
  expect(readFile("all/a.yaml")).toBe("a: 1\n");
  expect(readFile(join(root, "all/b.yaml"))).toBe("b: 1\n");
  expect(readFile("all")).toBeUndefined();
  expect(readFile("none.yaml")).toBeUndefined();
  expect(readFolder("all")).toEqual(["a.yaml", "b.yaml", "deeper/"]);
  expect(readFolder("all/a.yaml")).toBeUndefined();
  expect(readFolder("none")).toBeUndefined();
});
