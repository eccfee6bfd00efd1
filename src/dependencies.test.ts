import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

interface Package {
  readonly name: string;
  readonly license: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: unknown;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const packageJson = (folder = ""): Package => JSON.parse(read(`${folder}package.json`)) as Package;

test("whoever installs the package installs and runs nothing else", () => {
  const { dependencies, scripts } = packageJson();
  expect(dependencies).toBeUndefined();
  expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([]);
});

test("the licences of what is bundled come along, and Apache-2.0 work may include it", () => {
  const text = read("dist/third-party-licences.txt");
  const headings = [...text.matchAll(/^={80}\n(\S+) \S+ \((.*)\)\n\n(?:.*\n)*?.*copyright/gim)];
  const licences = new Map(headings.map(([, name = "", licence = ""]) => [name, licence]));
  expect(headings.length).toBe(text.match(/^={80}$/gm)?.length);
  expect([...licences.keys()]).toEqual(
    expect.arrayContaining(["ink", "react", "re2js", "yaml", "yoga-layout"]),
  );
  for (const [name, licence] of licences) expect(["MIT", "ISC"], name).toContain(licence);
});

test("every package is told with its licence", () => {
  const rows = read("docs/dependencies.md")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  for (const name of Object.keys(packageJson().devDependencies)) {
    const row = rows.find((line) => line.split("|")[1]?.includes(`\`${name}\``));
    expect(row?.split("|")[2]?.trim(), name).toBe(packageJson(`node_modules/${name}/`).license);
  }
});
