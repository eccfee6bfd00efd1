import type { RecordedStep } from "../../recording/recording.ts";
import type {
  CaseReview,
  Readiness,
  ReviewResult,
  ReviewRun,
  Subject,
  Verdict,
} from "../../review/review-result.ts";

/** What every report of a review calls things. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  safe: "safe",
  "look-here": "look here",
  breaks: "breaks",
};

/** What the verdict means, as a sentence. */
export const verdictSentences: Readonly<Record<Verdict, string>> = {
  safe: "Nothing in this change hurts a running release.",
  "look-here": "Nothing fails, but look at what this change does.",
  breaks: "Merging this breaks something that works without it.",
};

/** For a glance. */
export const verdictMarks: Readonly<Record<Verdict, string>> = {
  safe: "✅",
  "look-here": "⚠️",
  breaks: "⛔",
};

/** What a side is called, and its commit in short: "" where that says no more. */
export function refParts({ ref, commit }: ReviewResult["base"]): {
  readonly ref: string;
  readonly commit: string;
} {
  return /^[0-9a-f]{40}$/.test(ref)
    ? { ref: ref.slice(0, 7), commit: "" }
    : { ref, commit: commit.startsWith(ref) ? "" : commit.slice(0, 7) };
}

export function refText(side: ReviewResult["base"]): string {
  const { ref, commit } = refParts(side);
  return commit === "" ? ref : `${ref} (${commit})`;
}

/** `chart charts/web 1.0.0 → 1.1.0`, and what else there is to know of it: `(moved from web)` */
export function subjectTitle({ kind, path, from, name, versions, change }: Subject): string {
  const { before, after } = versions;
  const version =
    before !== undefined && after !== undefined && before !== after
      ? ` ${before} → ${after}`
      : kind === "chart"
        ? ` ${after ?? before ?? ""}`
        : "";
  const label = path === "." ? name : path;
  const note =
    from !== undefined
      ? ` (moved from ${from === "." ? "the root" : from})`
      : change === "changed"
        ? ""
        : ` (${changeWords[change]})`;
  return `${kind} ${label}${version.trimEnd()}${note}`;
}

const changeWords = { changed: "changed", added: "new", deleted: "deleted", affected: "affected" } as const;

/** `1 chart breaks, 2 charts are safe` in short: `1 breaks, 2 safe` */
export function countText(subjects: readonly Subject[]): string {
  const counts = (["breaks", "look-here", "safe"] as const).flatMap((verdict) => {
    const count = subjects.filter((subject) => subject.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${verdictWords[verdict]}`];
  });
  return counts.join(", ");
}

/** What was changed has no chart or scenario in it. */
export const nothingText = "The change touches no chart and no scenario.";

/** How one side of a run came out: `12.4s`, `fails after 300.0s`, `–` for a side that there is not, or that nothing is known of. */
export function sideText(run: ReviewRun, side: "before" | "after"): string {
  const recording = run[side];
  if (recording === undefined) return run.error[side] === "" ? "–" : "cannot be run";
  const { steps } = recording;
  return steps.map((step) => `${steps.length > 1 ? `${verbOf(step)} ` : ""}${stepText(step)}`).join(", ");
}

/** `helm upgrade …` → `upgrade` */
const verbOf = ({ command }: RecordedStep): string => command.split(" ")[1] ?? command;

const stepText = ({ start, end, exitCode }: RecordedStep): string => {
  const took = `${(end - start).toFixed(1)}s`;
  return exitCode === 0 ? took : `fails after ${took}`;
};

/** `3` where nothing changed, `3 → 1` where it did. */
export const changeText = (before: number | undefined, after: number): string =>
  before === undefined || before === after ? String(after) : `${before} → ${after}`;

export const caseTitle = ({ values }: CaseReview): string => (values === "" ? "" : `with ${values}`);

export const placeText = (place: {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}): string =>
  place.file === undefined ? "" : place.line === undefined ? place.file : `${place.file}:${place.line}`;

/** `Deployment/web`, without what kinds of extensions carry. */
export const objectText = ({ kind, name }: { readonly kind: string; readonly name: string }): string =>
  `${kind.split(".")[0]}/${name}`;

/** How many pods a workload is to have at most during a run: at the end of an uninstall none. */
export const wantedOf = ({ points }: Readiness): number => Math.max(0, ...points.map(({ wanted }) => wanted));
