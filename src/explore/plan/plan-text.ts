import type { BehaviourSource } from "../../cluster/behaviour.ts";
import { formatDuration } from "../../util/duration.ts";
import type { Plan, Stage } from "./plan.ts";

/** A plan for a reader at a terminal. */
export function planText(plan: Plan): string {
  const sections = [
    `${plan.command}   (Helm ${plan.helmVersion})`,
    ...plan.stages.map((stage, i) => `${i + 1}. ${stageText(stage)}`),
    ...(plan.stages.some(({ name }) => name === "wait-ready")
      ? []
      : ["Helm waits for no workload: --wait is not given."]),
    list("Other commands run", plan.others, ({ event, hooks }) => `${event}: ${hooks.join(", ")}`),
    list(
      "How long containers run, and who says so",
      plan.containers,
      ({ workload, container, seconds, source }) =>
        `${workload} ${container}: ${seconds === undefined ? "for ever" : time(seconds)} (${sourceText(source)})`,
    ),
    plan.path.length === 0
      ? ""
      : `Critical path: ${time(plan.path.reduce((sum, each) => sum + each.seconds, 0))}\n${plan.path.map(({ what, seconds }) => `   ${time(seconds).padStart(8)}  ${what}\n`).join("")}`,
    list("Slack", plan.slack, ({ what, seconds }) => `${what}: ${time(seconds)}`),
    list(
      "Equal weights side by side would save",
      plan.savings,
      ({ event, weight, hooks, seconds }) =>
        `${time(seconds)}: ${hooks.join(", ")} (${event}, weight ${weight})`,
    ),
    list("Taken to be there, as nothing makes them", plan.assumptions, ({ kind, namespace, name }) =>
      namespace === "" ? `${kind}/${name}` : `${kind}/${name} in ${namespace}`,
    ),
    plan.failure === "" ? "" : `It goes no further:\n   ${plan.failure.replaceAll("\n", "\n   ")}`,
  ];
  return `${sections
    .filter((section) => section !== "")
    .map((section) => section.trimEnd())
    .join("\n\n")}\n`;
}

const list = <T>(title: string, entries: readonly T[], text: (entry: T) => string): string =>
  entries.length === 0 ? "" : `${title}:\n${entries.map((entry) => `   ${text(entry)}\n`).join("")}`;

const titles: Readonly<Record<Stage["name"], string>> = {
  crds: "definitions of the folder crds/, before anything else",
  hooks: "hooks, one after the other",
  create: "all ordinary manifests at once, in the order of their kinds",
  update: "all ordinary manifests at once, in the order of their kinds",
  delete: "everything of the release, at once",
  "wait-ready": "--wait: all at once, until the last is ready",
  "wait-deleted": "until everything is gone",
  undo: "what was done is undone",
};

function stageText({ name, event, entries }: Stage): string {
  const title = name === "hooks" ? `${event} ${titles.hooks}` : titles[name];
  const lines = entries.map(({ what, why, seconds, waited, place }) => {
    const wait =
      name === "hooks"
        ? waited
          ? `, waited for: ${time(seconds)}`
          : ", not waited for"
        : name === "wait-ready"
          ? `: ${time(seconds)}`
          : "";
    const where = place === "" ? "" : `   ${place}`;
    return name === "hooks" ? `   ${what}${wait}${where}\n      ${why}\n` : `   ${what}${wait}${where}\n`;
  });
  return `${title}\n${lines.join("")}`;
}

const time = (seconds: number): string => formatDuration(Math.round(seconds * 10) * 100);

/** `its command: sleep 3` */
export function sourceText(source: BehaviourSource): string {
  switch (source.kind) {
    case "scenario":
      return source.line === undefined ? "the scenario" : `the scenario, line ${source.line}`;
    case "annotation":
      return `the annotation ${source.key}`;
    case "command":
      return `its command: ${source.text}`;
    case "default":
      return `assumed: ${source.why}`;
  }
}
