import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readAction } from "./run-action.test-support.ts";

const action = readAction(fileURLToPath(new URL("../../action.yml", import.meta.url)));

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
});
