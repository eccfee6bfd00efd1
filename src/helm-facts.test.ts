import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");

const rows = [
  ...read("../docs/helm-facts.md").matchAll(/^\| (\d+) \| .* \| \[.*\]\(\.\.\/src\/(.*)\): (.*) \|$/gm),
];

test("the table of facts has twenty-five rows", () => {
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
});

test.each(rows.map(([, number = "", path = "", title = ""]) => [number, path, title] as const))(
  "fact %s has its test in %s",
  (_, path, title) => {
    expect(read(`./${path}`)).toContain(`"${title}"`);
  },
);
