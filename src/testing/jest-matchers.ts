import { readSnapshot } from "../check/snapshot-file.ts";
import type { Recording } from "../recording/recording.ts";
import { explainChange } from "../snapshot/explain-change.ts";
import { type SnapshotOptions, snapshotText } from "../snapshot/snapshot-text.ts";
import { unifiedDiff } from "../snapshot/unified-diff.ts";
import { explained } from "./explained.ts";
import type { MatcherResult, TraceOptions } from "./recording-matchers.ts";
import { sentenceMatchers } from "./sentence-matchers.ts";

/** What jest calls matchers with, as far as it matters here. */
export interface MatcherContext {
  /** where jest looks for the call of an inline snapshot */
  error?: Error;
}

type SnapshotMatcher = (this: MatcherContext, received: unknown, ...rest: unknown[]) => MatcherResult;

/** The matchers of the package jest-snapshot. */
export interface JestSnapshot {
  readonly toMatchSnapshot: SnapshotMatcher;
  readonly toMatchInlineSnapshot: SnapshotMatcher;
}

/** All matchers for jest. Files are only compared: `seatrial check -u` writes them. */
export const jestMatchers = ({ toMatchSnapshot, toMatchInlineSnapshot }: JestSnapshot) => ({
  ...sentenceMatchers,

  toMatchTrace(
    this: MatcherContext,
    recording: Recording,
    { file, ...options }: TraceOptions = {},
  ): MatcherResult | Promise<MatcherResult> {
    const text = snapshotText(recording, options);
    return file === undefined ? withReason(toMatchSnapshot.call(this, text)) : compareFile(file, text);
  },

  toMatchInlineTrace(
    this: MatcherContext,
    recording: Recording,
    first?: SnapshotOptions | string,
    second?: string,
  ): MatcherResult {
    const [options, snapshot] = typeof first === "object" ? [first, second] : [{}, first];
    this.error = new Error();
    const rest = snapshot === undefined ? [] : [snapshot];
    return withReason(toMatchInlineSnapshot.call(this, snapshotText(recording, options), ...rest));
  },
});

/** What jest compared is not in its result; but its message shows all lines that differ. */
function withReason(result: MatcherResult): MatcherResult {
  if (result.pass) return result;
  const lines = withoutColors(result.message())
    .split("\n")
    .filter((line) => !/^[-+] (Snapshot|Received) +[-+] \d+$/.test(line));
  const side = (other: string): string =>
    lines
      .filter((line) => !line.startsWith(other))
      .map((line) => line.slice(2))
      .join("\n");
  return lines.some((line) => /^[-+] /.test(line)) ? explained(result, side("+"), side("-")) : result;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals use them
const withoutColors = (text: string): string => text.replace(/\u001b\[\d+m/g, ""); // oxlint-disable-line no-control-regex

/** A promise, as it is with vitest. */
async function compareFile(file: string, text: string): Promise<MatcherResult> {
  const before = readSnapshot(file);
  if (before === undefined)
    return { pass: false, message: () => `${file} is missing. seatrial check -u writes it.` };
  const message = (): string =>
    [
      `${file} differs.`,
      ...explainChange(before, text).map((each) => `${each}.`),
      unifiedDiff(before, text),
      "If the change is meant: seatrial check -u.",
    ].join("\n");
  return { pass: before === text, message };
}
