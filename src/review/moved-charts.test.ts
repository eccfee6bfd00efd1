import { expect, test } from "vitest";
import type { Touched } from "./changed-charts.ts";
import { joinMoved } from "./moved-charts.ts";

const chart = (path: string, change: Touched["change"]): Touched => ({
  kind: "chart",
  path,
  from: undefined,
  change,
  files: [`${path}/Chart.yaml`],
});

const chartYaml = (name: string, description: string) =>
  `apiVersion: v2\nname: ${name}\nversion: 1.0.0\ndescription: ${description}\nhome: ${description}\n`;

/** Charts by their folders, and what Chart.yaml says there. */
const joined = (
  deleted: Readonly<Record<string, string>>,
  added: Readonly<Record<string, string>>,
): string[] => {
  const side = (texts: Readonly<Record<string, string>>) => ({
    readText: (path: string) => texts[path.replace(/\/Chart\.yaml$/, "")],
  });
  const charts = [
    ...Object.keys(deleted).map((path) => chart(path, "deleted")),
    ...Object.keys(added).map((path) => chart(path, "added")),
  ];
  return joinMoved(charts, side(deleted), side(added)).map(
    ({ path, change, from, files }) => `${path} ${change} ${from ?? "-"} ${files.join(",")}`,
  );
};

test("a chart has moved that is called the same and says much the same of itself", () => {
  expect(joined({ old: chartYaml("web", "a") }, { "charts/new": chartYaml("web", "a") })).toEqual([
    "charts/new changed old charts/new/Chart.yaml,old/Chart.yaml",
  ]);
});

test.each([
  ["another name", chartYaml("web", "a"), chartYaml("api", "a")],
  ["another text", chartYaml("web", "a"), "name: web\nversion: 2.0.0\ntype: application\nkeywords: [a]\n"],
  ["no name", "version: 1.0.0\n", "version: 1.0.0\n"],
])("it has not with %s", (_, before, after) => {
  expect(joined({ old: before }, { new: after })).toEqual([
    "old deleted - old/Chart.yaml",
    "new added - new/Chart.yaml",
  ]);
});

test("of several those belong together that are most alike, and each to one", () => {
  expect(
    joined(
      { "a/web": chartYaml("web", "test"), "b/web": chartYaml("web", "production") },
      { "c/web": chartYaml("web", "production"), "d/web": chartYaml("web", "new") },
    ),
  ).toEqual([
    "c/web changed b/web b/web/Chart.yaml,c/web/Chart.yaml",
    "d/web changed a/web a/web/Chart.yaml,d/web/Chart.yaml",
  ]);
});
