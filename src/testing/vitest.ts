import { expect, Snapshots } from "vitest";
import type { Recording } from "../recording/recording.ts";
import type { SnapshotOptions } from "../snapshot/snapshot-text.ts";
import { matchers, traceOf } from "./matchers.ts";

/** The matchers for recordings; importing this module adds them to vitest's `expect`. */
export interface RecordingMatchers<R = unknown> {
  /** compares with the test's snapshot, or with a file if one is named */
  toMatchTrace(options?: SnapshotOptions & { readonly file?: string }): R & PromiseLike<void>;
  /** a sentence as in a scenario's `expect:` */
  toFulfil(sentence: string): R;
  toHappenBefore(first: string, second: string): R;
  toReach(object: string, state: string): R;
  toHaveNoFindings(rule?: string): R;
}

declare module "vitest" {
  // biome-ignore lint/suspicious/noExplicitAny: it has to be declared as vitest declares it
  interface Matchers<T = any> extends RecordingMatchers<T> {}
}

expect.extend({
  ...matchers,
  toMatchTrace(recording: Recording, { file, ...options }: SnapshotOptions & { file?: string } = {}) {
    const text = traceOf(recording, options);
    return file === undefined
      ? Snapshots.toMatchSnapshot.call(this, text)
      : Snapshots.toMatchFileSnapshot.call(this, text, file);
  },
});
