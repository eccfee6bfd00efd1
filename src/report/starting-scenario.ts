import { controllerOf } from "../cluster/api/object.ts";
import type { Recording } from "../recording/recording.ts";

const workloads: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet", "Job", "Pod"]);

/**
 * The text of a first scenario for a chart, made from an install of it: what a run showed as comments, and what holds
 * now as expectations.
 *
 * @param command installs the chart, as a step
 */
export function startingScenario(recording: Recording, name: string, command: string): string {
  const hooks = recording.hooks.map((hook) => ({ ...hook, label: `${hook.kind}/${hook.name}` }));
  const hookLabels = new Set(hooks.map(({ label }) => label));
  const others = recording.objects
    .filter(
      ({ type, kind, object }) =>
        type === "ADDED" && workloads.has(kind) && controllerOf(object) === undefined,
    )
    .map((write) => `${write.kind}/${write.name}`)
    .filter((label) => !hookLabels.has(label));
  const runs = [...hooks.map(({ label }) => label), ...others].filter((label) => /^(Job|Pod)\//.test(label));
  const pairs = hooks.slice(1).flatMap((hook, i) => {
    const before = hooks[i];
    return before?.event === hook.event
      ? [`${hook.event} hook ${before.label} ends before ${hook.event} hook ${hook.label} starts`]
      : [];
  });
  const expected = [
    "step 1 exits 0",
    `release ${name} is deployed`,
    ...pairs,
    ...others.flatMap((label) =>
      /^(Deployment|StatefulSet|DaemonSet)\//.test(label) ? [`${label} is ready`] : [],
    ),
  ];
  return [
    "# yaml-language-server: $schema=../node_modules/seatrial/dist/scenario.schema.json",
    `name: ${JSON.stringify(name)}`,
    ...comment(
      "Its hooks, in the order in which they run:",
      hooks.map(({ event, weight, label }) => `${event} ${weight} ${label}`),
    ),
    ...comment("Its workloads:", others),
    "# How long containers run cannot be told from a chart. What is stated nowhere is assumed: what comes to an end does so",
    "# after five seconds, what serves is ready after one. State what you know:",
    "# containers:",
    ...[...new Set(runs)].map((label) => `#   - { match: { workload: ${label} }, run: 5s }`),
    ...others.flatMap((label) =>
      /^(Job|Pod)\//.test(label) ? [] : [`#   - { match: { workload: ${label} }, readyAfter: 1s }`],
    ),
    "steps:",
    `  - ${command} --wait`,
    "  - sleep 5s",
    "expect:",
    ...expected.map((sentence) => `  - ${sentence}`),
    "",
  ].join("\n");
}

const comment = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`# ${title}`, ...lines.map((line) => `#   ${line}`)];
