import { isBookkeeping } from "./bookkeeping.ts";
import { movedItems } from "./moved-items.ts";
import type { ObjectName, RecordedHook, Recording } from "./recording.ts";
import { StableNames } from "./stable-names.ts";
import { type Timeline, timelines } from "./timeline.ts";

/** One thing in which two runs differ; names are stable ones (see StableNames), times seconds. */
export type Difference =
  /** a command that only one of them has, or that ended otherwise; undefined where there is none; `took` in seconds */
  | {
      readonly kind: "step";
      readonly index: number;
      readonly field: "command" | "exitCode" | "took" | "stdout" | "stderr";
      readonly before: string | number | undefined;
      readonly after: string | number | undefined;
    }
  /** a hook that ran in only one of them, or ended otherwise */
  | {
      readonly kind: "hook";
      readonly hook: Pick<RecordedHook, "release" | "event"> & ObjectName;
      readonly before: RecordedHook["outcome"] | undefined;
      readonly after: RecordedHook["outcome"] | undefined;
    }
  /** an object that only one of them had */
  | { readonly kind: "object"; readonly object: ObjectName; readonly in: "before" | "after" }
  /** an object that went through other states */
  | {
      readonly kind: "states";
      readonly object: ObjectName;
      readonly before: readonly string[];
      readonly after: readonly string[];
    }
  /** the same states took longer or shorter, by more than the tolerance */
  | {
      readonly kind: "duration";
      readonly object: ObjectName;
      readonly state: string;
      readonly before: number;
      readonly after: number;
    }
  /** hooks and objects began in another order; `moved` are the fewest that changed place */
  | {
      readonly kind: "order";
      readonly before: readonly string[];
      readonly after: readonly string[];
      readonly moved: readonly string[];
    };

export interface CompareOptions {
  /** durations may differ by this many seconds; default 0.5 */
  readonly tolerance?: number;
}

/** In what two runs differ: steps, hooks, objects, their states and durations, and the order of it all. */
export function compareRecordings(
  before: Recording,
  after: Recording,
  { tolerance = 0.5 }: CompareOptions = {},
): Difference[] {
  const a = stable(before);
  const b = stable(after);
  return [...steps(a, b, tolerance), ...hooks(a, b), ...objects(a, b, tolerance), ...order(a, b)];
}

/** What is compared: the parts that no seed, hash or controller's bookkeeping decides. */
const stable = (recording: Recording): Recording =>
  new StableNames(recording.objects).replaceIn({
    ...recording,
    watch: emptyWatch,
    objects: recording.objects.filter((write) => !isBookkeeping(write)),
  });

const emptyWatch = { pods: [], jobs: [], deployments: [], statefulsets: [], daemonsets: [] };

function* steps(before: Recording, after: Recording, tolerance: number): Generator<Difference> {
  for (let index = 0; index < Math.max(before.steps.length, after.steps.length); index++) {
    const [was, is] = [before.steps[index], after.steps[index]];
    for (const field of ["command", "exitCode", "stdout", "stderr"] as const)
      if (was?.[field] !== is?.[field])
        yield { kind: "step", index, field, before: was?.[field], after: is?.[field] };
    if (was === undefined || is === undefined) continue;
    const [a, b] = [thousandths(was.end - was.start), thousandths(is.end - is.start)];
    if (Math.abs(a - b) > tolerance) yield { kind: "step", index, field: "took", before: a, after: b };
  }
}

const thousandths = (seconds: number): number => Math.round(seconds * 1000) / 1000;

function* hooks(before: Recording, after: Recording): Generator<Difference> {
  const a = byKey(before.hooks, hookKey);
  const b = byKey(after.hooks, hookKey);
  for (const [key, { release, event, kind, namespace, name }] of new Map([...a, ...b])) {
    const [was, is] = [a.get(key)?.outcome, b.get(key)?.outcome];
    const hook = { release, event, kind, namespace, name };
    if (was !== is) yield { kind: "hook", hook, before: was, after: is };
  }
}

function* objects(before: Recording, after: Recording, tolerance: number): Generator<Difference> {
  const a = byKey(timelines(before), ({ object }) => objectKey(object));
  const b = byKey(timelines(after), ({ object }) => objectKey(object));
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [was, is] = [a.get(key), b.get(key)];
    if (was !== undefined && is !== undefined) yield* states(was, is, tolerance);
    else if (was !== undefined) yield { kind: "object", object: was.object, in: "before" };
    else if (is !== undefined) yield { kind: "object", object: is.object, in: "after" };
  }
}

function* states(was: Timeline, is: Timeline, tolerance: number): Generator<Difference> {
  const { object } = is;
  const before = was.states.map(({ state }) => state);
  const after = is.states.map(({ state }) => state);
  if (before.join("\n") !== after.join("\n")) {
    yield { kind: "states", object, before, after };
    return;
  }
  for (const [i, state] of after.slice(0, -1).entries()) {
    const [a, b] = [spent(was, i), spent(is, i)];
    if (Math.abs(a - b) > tolerance) yield { kind: "duration", object, state, before: a, after: b };
  }
}

const spent = ({ states }: Timeline, i: number): number =>
  thousandths((states[i + 1]?.t ?? 0) - (states[i]?.t ?? 0));

function* order(before: Recording, after: Recording): Generator<Difference> {
  const [a, b] = [beginnings(before), beginnings(after)];
  const common = (own: readonly string[], other: readonly string[]) => {
    const known = new Set(other);
    return own.filter((each) => known.has(each));
  };
  const [was, is] = [common(a, b), common(b, a)];
  const moved = movedItems(was, is);
  if (moved.length > 0) yield { kind: "order", before: was, after: is, moved };
}

/** Hooks and objects in the order in which they began, each once. */
function beginnings({ hooks, objects }: Recording): string[] {
  const began = [
    ...hooks.map((hook) => ({ t: hook.start, text: `${hook.event} hook ${objectKey(hook)}` })),
    ...objects
      .filter(({ type }) => type === "ADDED")
      .map((write) => ({ t: write.t, text: objectKey(write) })),
  ];
  return [...new Set(began.sort((a, b) => a.t - b.t).map(({ text }) => text))];
}

const objectKey = ({ kind, namespace, name }: ObjectName): string =>
  namespace === "" ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;

const hookKey = (hook: RecordedHook): string =>
  `${hook.release} ${hook.revision} ${hook.event} ${objectKey(hook)}`;

const byKey = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T> =>
  new Map(items.map((item) => [keyOf(item), item]));
