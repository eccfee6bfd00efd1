import type { Span } from "../scenario/expect/claim.ts";
import { hasStarted, isComplete, isFailed } from "./object-state.ts";
import { noStep } from "./occurrence.ts";
import { labelOf, type Subject, type Subjects } from "./subjects.ts";

export interface TimeSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** From when to when the subject goes on, for each object, hook or step that it speaks of; or a text that there is none. */
export function spansOf(span: Span, subjects: Subjects): TimeSpan[] | string {
  const { recording } = subjects;
  if (span.of === "step") {
    const step = recording.steps[span.step - 1];
    return step === undefined
      ? noStep(span.step, subjects)
      : [{ text: `step ${span.step}`, start: step.start, end: step.end }];
  }
  if (span.of === "hook") {
    const hooks = subjects.hooks(span.hook);
    return hooks.length === 0
      ? subjects.absence(span.hook.object, "hook")
      : hooks.map((hook) => ({
          text: `${hook.event} hook ${labelOf(hook)}`,
          start: hook.start,
          end: hook.end,
        }));
  }
  const objects = subjects.objects(span.object);
  return objects.length === 0
    ? subjects.absence(span.object)
    : objects.flatMap((subject) => lives(subject, recording.end));
}

/** A pod goes on while its containers run, a Job until it is through, all else while it is there. */
function lives({ writes, label }: Subject, end: number): TimeSpan[] {
  const spans: TimeSpan[] = [];
  let start: number | undefined;
  for (const { write } of writes) {
    const on = write.type !== "DELETED" && hasStarted(write) && !isComplete(write) && !isFailed(write);
    if (on) start ??= write.t;
    else if (start !== undefined) {
      spans.push({ text: label, start, end: write.t });
      start = undefined;
    }
  }
  return start === undefined ? spans : [...spans, { text: label, start, end }];
}
