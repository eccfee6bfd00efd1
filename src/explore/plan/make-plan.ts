import type { HookEvent } from "../../chart/hook-events.ts";
import type { KubeObject } from "../../cluster/api/object.ts";
import type { Container, Pod } from "../../cluster/api/pod.ts";
import type { Job } from "../../cluster/api/workloads.ts";
import type { Evidence, Render } from "../../findings/evidence.ts";
import { nameOf, short } from "../../findings/facts/declared.ts";
import { ownerOf } from "../../findings/facts/owner-of.ts";
import { readyOf, wantedOf } from "../../findings/facts/readiness.ts";
import { hooksFor } from "../../helm/hook-order.ts";
import { releaseHooks } from "../../helm/release.ts";
import type { RecordedHook, RecordedPhase } from "../../recording/recording.ts";
import { References } from "../../scenario/behaviour/references.ts";
import { scenarioBehaviours } from "../../scenario/behaviour/scenario-behaviours.ts";
import { Random } from "../../sim/random.ts";
import type { Plan, PlannedContainer, Stage } from "./plan.ts";

/** The plan of a run's first command, from what happened in the run. */
export function makePlan(evidence: Evidence): Plan {
  const { recording, assumed } = evidence;
  const [step] = recording.steps;
  const stages = recording.phases.map((phase) => stageOf(evidence, phase));
  const ready = readiness(evidence);
  const waits = recording.phases.some(({ name }) => name === "wait-ready");
  const came = ready.flatMap(({ what, seconds }) => (seconds === undefined ? [] : [{ what, seconds }]));
  const slowest = Math.max(0, ...came.map(({ seconds }) => seconds));
  const last = came.find(({ seconds }) => seconds === slowest);
  const hooks = recording.hooks
    .filter(isWaited)
    .map((hook) => ({ what: hookText(hook), seconds: length(hook), event: hook.event }));
  const wait = waits && last !== undefined ? [last] : [];
  return {
    command: step?.command ?? "",
    helmVersion: recording.helmVersion,
    stages,
    others: otherEvents(evidence),
    containers: containersOf(evidence),
    path: [
      ...hooks.filter(({ event }) => event.startsWith("pre-")),
      ...wait,
      ...hooks.filter(({ event }) => !event.startsWith("pre-")),
    ].map(({ what, seconds }) => ({ what, seconds })),
    slack: waits
      ? came
          .filter((each) => each !== last)
          .map(({ what, seconds }) => ({ what, seconds: slowest - seconds }))
      : [],
    savings: savingsOf(recording.hooks),
    assumptions: assumed,
    failure: step === undefined || step.exitCode === 0 ? "" : step.stderr.trim(),
  };
}

const length = ({ start, end }: { readonly start: number; readonly end: number }): number => end - start;

const hookText = ({ kind, name }: RecordedHook): string => `${kind}/${name}`;

/** Helm waits for the end of Jobs and Pods alone. */
const isWaited = ({ kind }: RecordedHook): boolean => kind === "Job" || kind === "Pod";

function stageOf(evidence: Evidence, phase: RecordedPhase): Stage {
  const { name, event } = phase;
  if (name === "hooks")
    return {
      name,
      event,
      entries: evidence.recording.hooks
        .filter((hook) => hook.event === event && hook.start >= phase.start && hook.end <= phase.end)
        .map((hook) => ({
          what: hookText(hook),
          why: hook.why,
          weight: hook.weight,
          seconds: isWaited(hook) ? length(hook) : 0,
          waited: isWaited(hook),
          place: `${hook.path}${hook.line === 0 ? "" : `:${hook.line}`}`,
        })),
    };
  if (name === "wait-ready")
    return {
      name,
      event,
      entries: readiness(evidence).map(({ what, seconds }) => ({
        what,
        why: "It is a workload of the release.",
        seconds,
        waited: true,
        place: "",
      })),
    };
  if (name !== "create" && name !== "update") return { name, event, entries: [] };
  const [render] = evidence.renders;
  return {
    name,
    event,
    entries: manifestsOf(render).map(({ name: object, manifest }) => ({
      what: short(object),
      why: "Kinds have a fixed order; equal kinds go by template and place.",
      seconds: 0,
      waited: false,
      place: `${manifest.path}${manifest.line === undefined ? "" : `:${manifest.line}`}`,
    })),
  };
}

/** What a rendering makes; documents that hold comments alone make nothing. */
const manifestsOf = (render: Render | undefined) =>
  render === undefined
    ? []
    : render.chart.manifests
        .filter(({ kind }) => kind !== "")
        .map((manifest) => ({ name: nameOf(render, manifest), manifest }));

/**
 * How long each workload takes from its creation until all its pods are ready, and each Job until it is complete if that
 * is waited for.
 */
function readiness({ history, renders: [render], steps: [step] }: Evidence): Awaited[] {
  const jobs = step?.flags.bool("wait-for-jobs") === true;
  return manifestsOf(render).flatMap(({ name }) => {
    const writes = history.of(name);
    const [first] = writes;
    if (first === undefined) return [];
    const isWaitedFor = name.kind === "Job" ? jobs : writes.some(({ object }) => (wantedOf(object) ?? 0) > 0);
    if (!isWaitedFor) return [];
    const ready = writes.find(({ object }) => {
      if (name.kind === "Job") return isComplete(object);
      const wanted = wantedOf(object);
      return wanted !== undefined && wanted > 0 && readyOf(object) >= wanted;
    });
    return [{ what: short(name), seconds: ready === undefined ? undefined : ready.t - first.t }];
  });
}

interface Awaited {
  readonly what: string;
  /** undefined: it never comes */
  readonly seconds: number | undefined;
}

const isComplete = (object: KubeObject): boolean =>
  ((object as Job).status?.conditions ?? []).some(
    ({ type, status }) => type === "Complete" && status === "True",
  );

/** In the order in which a release goes through them. */
const events: readonly HookEvent[] = [
  "pre-install",
  "post-install",
  "pre-upgrade",
  "post-upgrade",
  "pre-rollback",
  "post-rollback",
  "pre-delete",
  "post-delete",
  "test",
];

/** What the other commands run, in order. */
function otherEvents({ recording, renders: [render] }: Evidence): Plan["others"] {
  const hooks = releaseHooks(render?.chart.hooks ?? []);
  return events
    .filter((event) => !recording.hooks.some((hook) => hook.event === event))
    .map((event) => ({
      event,
      hooks: hooksFor(event, hooks).map(({ hook }) => `${hook.kind}/${hook.name} (weight ${hook.weight})`),
    }))
    .filter((other) => other.hooks.length > 0);
}

/** What each event's hooks of one weight would save side by side: all but the longest of them. */
function savingsOf(hooks: readonly RecordedHook[]): Plan["savings"] {
  const groups = new Map<string, RecordedHook[]>();
  for (const hook of hooks.filter(isWaited)) {
    const key = `${hook.revision} ${hook.event} ${hook.weight}`;
    groups.set(key, [...(groups.get(key) ?? []), hook]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length < 2) return [];
    const seconds = group.reduce((sum, hook) => sum + length(hook), 0) - Math.max(...group.map(length));
    return [{ event: first.event, weight: first.weight, hooks: group.map(hookText), seconds }];
  });
}

/** Each container that was started, once for each workload. */
function containersOf(evidence: Evidence): PlannedContainer[] {
  const { scenario, history } = evidence;
  const behaviours = scenarioBehaviours(
    scenario,
    new Random(scenario.seed),
    new References(scenario.references),
  );
  const found = new Map<string, PlannedContainer>();
  for (const [first] of history.ofKind("Pod")) {
    if (first === undefined || first.type === "EXISTING") continue;
    const pod = first.object as Pod;
    const workload = short(ownerOf(evidence, pod, first.t));
    for (const container of [...(pod.spec.initContainers ?? []), ...pod.spec.containers]) {
      const key = `${workload} ${container.name}`;
      if (!found.has(key)) found.set(key, planned(workload, container, pod));
    }
  }
  return [...found.values()];

  function planned(workload: string, container: Container, pod: Pod): PlannedContainer {
    const { run, source } = behaviours.behaviourOf({ pod, container, workload, attempt: 1 });
    return {
      workload,
      container: container.name,
      seconds: run === undefined ? undefined : run / 1000,
      source,
    };
  }
}
