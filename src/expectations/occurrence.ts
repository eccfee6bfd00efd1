import type { RecordedHook, RecordedWrite } from "../recording/recording.ts";
import type { HookVerb, Moment, ObjectVerb } from "../scenario/expect/claim.ts";
import { hasStarted, isComplete, isFailed, isReady, stateWords } from "./object-state.ts";
import { labelOf, patternText, type Subject, type Subjects } from "./subjects.ts";

/** That a moment came, for one object, hook or step. */
export interface Occurrence {
  /** seconds */
  readonly t: number;
  /** the place of the write among all, where it is one */
  readonly at: number | undefined;
  /** whether something came to its end with it; at the same time, ends come before starts */
  readonly ends: boolean;
  /** `Job/migrate completed` */
  readonly text: string;
}

/**
 * When a moment came: once for each object, hook or step that it speaks of, the first time. `missing` says what of it
 * there was not.
 */
export function occurrences(
  moment: Moment,
  subjects: Subjects,
): { readonly found: readonly Occurrence[]; readonly missing: string | undefined } {
  if (moment.of === "step") {
    const step = subjects.recording.steps[moment.step - 1];
    if (step === undefined) return { found: [], missing: noStep(moment.step, subjects) };
    const ends = moment.verb === "ends";
    const text = `step ${moment.step} ${ends ? "ended" : "started"}`;
    return { found: [{ t: ends ? step.end : step.start, at: undefined, ends, text }], missing: undefined };
  }
  if (moment.of === "hook") {
    const hooks = subjects.hooks(moment.hook);
    const first = [...new Map(hooks.toReversed().map((hook) => [labelOf(hook), hook])).values()].toReversed();
    return {
      found: first.flatMap((hook) => hookOccurrence(hook, moment.verb)),
      missing: hooks.length > 0 ? undefined : subjects.absence(moment.hook.object, "hook"),
    };
  }
  const objects = subjects.objects(moment.object);
  return {
    found: objects.flatMap((subject) => objectOccurrence(subject, moment, subjects)),
    missing: objects.length > 0 ? undefined : subjects.absence(moment.object),
  };
}

export const noStep = (step: number, { recording }: Subjects): string =>
  `there was no step ${step}; the run had ${recording.steps.length}, sleep not counted.`;

function hookOccurrence(hook: RecordedHook, verb: HookVerb): Occurrence[] {
  const text = (what: string): string => `${hook.event} hook ${labelOf(hook)} ${what}`;
  if (verb === "starts") return [{ t: hook.start, at: undefined, ends: false, text: text("started") }];
  const came =
    verb === "ends"
      ? hook.outcome !== "unfinished"
      : hook.outcome === (verb === "completes" ? "succeeded" : "failed");
  const done = hook.outcome === "failed" ? "failed" : "completed";
  return came ? [{ t: hook.end, at: undefined, ends: true, text: text(done) }] : [];
}

const endings: ReadonlySet<ObjectVerb> = new Set(["completes", "fails", "is deleted"]);

function objectOccurrence(
  { writes, label }: Subject,
  moment: Moment & { of: "object" | "state" },
  { rules }: Subjects,
): Occurrence[] {
  const holds =
    moment.of === "state"
      ? ({ write }: Subject["writes"][number]) => stateWords(write, rules).has(moment.state)
      : ({ write }: Subject["writes"][number], i: number) => tests[moment.verb](write, writes[i - 1]?.write);
  const first = writes.find(holds);
  if (first === undefined) return [];
  const [text, ends] =
    moment.of === "state" ? [`was ${moment.state}`, false] : [past[moment.verb], endings.has(moment.verb)];
  return [{ t: first.write.t, at: first.at, ends, text: `${label} ${text}` }];
}

type Test = (write: RecordedWrite, before: RecordedWrite | undefined) => boolean;

const tests: Readonly<Record<ObjectVerb, Test>> = {
  starts: (write) => write.type !== "DELETED" && hasStarted(write),
  completes: isComplete,
  fails: isFailed,
  "is created": ({ type }) => type === "ADDED",
  "is changed": (write, before) =>
    write.type === "MODIFIED" && before !== undefined && isChange(write, before),
  "is deleted": ({ type }) => type === "DELETED",
  "is ready": isReady,
};

/** Whether a write changes what is wanted, and not only what is; that a pod gets its node is no such change. */
export function isChange({ object }: RecordedWrite, { object: before }: RecordedWrite): boolean {
  const { generation } = object.metadata;
  if (generation !== undefined && object.kind !== "Pod") return generation !== before.metadata.generation;
  return !sharesWanted(object, before) && wanted(object) !== wanted(before);
}

/** Versions of an object share what no write has changed, so most often there is nothing to compare. */
function sharesWanted(a: RecordedWrite["object"], b: RecordedWrite["object"]): boolean {
  const same = (field: string): boolean =>
    field === "metadata" || field === "status" || a[field] === b[field];
  return (
    a.metadata.labels === b.metadata.labels &&
    a.metadata.annotations === b.metadata.annotations &&
    Object.keys(a).every(same) &&
    Object.keys(b).every(same)
  );
}

function wanted({ metadata, spec, status: _, ...rest }: RecordedWrite["object"]): string {
  const { nodeName, ...others } = (spec ?? {}) as { readonly nodeName?: unknown };
  return JSON.stringify([metadata.labels, metadata.annotations, others, rest]);
}

const past: Readonly<Record<ObjectVerb, string>> = {
  starts: "started",
  completes: "completed",
  fails: "failed",
  "is created": "was created",
  "is changed": "was changed",
  "is deleted": "was deleted",
  "is ready": "was ready",
};

/** The moment in words, for where it never came. */
export function momentText(moment: Moment): string {
  if (moment.of === "step") return `step ${moment.step} ${moment.verb}`;
  if (moment.of === "state") return `${patternText(moment.object)} is ${moment.state}`;
  if (moment.of === "object") return `${patternText(moment.object)} ${moment.verb}`;
  const { event, object } = moment.hook;
  return `${event === "" ? "" : `${event} `}hook ${patternText(object)} ${moment.verb}`;
}

/** Whether one came before the other: earlier, or at the same time in the order of the writes, or an end and a start. */
export function isBefore(a: Occurrence, b: Occurrence): boolean {
  if (a.t !== b.t) return a.t < b.t;
  if (a.at !== undefined && b.at !== undefined) return a.at < b.at;
  return a.ends && !b.ends;
}

export const earliest = (all: readonly Occurrence[]): Occurrence | undefined =>
  all.reduce<Occurrence | undefined>(
    (best, each) => (best && !isBefore(each, best) ? best : each),
    undefined,
  );

export const latest = (all: readonly Occurrence[]): Occurrence | undefined =>
  all.reduce<Occurrence | undefined>(
    (best, each) => (best && !isBefore(best, each) ? best : each),
    undefined,
  );
