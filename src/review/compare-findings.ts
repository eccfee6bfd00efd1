import { fingerprint } from "../findings/fingerprint.ts";
import type { Finding } from "../recording/finding.ts";
import type { Recording } from "../recording/recording.ts";
import type { Place } from "../util/errors.ts";
import type { ReviewFinding } from "./review-result.ts";

const rank = { error: 0, warning: 1, note: 2 } as const;
const stateRank = { new: 0, fixed: 1, old: 2 } as const;

/**
 * The findings of all runs of one side against those of the other: the same problem counts once, however many runs show
 * it. Of one that became worse or better only the new one is told, as new.
 *
 * @param inRepository turns a chart's path, as Helm names it, into one from the root of the repository
 */
export function compareFindings(
  before: readonly Recording[],
  after: readonly Recording[],
  inRepository: (place: Place) => Place,
): ReviewFinding[] {
  const [was, is] = [worst(before), worst(after)];
  const told = (finding: Finding, key: string, state: ReviewFinding["state"]): ReviewFinding => {
    const { place, ...rest } = finding;
    return {
      ...rest,
      state,
      fingerprint: key,
      ...(place === undefined ? {} : { place: inRepository(place) }),
    };
  };
  const found = [...is].map(([key, finding]) => {
    const old = was.get(key);
    return told(
      finding,
      key,
      old !== undefined && rank[old.severity] <= rank[finding.severity] ? "old" : "new",
    );
  });
  const fixed = [...was].flatMap(([key, finding]) => (is.has(key) ? [] : [told(finding, key, "fixed")]));
  return [...found, ...fixed].sort(
    (a, b) => stateRank[a.state] - stateRank[b.state] || rank[a.severity] - rank[b.severity],
  );
}

/** Of the findings that are the same, the worst; of two as bad, the one that a run itself showed. */
function worst(recordings: readonly Recording[]): Map<string, Finding> {
  const found = new Map<string, Finding>();
  for (const finding of recordings.flatMap(({ findings }) => findings)) {
    const key = fingerprint(finding);
    const other = found.get(key);
    const better =
      other === undefined ||
      rank[finding.severity] < rank[other.severity] ||
      (rank[finding.severity] === rank[other.severity] &&
        other.trial !== undefined &&
        finding.trial === undefined);
    if (better) found.set(key, finding);
  }
  return found;
}
