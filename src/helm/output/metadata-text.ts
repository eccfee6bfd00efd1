import { GoList, GoMap, int, type Value } from "../../gotemplate/value.ts";
import { compareStrings } from "../../util/compare-strings.ts";
import type { HelmRules } from "../profiles/helm-rules.ts";
import type { Release } from "../release.ts";
import { rfc3339Seconds } from "./go-time.ts";
import { ordered } from "./ordered-object.ts";

/** `helm get metadata` (cmd/helm/get_metadata.go). */
export function metadataText(release: Release, { major, since }: Pick<HelmRules, "major" | "since">): string {
  const { metadata } = release.chart;
  const lines: readonly (readonly [string, string] | undefined)[] = [
    ["NAME", release.name],
    ["CHART", metadata.name],
    ["VERSION", metadata.version],
    ["APP_VERSION", metadata.appVersion],
    since(3, 16) ? ["ANNOTATIONS", labelText([...metadata.annotations])] : undefined,
    major === 4 ? ["LABELS", labelText(Object.entries(release.labels))] : undefined,
    since(3, 16)
      ? [
          "DEPENDENCIES",
          metadata.dependencies
            .map(({ name }) => name)
            .sort(compareStrings)
            .join(","),
        ]
      : undefined,
    ["NAMESPACE", release.namespace],
    ["REVISION", String(release.revision)],
    ["STATUS", release.status],
    ["DEPLOYED_AT", rfc3339Seconds(release.lastDeployed)],
    major === 4 ? ["APPLY_METHOD", methodText(release)] : undefined,
  ];
  return lines.flatMap((line) => (line === undefined ? [] : [`${line[0]}: ${line[1]}\n`])).join("");
}

/** labels.Set's text: sorted, joined by commas. */
const labelText = (labels: readonly (readonly [string, string])[]): string =>
  labels
    .map(([key, value]) => `${key}=${value}`)
    .sort(compareStrings)
    .join(",");

/** A record without a method was written by Helm 3. */
function methodText({ applyMethod }: Release): string {
  if (applyMethod === "ssa") return "server-side apply";
  return applyMethod === "csa" ? "client-side apply" : "client-side apply (defaulted)";
}

export function metadataObject(
  release: Release,
  { major, since }: Pick<HelmRules, "major" | "since">,
): Value {
  const { metadata } = release.chart;
  const { annotations, dependencies } = metadata;
  const labels = Object.entries(release.labels);
  return ordered([
    ["name", release.name],
    ["chart", metadata.name],
    ["version", metadata.version],
    ["appVersion", metadata.appVersion],
    ["annotations", since(3, 16) && annotations.size > 0 ? new GoMap(annotations) : undefined],
    ["labels", major === 4 && labels.length > 0 ? new GoMap(labels) : undefined],
    [
      "dependencies",
      since(3, 16) && dependencies.length > 0
        ? new GoList(
            dependencies.map(({ name, version, repository }) =>
              ordered([
                ["name", name],
                ["version", version || undefined],
                ["repository", repository],
              ]),
            ),
          )
        : undefined,
    ],
    ["namespace", release.namespace],
    ["revision", int(release.revision)],
    ["status", release.status],
    ["deployedAt", rfc3339Seconds(release.lastDeployed)],
    ["applyMethod", major === 4 ? release.applyMethod : undefined],
  ]);
}
