import type { BehaviourSource } from "../../cluster/behaviour.ts";
import { formatDuration } from "../../util/duration.ts";
import { wrapWords } from "../../util/wrap-words.ts";
import type { Plan, Stage, StageEntry } from "./plan.ts";

/** A plan for a reader at a terminal. */
export function planText(plan: Plan): string {
  const sections = [
    `${plan.command}   (Helm ${plan.helmVersion})`,
    ...plan.stages.map((stage, i) => `${i + 1}. ${stageText(stage)}`),
    ...(plan.stages.some(({ name }) => name === "wait-ready")
      ? []
      : ["Helm waits for no workload: --wait is not given."]),
    othersText(plan),
    list(
      "How long containers run, and who says so",
      plan.containers,
      ({ workload, container, seconds, source }) =>
        `${workload} ${container}: ${seconds === undefined ? "for ever" : time(seconds)} (${sourceText(source)})`,
    ),
    plan.path.length === 0
      ? ""
      : `Critical path: ${time(plan.path.reduce((sum, each) => sum + each.seconds, 0))}\n${plan.path.map(({ what, seconds }) => `   ${time(seconds).padStart(8)}  ${what}\n`).join("")}`,
    list(
      "These could take so much longer (slack)",
      plan.slack,
      ({ what, seconds }) => `${what}: ${time(seconds)}`,
    ),
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
  hooks: "hooks, one after the other: by weight, then by name",
  create: "all ordinary manifests at once, in the order of their kinds",
  update: "all ordinary manifests at once, in the order of their kinds",
  delete: "everything of the release, at once",
  "wait-ready": "--wait: all at once, until the last is ready",
  "wait-deleted": "until everything is gone",
  undo: "what was done is undone",
};

function stageText({ name, event, entries }: Stage): string {
  const title = name === "hooks" ? `${event} ${titles.hooks}` : titles[name];
  if (name === "create" || name === "update") return `${title}\n${kindsText(entries)}`;
  const width = Math.max(0, ...entries.map(({ what }) => what.length));
  const reasons = entries.map((entry, i) => placeInOrder(entry, entries[i - 1]));
  const widest = Math.max(0, ...reasons.map(({ length }) => length));
  const lines = entries.map(({ what, seconds, waited, place }, i) => {
    const duration = !waited ? "no wait" : seconds === undefined ? "never" : time(seconds);
    const line = `${indent}${duration.padStart(8)}  ${what.padEnd(width)}  ${(reasons[i] ?? "").padEnd(widest)}  ${place}`;
    return `${line.trimEnd()}\n`;
  });
  return `${title}\n${lines.join("")}`;
}

const indent = "   ";

/** Why a hook stands where it does: its weight, and what decides between equal ones. */
function placeInOrder({ what, weight }: StageEntry, before: StageEntry | undefined): string {
  if (weight === undefined) return "";
  if (before?.weight !== weight) return `weight ${weight}`;
  const name = (text: string) => text.slice(text.indexOf("/"));
  return `weight ${weight}, ${name(before.what) === name(what) ? "by kind" : "by name"}`;
}

/** A line for each kind, longer ones wrapped. */
function kindsText(entries: readonly StageEntry[]): string {
  const kinds: { readonly kind: string; readonly names: string[] }[] = [];
  for (const { what } of entries) {
    const slash = what.indexOf("/");
    const kind = what.slice(0, slash);
    if (kinds.at(-1)?.kind !== kind) kinds.push({ kind, names: [] });
    kinds.at(-1)?.names.push(what.slice(slash + 1));
  }
  const width = Math.max(0, ...kinds.map(({ kind }) => kind.length));
  return kinds
    .map(({ kind, names }) => {
      const lines = wrapped(names, 110 - width);
      return lines.map((line, i) => `${indent}${(i === 0 ? kind : "").padEnd(width)}  ${line}\n`).join("");
    })
    .join("");
}

/** Names with commas between them, in lines. */
const wrapped = (names: readonly string[], width: number): string[] =>
  wrapWords(
    names.map((name, i) => (i === names.length - 1 ? name : `${name},`)),
    width,
  );

/** What other commands run; the same hooks are named once. */
function othersText({ others, stages }: Plan): string {
  const known = new Map<string, string>(
    stages
      .filter(({ event }) => event !== "")
      .map(({ event, entries }) => [
        entries.map(({ what, weight }) => `${what} (weight ${weight})`).join(", "),
        event,
      ]),
  );
  return list("Other commands run", others, ({ event, hooks }) => {
    const all = hooks.join(", ");
    const same = known.get(all);
    if (same !== undefined && hooks.length > 1) return `${event}: the same as ${same}`;
    known.set(all, event);
    return `${event}: ${wrapped(hooks, 100).join(`\n${indent}   `)}`;
  });
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
