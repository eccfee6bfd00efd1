import type { Container, Pod } from "../../cluster/api/pod.ts";
import type { RecordedBehaviour, RecordedPhase, Recording } from "../../recording/recording.ts";
import { fixed, type StatedBehaviour } from "../../scenario/behaviour/stated-behaviour.ts";
import { trouble } from "../../scenario/trouble.ts";
import { formatDuration } from "../../util/duration.ts";
import type { Mishap } from "./mishap.ts";

/** Everything that can go wrong in a run's only command, one thing at a time, told from the run where nothing does. */
export function listMishaps(recording: Recording): Mishap[] {
  const containers = startedContainers(recording);
  const images = [...new Set(containers.map(({ spec }) => spec.image))];
  const hooks = new Map(recording.hooks.map(({ kind, name, event }) => [`${kind}/${name}`, event]));
  return [
    ...containers.flatMap((started) => containerMishaps(started, hooks.get(started.behaviour.workload))),
    ...images.flatMap(imageMishaps),
    ...nodeMishaps(recording),
    ...clientMishaps(recording),
  ];
}

interface StartedContainer {
  readonly behaviour: RecordedBehaviour;
  readonly spec: Container;
}

/** Each container that was started, once for each workload. */
function startedContainers({ behaviours, objects }: Recording): StartedContainer[] {
  const pods = new Map(objects.flatMap(({ kind, name, object }) => (kind === "Pod" ? [[name, object]] : [])));
  const found = new Map<string, StartedContainer>();
  for (const behaviour of behaviours) {
    const { workload, container, pod } = behaviour;
    const key = `${workload} ${container}`;
    const spec = (pods.get(pod) as Pod | undefined)?.spec;
    const own = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].find(
      ({ name }) => name === container,
    );
    if (own !== undefined && behaviour.t >= 0 && !found.has(key)) found.set(key, { behaviour, spec: own });
  }
  return [...found.values()];
}

const nothing = { troubles: [], images: [], faults: [], interrupt: undefined } as const;

/** The command that is explored is the first of its run, and the retry the second: by then the cause is gone. */
const step = 1;

const soon = fixed(1000);

function containerMishaps({ behaviour, spec }: StartedContainer, hookEvent: string | undefined): Mishap[] {
  const { workload, container, run } = behaviour;
  const where = hookEvent === undefined ? workload : `${hookEvent} hook ${workload}`;
  const mishap = (what: string, acts: StatedBehaviour, attempt?: number): Mishap => ({
    ...nothing,
    about: "container",
    subject: `${where}: ${container}`,
    what,
    troubles: [trouble({ workload, container, step, ...(attempt === undefined ? {} : { attempt }) }, acts)],
  });
  if (run !== null)
    return [
      mishap("fails once", { exitCode: 1 }, 1),
      mishap("fails always", { exitCode: 1 }),
      mishap("hangs", { run: "forever" }),
    ];
  const crash = { run: soon, exitCode: 1 };
  const isProbed = spec.readinessProbe !== undefined || spec.startupProbe !== undefined;
  return [
    mishap("crashes once", crash, 1),
    mishap("crashes always", crash),
    ...(isProbed ? [mishap("is never ready", { readyAfter: "never", startedAfter: "never" })] : []),
  ];
}

function imageMishaps(image: string): Mishap[] {
  const mishap = (what: string, how: Pick<Mishap, "images"> & Partial<Pick<Mishap, "faults">>): Mishap => ({
    ...nothing,
    about: "image",
    subject: image,
    what,
    ...how,
  });
  const pulled = (seconds: number) => ({
    match: image,
    missing: undefined,
    pull: fixed(seconds * 1000),
    step: undefined,
  });
  return [
    mishap("has a registry that is down for a minute", {
      images: [pulled(1)],
      faults: [{ at: 0, action: { kind: "registry-down", images: image, for: 60_000 }, place: {} }],
    }),
    mishap("is in no registry", { images: [{ match: image, missing: true, pull: undefined, step }] }),
    mishap("takes ten minutes to pull", { images: [pulled(600)] }),
  ];
}

/** A node goes down half way between its first pod and the end of the command, or right after that. */
function nodeMishaps({ objects, steps }: Recording): Mishap[] {
  const end = steps[0]?.end ?? 0;
  const first = new Map<string, number>();
  for (const { kind, t, object } of objects) {
    const node = kind === "Pod" ? (object as Pod).spec.nodeName : undefined;
    if (node !== undefined && !first.has(node)) first.set(node, Math.max(t, 0));
  }
  return [...first].flatMap(([node, t]) => {
    const at = Math.round((t + Math.max(t + 2, end)) / 2) * 1000;
    const down = (what: string, seconds: number): Mishap => ({
      ...nothing,
      about: "node",
      subject: node,
      what,
      faults: [{ at, action: { kind: "node-down", node, for: seconds * 1000 }, place: {} }],
    });
    const from = `is down from ${formatDuration(at)} on`;
    return [down(`${from} for 90s`, 90), down(from, Number.POSITIVE_INFINITY)];
  });
}

const doing: Readonly<Record<Exclude<RecordedPhase["name"], "hooks">, string>> = {
  crds: "it installs definitions",
  create: "it creates the objects",
  update: "it updates the objects",
  delete: "it deletes the objects",
  "wait-ready": "it waits for the workloads",
  "wait-deleted": "it waits until all is gone",
  undo: "it undoes what it has done",
};

/** Helm is stopped in the middle of each hook that it waits for, and of each other phase. */
function clientMishaps({ phases, hooks, steps: [command] }: Recording): Mishap[] {
  if (command === undefined) return [];
  const isPartOf = ({ start }: { readonly start: number }): boolean => start < command.end;
  const waited = hooks.filter((hook) => isPartOf(hook) && (hook.kind === "Job" || hook.kind === "Pod"));
  const moments = [
    ...phases
      .filter((phase) => isPartOf(phase) && !waited.some(({ start, end }) => within(start, end, phase)))
      .map((phase) => ({
        start: phase.start,
        end: phase.end,
        during: phase.name === "hooks" ? `it creates the ${phase.event} hooks` : doing[phase.name],
      })),
    ...waited.map((hook) => ({
      start: hook.start,
      end: hook.end,
      during: `the ${hook.event} hook ${hook.kind}/${hook.name} runs`,
    })),
  ].sort((a, b) => a.start - b.start);
  return moments.flatMap((moment) => {
    const after = Math.round(((moment.start + moment.end) / 2 - command.start) * 1000);
    const stopped = (what: string, signal: "INT" | "KILL"): Mishap => ({
      ...nothing,
      about: "client",
      subject: "helm",
      what: `${what} while ${moment.during}`,
      interrupt: { signal, after },
    });
    return [stopped("is interrupted", "INT"), stopped("is killed", "KILL")];
  });
}

const within = (start: number, end: number, whole: RecordedPhase): boolean =>
  start >= whole.start && end <= whole.end;
