import { type Lane, podLanes } from "../../recording/lanes.ts";
import type {
  Ending,
  RecordedHook,
  RecordedPhase,
  RecordedStep,
  Recording,
} from "../../recording/recording.ts";
import { secondsText } from "../timeline/seconds-text.ts";
import { mermaidLabel } from "./mermaid-label.ts";

/** More makes a diagram that nobody reads, and one that mermaid refuses: it takes 50,000 characters. */
const mostParticipants = 20;
const mostMessages = 150;

/** Who talks to whom when: `to` hears `text` from `from` at a time, in seconds. */
interface Message {
  readonly t: number;
  readonly from: string;
  readonly arrow: "->>" | "-->>" | "--x";
  readonly to: string;
  readonly text: string;
}

/**
 * A run as a mermaid sequence diagram: what Helm asks of the cluster, the hooks that it starts and waits for, and what becomes of the
 * pods of each workload.
 */
export function mermaidSequence(recording: Recording): string {
  const all = messages(recording);
  const names = [...new Set(["Helm", "Cluster", ...all.flatMap(({ from, to }) => [from, to])])].slice(
    0,
    mostParticipants,
  );
  const among = all.filter(({ from, to }) => names.includes(from) && names.includes(to));
  const shown = among.slice(0, mostMessages);
  const id = (name: string): string => `p${names.indexOf(name)}`;
  const hidden = all.length - shown.length;
  return `${[
    "sequenceDiagram",
    ...names.map((name) => `  participant ${id(name)} as ${mermaidLabel(name, 40)}`),
    ...shown.map(
      ({ t, from, arrow, to, text }) =>
        `  ${id(from)}${arrow}${id(to)}: ${mermaidLabel(`${secondsText(t)} ${text}`, 120)}`,
    ),
    ...(hidden > 0 ? [`  Note over ${id("Helm")}: ${hidden} more messages are not shown`] : []),
  ].join("\n")}\n`;
}

/** What Helm says, and between it what becomes of pods. Of pods of hooks the hook says it all. */
function messages(recording: Recording): Message[] {
  const hooks = new Set(recording.hooks.map(({ kind, name }) => `${kind}/${name}`));
  const pods = podLanes(recording)
    .filter(({ group }) => !hooks.has(group))
    .flatMap(podMessages);
  return inOrder([...helmMessages(recording), ...pods]);
}

/** By time; what comes at the same time stays as it is. */
const inOrder = (all: readonly Message[]): Message[] => [...all].sort((a, b) => a.t - b.t);

/** A command, phase or hook while it lasts. */
interface Act {
  readonly start: number;
  readonly end: number;
  readonly begin: Message;
  /** none if it never ended */
  readonly close: Message | undefined;
}

/** The acts of Helm in one another: what begins within an act ends before it does. */
function helmMessages(recording: Recording): Message[] {
  const acts = [
    ...recording.steps.map(stepAct),
    ...recording.phases.filter(({ name }) => name !== "hooks").map((phase) => phaseAct(phase, recording)),
    ...recording.hooks.map(hookAct),
  ].sort((a, b) => a.start - b.start);
  const said: Message[] = [];
  const open: Act[] = [];
  const closeUntil = (next: Act | undefined): void => {
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      if (next !== undefined && next.start < last.end && next.end <= last.end) return;
      if (last.close !== undefined) said.push(last.close);
      open.pop();
    }
  };
  for (const act of acts) {
    closeUntil(act);
    said.push(act.begin);
    open.push(act);
  }
  closeUntil(undefined);
  return said;
}

function stepAct({ command, start, end, exitCode }: RecordedStep): Act {
  const self = { from: "Helm", to: "Helm" };
  const outcome = exitCode === 0 ? "succeeds" : `fails with exit code ${exitCode}`;
  return {
    start,
    end,
    begin: { ...self, t: start, arrow: "->>", text: command },
    close: {
      ...self,
      t: end,
      arrow: exitCode === 0 ? "->>" : "--x",
      text: `${outcome} after ${secondsText(end - start)}`,
    },
  };
}

function phaseAct(phase: RecordedPhase, recording: Recording): Act {
  const { name, start, end } = phase;
  const objects = name === "create" || name === "update" ? ` ${writtenBetween(recording, start, end)}` : "";
  return {
    start,
    end,
    begin: { t: start, from: "Helm", arrow: "->>", to: "Cluster", text: `${name}${objects}` },
    close: answer(phase, "Cluster"),
  };
}

function hookAct(hook: RecordedHook): Act {
  const { kind, name, event, order, of, weight, start, end } = hook;
  const to = `${kind}/${name}`;
  const text = `${event} hook ${order} of ${of}, weight ${weight}`;
  return { start, end, begin: { t: start, from: "Helm", arrow: "->>", to, text }, close: answer(hook, to) };
}

/** What Helm hears in the end. */
function answer({ start, end, outcome, error }: Ending, from: string): Message | undefined {
  if (outcome === "unfinished") return undefined;
  const text = `${outcome} after ${secondsText(end - start)}`;
  return outcome === "failed"
    ? { t: end, from, arrow: "--x", to: "Helm", text: `${text}: ${error}` }
    : { t: end, from, arrow: "-->>", to: "Helm", text };
}

/** What Helm wrote in a stretch of time, by how many there are of each kind: `2 Service, 1 Deployment`. */
function writtenBetween({ objects }: Recording, start: number, end: number): string {
  const names = new Map<string, Set<string>>();
  for (const { t, type, kind, namespace, name, object } of objects)
    if (t >= start && t <= end && type !== "EXISTING" && isOfHelm(object.metadata.annotations))
      names.set(kind, (names.get(kind) ?? new Set()).add(`${namespace}/${name}`));
  return [...names].map(([kind, each]) => `${each.size} ${kind}`).join(", ");
}

const isOfHelm = (annotations: Readonly<Record<string, string>> | undefined): boolean =>
  annotations?.["meta.helm.sh/release-name"] !== undefined;

function podMessages({ label, group, spans }: Lane): Message[] {
  const workload = group === `Pod/${label}` ? "Cluster" : group;
  const [first] = spans;
  if (first === undefined) return [];
  const told = spans.filter(
    ({ tone }, i) => tone !== spans[i - 1]?.tone && ["ready", "done", "failed", "ending"].includes(tone),
  );
  const created: Message = {
    t: first.start,
    from: "Cluster",
    arrow: "->>",
    to: workload,
    text: `pod ${label}`,
  };
  return [
    // what is there at time zero was there before
    ...(first.start > 0 ? [created] : []),
    ...told.map(
      ({ start, state, tone }): Message => ({
        t: start,
        from: workload,
        arrow: tone === "failed" ? "--x" : "-->>",
        to: "Cluster",
        text: `${label} ${tone === "ready" ? "ready" : state}`,
      }),
    ),
  ];
}
