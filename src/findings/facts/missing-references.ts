import type { PodSpec } from "../../cluster/api/pod.ts";
import type { ObjectName, RecordedHook } from "../../recording/recording.ts";
import type { Place } from "../../util/errors.ts";
import { type Evidence, type Render, renderOf } from "../evidence.ts";
import { type Maker, makersOf, placeOf, short } from "./declared.ts";
import { eventRuns } from "./event-runs.ts";
import { hookWrite } from "./hook-object.ts";
import { kubectlCalls } from "./kubectl-calls.ts";
import { makerByCommand } from "./maker-by-command.ts";
import { podSpecOf } from "./pod-spec.ts";
import { referenced, referencesOf } from "./references-of.ts";
import { row, warningRows } from "./rows.ts";

/** A hook that was created while an object that it needs was not there, though the same release makes it. */
export interface MissingReference {
  readonly evidence: Evidence;
  readonly hook: RecordedHook;
  readonly needed: ObjectName;
  /** where it is needed: `volume "config"` */
  readonly how: string;
  readonly maker: Maker;
  /** why it was not there: who makes it comes later in this event, equal in weight, in another phase or event */
  readonly later: "manifest" | "later-weight" | "equal-weight" | "other-event";
  readonly place: Place;
}

/** What is missing in a run, and in further runs for events of hooks that it does not come to. */
export const missingInEvents = (evidence: Evidence): MissingReference[] =>
  eventRuns(evidence, (hook, event, render) => {
    const spec = hook.object === undefined ? undefined : podSpecOf(hook.object);
    if (spec === undefined) return false;
    const namespace = hook.namespace ?? render.release.namespace;
    return needsOf(spec, namespace).some(({ name }) =>
      makersOf(render, name).some(({ as }) => as === "hook" || event === "post-delete"),
    );
  }).flatMap(missingOf);

/** What each hook of a run lacked when it was created. */
function missingOf(evidence: Evidence): MissingReference[] {
  return evidence.recording.hooks.flatMap((hook) => {
    const render = renderOf(evidence, hook.release, hook.revision);
    if (render === undefined) return [];
    const write = hookWrite(evidence, hook);
    const spec = write === undefined ? undefined : podSpecOf(write.object);
    const home: Need = {
      name: { kind: "Namespace", namespace: "", name: hook.namespace },
      how: "its namespace",
    };
    const needs = [home, ...(spec === undefined ? [] : needsOf(spec, hook.namespace))];
    return needs.flatMap(({ name, how }): MissingReference[] => {
      if (
        name.name === "" ||
        evidence.history.before(name, write?.index ?? firstWrite(evidence, hook)) !== undefined
      )
        return [];
      const maker = makerFor(evidence, render, hook, name);
      if (maker === undefined) return [];
      return [
        { evidence, hook, needed: name, how, maker, later: lateness(hook, maker), place: placeOf(hook) },
      ];
    });
  });
}

/** The index of the first write since a hook began, for one whose own write was refused. */
function firstWrite({ recording }: Evidence, { start }: RecordedHook): number {
  const index = recording.objects.findIndex(({ t }) => t >= start);
  return index < 0 ? recording.objects.length : index;
}

/** Who of the release makes what a hook lacks, if it comes later. */
function makerFor(
  { history }: Evidence,
  render: Render,
  hook: RecordedHook,
  needed: ObjectName,
): Maker | undefined {
  const makers = makersOf(render, needed);
  const declared =
    makers.find((maker) => maker.as === "hook" && maker.manifest.events.includes(hook.event)) ?? makers[0];
  if (declared === undefined) {
    const maker = makerByCommand(render, needed);
    const { kind, name } = maker?.manifest ?? {};
    const made = history
      .ofKind(kind ?? "")
      .some(([first]) => first !== undefined && first.name === name && first.t <= hook.start);
    return made ? undefined : maker;
  }
  // What was there once and went by its delete policy does not come later.
  const went = history.of(needed).some(({ t, type }) => type === "DELETED" && t <= hook.start);
  return declared.as === "hook" && went ? undefined : declared;
}

interface Need {
  readonly name: ObjectName;
  readonly how: string;
}

/** What a pod cannot do without: what it refers to, and what its commands ask kubectl to change or to wait for. */
function needsOf(spec: PodSpec, namespace: string): Need[] {
  const references = referencesOf(spec).map((each) => ({ name: referenced(each, namespace), how: each.how }));
  const calls = [...(spec.initContainers ?? []), ...spec.containers].flatMap(kubectlCalls);
  return [
    ...references,
    ...calls.flatMap(({ subcommand, kind, name, namespace: other = namespace, tolerated, text }) =>
      name === undefined || tolerated || !needing.has(subcommand)
        ? []
        : [{ name: { kind, namespace: other, name }, how: `"${text}"` }],
    ),
  ];
}

/** Calls that fail, or wait for ever, where the object is not there. */
const needing: ReadonlySet<string> = new Set([
  ...["annotate", "label", "patch", "rollout restart", "rollout status", "scale", "set image", "wait"],
]);

function lateness(hook: RecordedHook, maker: Maker): MissingReference["later"] {
  if (maker.as === "manifest") return "manifest";
  if (!maker.manifest.events.includes(hook.event)) return "other-event";
  return maker.manifest.weight === hook.weight ? "equal-weight" : "later-weight";
}

/** The object that a maker makes: the one that is needed, or the Job that makes it with a command. */
export const madeBy = ({ manifest }: Maker, needed: ObjectName): ObjectName =>
  manifest.name === needed.name && needed.kind.split(".")[0] === manifest.kind
    ? needed
    : { kind: manifest.kind, namespace: needed.namespace, name: manifest.name };

/** What the cluster said of the hook, or that it began without what it needs. */
export function missingRows(evidence: Evidence, hook: RecordedHook, needed: ObjectName): string[] {
  const warnings = warningRows(evidence, hook, hook.start, hook.end);
  const refusal =
    hook.error === "" ? [] : [row(hook.end, `Helm: ${hook.error.replaceAll("\n", " ").trim()}`)];
  return [row(hook.start, `${short(hook)} begins, ${short(needed)} is not there`), ...warnings, ...refusal];
}
