import { GoList, type Value } from "../../gotemplate/value.ts";
import type { Release } from "../release.ts";
import { chartName } from "./chart-name.ts";
import { goLayout, goTime } from "./go-time.ts";
import { ordered } from "./ordered-object.ts";
import { textTable } from "./text-table.ts";

const header = ["NAME", "NAMESPACE", "REVISION", "UPDATED", "STATUS", "CHART", "APP VERSION"];

/** `helm list` (cmd/helm/list.go); `layout` is `--time-format`, "" for Go's own. */
export const listTable = (releases: readonly Release[], layout: string, headers: boolean): string => {
  const rows = releases.map((release) => cells(release, layout));
  return textTable(headers ? [header, ...rows] : rows);
};

export const listObject = (releases: readonly Release[], layout: string): Value =>
  new GoList(
    releases.map((release) => {
      const [name = "", namespace = "", revision = "", updated = "", status = "", chart = "", app = ""] =
        cells(release, layout);
      return ordered([
        ["name", name],
        ["namespace", namespace],
        ["revision", revision],
        ["updated", updated],
        ["status", status],
        ["chart", chart],
        ["app_version", app],
      ]);
    }),
  );

const cells = (release: Release, layout: string): readonly string[] => [
  release.name,
  release.namespace,
  String(release.revision),
  layout === "" ? goTime(release.lastDeployed) : goLayout(release.lastDeployed, layout),
  release.status,
  chartName(release),
  release.chart.metadata.appVersion,
];
