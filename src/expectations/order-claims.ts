import type { Claim } from "../scenario/expect/claim.ts";
import { formatDuration } from "../util/duration.ts";
import type { Verdict } from "./evaluate.ts";
import { earliest, isBefore, latest, momentText, type Occurrence, occurrences } from "./occurrence.ts";
import { spansOf } from "./span-of.ts";
import type { Subjects } from "./subjects.ts";
import { fails, holds, seconds, some } from "./verdict.ts";

const told = ({ text, t }: Occurrence): string => `${text} at ${seconds(t)}`;

/** Every object that is spoken of has to; one that is never spoken of must not be mistyped. */
export function happensClaim({ moment, never }: Claim & { kind: "happens" }, subjects: Subjects): Verdict {
  const { found, missing } = occurrences(moment, subjects);
  const [first] = found;
  if (never) {
    const created = moment.of === "object" && moment.verb === "is created";
    if (missing !== undefined && !created) return fails(missing);
    return first === undefined
      ? holds
      : fails(
          `${some(found.map(told))}.`,
          found.map(({ t }) => t),
        );
  }
  if (missing !== undefined) return fails(missing);
  const expected = moment.of === "object" || moment.of === "state" ? subjects.objects(moment.object) : [];
  const without = expected.filter(({ label }) => !found.some(({ text }) => text.startsWith(`${label} `)));
  if (without.length === 0 && first !== undefined) return holds;
  const who = without.length === 0 ? momentText(moment) : some(without.map(({ label }) => label));
  return fails(
    without.length === 0 ? `it never came to this: ${who}.` : `it never came to this for ${who}.`,
    without.flatMap(({ writes }) => writes.slice(-1).map(({ write }) => write.t)),
  );
}

/** All that `first` speaks of, before any that `second` does. `never`: none of it before the first of those. */
export function beforeClaim(claim: Claim & { kind: "before" }, subjects: Subjects): Verdict {
  const [a, b] = [occurrences(claim.first, subjects), occurrences(claim.second, subjects)];
  const missing = a.missing ?? b.missing;
  if (missing !== undefined) return fails(missing);
  const then = earliest(b.found);
  const first = claim.never ? earliest(a.found) : latest(a.found);
  if (claim.never) {
    if (first === undefined || (then !== undefined && !isBefore(first, then))) return holds;
    return then === undefined
      ? fails(`${told(first)}, and it never came to this: ${momentText(claim.second)}.`, [first.t])
      : fails(`${told(first)}, before ${told(then)}.`, [first.t, then.t]);
  }
  const happened = happensClaim({ kind: "happens", moment: claim.first, never: false }, subjects);
  if (!happened.ok || first === undefined) return happened;
  if (then === undefined)
    return fails(`it never came to this: ${momentText(claim.second)}. ${told(first)}.`, [first.t]);
  if (isBefore(first, then)) return holds;
  return first.t === then.t && !isBefore(then, first)
    ? fails(`${told(first)}, at the same time as ${then.text}.`, [first.t])
    : fails(`${told(then)}, before ${told(first)}.`, [then.t, first.t]);
}

/** Whether any two of them go on at the same time. */
export function overlapsClaim(
  { one, other, never }: Claim & { kind: "overlaps" },
  subjects: Subjects,
): Verdict {
  const [a, b] = [spansOf(one, subjects), spansOf(other, subjects)];
  if (typeof a === "string") return fails(a);
  if (typeof b === "string") return fails(b);
  const pairs = a.flatMap((x) => b.filter((y) => y.text !== x.text).map((y) => ({ x, y })));
  const common = pairs.find(({ x, y }) => x.start < y.end && y.start < x.end);
  if ((common !== undefined) !== never) return holds;
  const text = (span: { text: string; start: number; end: number }): string =>
    `${span.text} went on from ${seconds(span.start)} to ${seconds(span.end)}`;
  if (common !== undefined)
    return fails(`${text(common.x)}, ${text(common.y)}.`, [
      Math.max(common.x.start, common.y.start),
      Math.min(common.x.end, common.y.end),
    ]);
  const all = [...a, ...b];
  return fails(
    all.length === 0 ? "neither ever started." : `${some(all.map(text))}.`,
    all.slice(0, 3).map(({ start }) => start),
  );
}

/** The latest of what `moment` speaks of, from the earliest of what `since` does. */
export function withinClaim(claim: Claim & { kind: "within" }, subjects: Subjects): Verdict {
  const since = claim.since === undefined ? undefined : occurrences(claim.since, subjects);
  const start = since === undefined ? { t: 0, text: "the start" } : earliest(since.found);
  if (since !== undefined && claim.since !== undefined && start === undefined)
    return fails(since.missing ?? `it never came to this: ${momentText(claim.since)}.`);
  const from = start ?? { t: 0, text: "the start" };
  if (claim.moment !== undefined) {
    const happened = happensClaim({ kind: "happens", moment: claim.moment, never: false }, subjects);
    if (!happened.ok) return happened;
  }
  const end =
    claim.moment === undefined ? lastStep(subjects) : latest(occurrences(claim.moment, subjects).found);
  if (end === undefined) return holds;
  const took = end.t - from.t;
  if (took >= 0 && took * 1000 <= claim.milliseconds) return holds;
  return took < 0
    ? fails(`${told(end)}, before ${from.text} at ${seconds(from.t)}.`, [end.t])
    : fails(`${told(end)}, ${formatDuration(Math.round(took * 1000))} after ${from.text}.`, [end.t]);
}

function lastStep({ recording: { steps } }: Subjects): Occurrence | undefined {
  const last = steps.at(-1);
  return last && { t: last.end, at: undefined, ends: true, text: `step ${steps.length} ended` };
}
