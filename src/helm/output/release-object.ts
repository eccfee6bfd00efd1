import type { Chart, ChartFile } from "../../chart/chart.ts";
import type { ChartMetadata } from "../../chart/metadata.ts";
import { plainToValue } from "../../chart/plain-to-value.ts";
import type { KubeObject } from "../../cluster/api/object.ts";
import { GoList, GoMap, int, type Value } from "../../gotemplate/value.ts";
import { compareStrings } from "../../util/compare-strings.ts";
import type { HelmRules } from "../profiles/helm-rules.ts";
import type { HookRun, Release, ReleaseHook } from "../release.ts";
import { rfc3339 } from "./go-time.ts";
import { ordered } from "./ordered-object.ts";

const list = (items: readonly Value[]): Value | undefined =>
  items.length === 0 ? undefined : new GoList([...items]);
const text = (value: string): string | undefined => value || undefined;

/** A release as `-o json` and `-o yaml` show it (pkg/release/release.go). */
export const releaseObject = (release: Release, rules: Pick<HelmRules, "major">): Value =>
  membersOf(release, rules, chartObject(release.chart), undefined);

/** The same for `helm status`, which leaves the chart out and puts the live objects in. */
export const statusObject = (
  release: Release,
  rules: Pick<HelmRules, "major">,
  resources: ReadonlyMap<string, readonly KubeObject[]>,
): Value => {
  const lists = [...resources]
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([key, objects]) => [key, plainToValue(objects)] as const);
  return membersOf(release, rules, undefined, lists.length === 0 ? undefined : new GoMap(lists));
};

function membersOf(
  release: Release,
  rules: Pick<HelmRules, "major">,
  chart: Value | undefined,
  resources: Value | undefined,
): Value {
  const time = timesOf(rules);
  return ordered([
    ["name", release.name],
    [
      "info",
      ordered([
        ["first_deployed", time(release.firstDeployed)],
        ["last_deployed", time(release.lastDeployed)],
        ["deleted", time(release.deleted)],
        ["description", text(release.description)],
        ["status", release.status],
        ["notes", text(release.notes)],
        ["resources", resources],
      ]),
    ],
    ["chart", chart],
    ["config", release.config.size === 0 ? undefined : release.config],
    ["manifest", text(release.manifestText)],
    ["hooks", list(release.hooks.map((hook) => hookObject(hook, rules)))],
    ["version", int(release.revision)],
    ["namespace", release.namespace],
    ["apply_method", release.applyMethod],
  ]);
}

/** The zero time is "" to Helm 3 and nothing to Helm 4. */
const timesOf =
  ({ major }: Pick<HelmRules, "major">) =>
  (milliseconds: number | undefined): string | undefined =>
    milliseconds === undefined ? (major === 3 ? "" : undefined) : rfc3339(milliseconds);

function hookObject(hook: ReleaseHook, rules: Pick<HelmRules, "major">): Value {
  return ordered([
    ["name", text(hook.name)],
    ["kind", text(hook.kind)],
    ["path", text(hook.path)],
    ["manifest", text(hook.content)],
    ["events", list(hook.events)],
    ["last_run", runObject(hook.lastRun, rules)],
    ["weight", hook.weight === 0 ? undefined : int(hook.weight)],
    ["delete_policies", list(hook.deletePolicies)],
    ["output_log_policies", list(hook.outputLogPolicies)],
  ]);
}

function runObject(run: HookRun, rules: Pick<HelmRules, "major">): Value {
  const time = timesOf(rules);
  return ordered([
    ["started_at", time(run.startedAt)],
    ["completed_at", time(run.completedAt)],
    ["phase", run.phase],
  ]);
}

function chartObject(chart: Chart): Value {
  return ordered([
    ["metadata", metadataObject(chart.metadata)],
    ["lock", null],
    ["templates", fileList(chart.templates)],
    ["values", chart.values],
    ["schema", chart.schema ?? null],
    ["files", fileList(chart.files)],
  ]);
}

const fileList = (files: readonly ChartFile[]): Value =>
  files.length === 0 ? null : new GoList(files.map(fileObject));

const fileObject = ({ name, data }: ChartFile): Value =>
  ordered([
    ["name", name],
    ["data", data],
  ]);

function metadataObject(metadata: ChartMetadata): Value {
  const { maintainers, dependencies, annotations } = metadata;
  return ordered([
    ["name", text(metadata.name)],
    ["home", text(metadata.home)],
    ["sources", list(metadata.sources)],
    ["version", text(metadata.version)],
    ["description", text(metadata.description)],
    ["keywords", list(metadata.keywords)],
    [
      "maintainers",
      list(
        maintainers.map(({ name, email, url }) =>
          ordered([
            ["name", text(name)],
            ["email", text(email)],
            ["url", text(url)],
          ]),
        ),
      ),
    ],
    ["icon", text(metadata.icon)],
    ["apiVersion", text(metadata.apiVersion)],
    ["condition", text(metadata.condition)],
    ["tags", text(metadata.tags)],
    ["appVersion", text(metadata.appVersion)],
    ["deprecated", metadata.deprecated || undefined],
    ["annotations", annotations.size === 0 ? undefined : new GoMap(annotations)],
    ["kubeVersion", text(metadata.kubeVersion)],
    [
      "dependencies",
      list(
        dependencies.map((each) =>
          ordered([
            ["name", each.name],
            ["version", text(each.version)],
            ["repository", each.repository],
            ["condition", text(each.condition)],
            ["tags", list(each.tags)],
            ["enabled", each.enabled || undefined],
            ["import-values", list(each.importValues as readonly Value[])],
            ["alias", text(each.alias)],
          ]),
        ),
      ),
    ],
    ["type", text(metadata.type)],
  ]);
}
