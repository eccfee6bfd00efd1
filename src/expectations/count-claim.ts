import type { Claim } from "../scenario/expect/claim.ts";
import type { Verdict } from "./evaluate.ts";
import { countOf } from "./object-state.ts";
import type { Subjects } from "./subjects.ts";
import { fails, holds, seconds } from "./verdict.ts";

/** `never has fewer` counts from when there first are enough, and there has to be such a time. */
export function countClaim(claim: Claim & { kind: "count" }, subjects: Subjects): Verdict {
  const { object, never, than, state } = claim;
  const found = subjects.objects(object);
  if (found.length === 0) return fails(subjects.absence(object));
  for (const { label, writes } of found) {
    const counts = writes.map(({ write }) => ({ t: write.t, count: countOf(write, state) }));
    const text = (t: number, count: number): Verdict =>
      fails(`${label} had ${count} ${state} at ${seconds(t)}.`, [t]);
    if (never === "more") {
      const bad = counts.find(({ count }) => count > than);
      if (bad !== undefined) return text(bad.t, bad.count);
      continue;
    }
    const reached = counts.findIndex(({ count }) => count >= than);
    if (reached < 0)
      return fails(
        `${label} never had ${than} ${state}, ${Math.max(...counts.map(({ count }) => count))} at most.`,
        counts.slice(-1).map(({ t }) => t),
      );
    const bad = counts.slice(reached).find(({ count }) => count < than);
    if (bad !== undefined) return text(bad.t, bad.count);
  }
  return holds;
}
