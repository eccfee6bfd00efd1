import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import * as seatrial from "./index.ts";
import "./testing/vitest.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const pages = [
  "README.md",
  ...readdirSync(`${root}docs`).map((name) => `docs/${name}`),
  "src/index.ts",
].filter((file) => /\.(md|ts)$/.test(file) && file !== "docs/api.md");

/** The blocks of TypeScript in a page, or in the doc comment at the top of a file. */
const examplesIn = (file: string): string[] =>
  [
    ...readFileSync(root + file, "utf8")
      .replace(/^ \* ?/gm, "")
      .matchAll(/^```ts\n([\s\S]*?)^```$/gm),
  ].map(([, code = ""]) => code);

const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  seatrial: { ...seatrial },
  vitest: { expect, test },
  "seatrial/vitest": {},
};

/** Runs an example; what it imports is given to it. A test in it becomes one of this file. */
async function run(code: string): Promise<void> {
  const given = new Map<string, unknown>();
  const body = code.replace(/^import (?:\{([^}]*)\} from )?"([^"]+)";$/gm, (_, names = "", from) => {
    const module = modules[from];
    if (module === undefined) throw new Error(`an example imports ${from}`);
    for (const name of names.split(",").map((each: string) => each.trim()))
      if (name !== "") given.set(name, module[name]);
    return "";
  });
  for (const [name, value] of given) if (value === undefined) throw new Error(`nothing exports ${name}`);
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor;
  await new AsyncFunction(...given.keys(), `"use strict";${body}`)(...given.values());
}

const examples = pages.flatMap((file) => examplesIn(file).map((code) => ({ file, code })));

test("there are examples in the README, in the docs and in the library", () => {
  const files = new Set(examples.map(({ file }) => file));
  expect([...files]).toEqual(expect.arrayContaining(["README.md", "docs/matchers.md", "src/index.ts"]));
});

const hasTests = ({ code }: { readonly code: string }): boolean => /^test\(/m.test(code);

test.each(examples.filter((example) => !hasTests(example)))("an example of $file runs", async ({ code }) => {
  await expect(run(code)).resolves.toBeUndefined();
});

describe.each(examples.filter(hasTests))("a test that $file shows", async ({ code }) => {
  await run(code);
});
