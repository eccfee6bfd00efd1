import { resolve } from "node:path";
import { expect, Snapshots } from "vitest";
import type { Recording } from "../recording/recording.ts";
import { type SnapshotOptions, snapshotText } from "../snapshot/snapshot-text.ts";
import { explained } from "./explained.ts";
import type { MatcherResult, RecordingMatchers, TraceOptions } from "./recording-matchers.ts";
import { sentenceMatchers } from "./sentence-matchers.ts";

export type { RecordingMatchers, TraceOptions };

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: it has to be declared as vitest declares it
  interface Matchers<T = any> extends RecordingMatchers<T> {}
}

expect.extend({
  ...sentenceMatchers,

  toMatchTrace(recording: Recording, { file, ...options }: TraceOptions = {}) {
    const text = snapshotText(recording, options);
    return file === undefined
      ? withReason(Snapshots.toMatchSnapshot.call(this, text))
      : Snapshots.toMatchFileSnapshot.call(this, text, resolve(file)).then(withReason);
  },

  toMatchInlineTrace(
    recording: Recording,
    first: SnapshotOptions | string | undefined,
    second: string | undefined,
  ) {
    const [options, snapshot] = typeof first === "object" ? [first, second] : [{}, first];
    return withReason(Snapshots.toMatchInlineSnapshot.call(this, snapshotText(recording, options), snapshot));
  },
});

interface SnapshotResult extends MatcherResult {
  readonly actual?: unknown;
  readonly expected?: unknown;
}

const withReason = (result: SnapshotResult): SnapshotResult =>
  typeof result.expected === "string" && typeof result.actual === "string" && !result.pass
    ? explained(result, result.expected, result.actual)
    : result;
