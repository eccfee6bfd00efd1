import { expect, test } from "vitest";
import { renderTemplates } from "../../src/node/render-templates.ts";
import { Draw } from "./draw.ts";
import { errorIn } from "./real-helm.ts";
import { difference } from "./rendering.ts";
import { templateLine } from "./template-line.ts";
import { chartFiles } from "./template-lines.ts";

const lines = (seed: number): string[] =>
  Array.from({ length: 300 }, (_, id) => templateLine(Draw.of(seed, "line", id)));

test("a seed gives the same lines each time, and another seed others", () => {
  expect(lines(1)).toEqual(lines(1));
  expect(lines(1)).not.toEqual(lines(2));
});

test("many lines render, many are refused, and none shows a defect of its own", () => {
  const files = Object.fromEntries(chartFiles("bench/helm-fuzz/chart").map(({ name, data }) => [name, data]));
  let rendered = 0;
  for (const line of lines(1)) {
    try {
      renderTemplates(
        { files: { ...files, "templates/t.yaml": line } },
        { releaseName: "rel", namespace: "default", helmVersion: "4.1.4" },
      );
      rendered++;
    } catch (error) {
      expect(error).toMatchObject({ code: expect.stringMatching(/^[a-z-]+$/) });
    }
  }
  expect(rendered).toBeGreaterThan(60);
  expect(rendered).toBeLessThan(240);
});

test("renderings differ where their texts part, but for addresses", () => {
  expect(difference({ text: "at 0xc000123456" }, { text: "at 0xc000654321" })).toBeUndefined();
  expect(difference({ text: "a: 1\n" }, { text: "a: 2\n" })).toBe('helm     "a: 1\\n"\n  seatrial "a: 2\\n"');
  expect(difference({ error: "no" }, { text: "" })).toBe("helm refuses: no\n  seatrial renders");
  expect(difference({ error: "" }, { error: "endless" })).toBeUndefined();
});

test("an error is told from the warnings before it and the advice after it", () => {
  const stderr = "level=WARN msg=x\nError: one\ntwo\n\nUse --debug flag to render out invalid YAML\n";
  expect(errorIn(stderr)).toBe("one\ntwo");
  expect(errorIn("fatal error: stack overflow\n")).toBe("");
});
