import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readAction } from "./run-action.test-support.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const action = readAction(`${root}action.yml`);

describe("action.yml", () => {
  test("documents every input with its default, and has what the marketplace wants", () => {
    for (const [name, { description, default: value }] of Object.entries(action.inputs))
      expect(description, name).toContain(
        value.startsWith("$") ? "Default" : `Default - ${value === "." ? "the workspace" : value}`,
      );
    expect(action.branding).toEqual({ icon: "anchor", color: "blue" });
  });

  test("lets no input or ref become part of a script", () => {
    for (const step of action.runs.steps) expect(step.run ?? "").not.toContain("${{");
  });

  test("is told of in docs/ci.md, input by input", () => {
    const table = /\| input \|[\s\S]*?\n\n/.exec(readFileSync(`${root}docs/ci.md`, "utf8"))?.[0] ?? "";
    const told = [...table.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, names = ""]) =>
      names.replaceAll("`", "").split(", "),
    );
    expect(told.sort()).toEqual(Object.keys(action.inputs).sort());
  });
});

test("the hooks of pre-commit run commands that there are, and get no names of files", () => {
  interface Hook {
    readonly id: string;
    readonly entry: string;
    readonly language: string;
    readonly pass_filenames: boolean;
  }
  const hooks = parse(readFileSync(`${root}.pre-commit-hooks.yaml`, "utf8")) as Hook[];
  expect(hooks.map(({ id, entry }) => [id, entry])).toEqual([
    ["seatrial-check", "seatrial check"],
    ["seatrial-review", "seatrial review"],
  ]);
  for (const { language, pass_filenames } of hooks)
    expect([language, pass_filenames]).toEqual(["system", false]);
});
