import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { renderTemplates } from "./render-templates.ts";

const file = new URL("../../../shared/oracle/templates.json", import.meta.url);
const missing = !existsSync(file);
if (missing) console.warn("no ../shared/oracle: what real Helm renders of small templates is not compared");

interface Answer {
  readonly out?: string;
  readonly err?: string;
}
interface Oracle {
  readonly values: string;
  readonly files: Readonly<Record<string, string>>;
  readonly cases: readonly {
    readonly id: string;
    readonly template: string;
    readonly helm3?: Answer;
    readonly helm4?: Answer;
  }[];
}

describe.skipIf(missing).each([
  ["helm3", "3.17.3"],
  ["helm4", "4.1.4"],
] as const)("%s", (helm, helmVersion) => {
  test("renders and refuses small templates as we do", () => {
    const { values, files, cases }: Oracle = JSON.parse(readFileSync(file, "utf8"));
    expect(cases.length).toBeGreaterThan(0);
    for (const { id, template, [helm]: answer } of cases) {
      const chart = { ...files, "values.yaml": values, "templates/t.yaml": template };
      const render = () =>
        renderTemplates({ files: chart }, { releaseName: "rel", namespace: "default", helmVersion });
      if (answer?.out !== undefined) expect(render()["demo/templates/t.yaml"], id).toBe(answer.out);
      else if (answer?.err !== undefined) expect(render, id).toThrow(answer.err.trimEnd());
    }
  });
});
