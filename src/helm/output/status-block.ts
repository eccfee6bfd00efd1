import type { Release, ReleaseHook } from "../release.ts";
import { ansic } from "./go-time.ts";

export interface StatusBlockOptions {
  readonly description: boolean;
  /** name and versions of the chart, too */
  readonly chart?: boolean;
  readonly notes: boolean;
  /** tables of the release's objects, as kubectl prints them; "" for none */
  readonly resources: string;
  /** the values as YAML, where `--debug` shows them */
  readonly values: { readonly user: string; readonly computed: string } | undefined;
}

/** What install, upgrade, status and test print of a release (cmd/helm/status.go). */
export function statusBlock(release: Release, options: StatusBlockOptions): string {
  const lines = [
    `NAME: ${release.name}`,
    `LAST DEPLOYED: ${ansic(release.lastDeployed)}`,
    `NAMESPACE: ${release.namespace}`,
    `STATUS: ${release.status}`,
    `REVISION: ${release.revision}`,
  ];
  if (options.chart === true) {
    const { name, version, appVersion } = release.chart.metadata;
    lines.push(`CHART: ${name}`, `VERSION: ${version}`, `APP_VERSION: ${appVersion}`);
  }
  if (options.description) lines.push(`DESCRIPTION: ${release.description}`);
  if (options.resources !== "") lines.push(`RESOURCES:\n${options.resources}`);
  lines.push(...testSuites(release.hooks));
  const { values } = options;
  if (values !== undefined)
    lines.push("USER-SUPPLIED VALUES:", values.user, "COMPUTED VALUES:", values.computed);
  if (values !== undefined || release.description.toLowerCase() === "dry run complete") {
    lines.push("HOOKS:");
    for (const hook of release.hooks) lines.push(`---\n# Source: ${hook.path}\n${hook.content}`);
    lines.push(`MANIFEST:\n${release.manifestText}`);
  }
  if (options.notes && release.notes !== "") lines.push(`NOTES:\n${release.notes.trim()}`);
  return `${lines.join("\n")}\n`;
}

function testSuites(hooks: readonly ReleaseHook[]): readonly string[] {
  const tests = hooks.flatMap((hook) => hook.events.filter((event) => event === "test").map(() => hook));
  if (tests.length === 0) return ["TEST SUITE: None"];
  return tests
    .filter((hook) => hook.lastRun.startedAt !== undefined)
    .flatMap(({ name, lastRun }) => [
      `TEST SUITE:     ${name}`,
      `Last Started:   ${ansic(lastRun.startedAt)}`,
      `Last Completed: ${ansic(lastRun.completedAt)}`,
      `Phase:          ${lastRun.phase}`,
    ]);
}
