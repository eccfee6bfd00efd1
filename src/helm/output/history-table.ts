import { GoList, int, type Value } from "../../gotemplate/value.ts";
import type { Release } from "../release.ts";
import { chartName } from "./chart-name.ts";
import { ansic, rfc3339 } from "./go-time.ts";
import { ordered } from "./ordered-object.ts";
import { textTable } from "./text-table.ts";

const header = ["REVISION", "UPDATED", "STATUS", "CHART", "APP VERSION", "DESCRIPTION"];

/** `helm history` (cmd/helm/history.go). */
export const historyTable = (releases: readonly Release[]): string =>
  textTable([
    header,
    ...releases.map((release) => [
      String(release.revision),
      ansic(release.lastDeployed),
      release.status,
      chartName(release),
      release.chart.metadata.appVersion,
      release.description,
    ]),
  ]);

export const historyObject = (releases: readonly Release[]): Value =>
  new GoList(
    releases.map((release) =>
      ordered([
        ["revision", int(release.revision)],
        ["updated", rfc3339(release.lastDeployed)],
        ["status", release.status],
        ["chart", chartName(release)],
        ["app_version", release.chart.metadata.appVersion],
        ["description", release.description],
      ]),
    ),
  );
