import type { SnapshotOptions } from "../snapshot/snapshot-text.ts";

/** The matchers for recordings. `R` is what the runner's own matchers give back. */
export interface RecordingMatchers<R = unknown> {
  /** The run goes as the test's snapshot says, which is written the first time and anew with `-u`; to be awaited with a file. */
  toMatchTrace(options: TraceOptions & { readonly file: string }): Promise<void>;
  toMatchTrace(options?: SnapshotOptions): R;
  /** The same with the snapshot in the test itself, where the runner writes it. */
  toMatchInlineTrace(snapshot?: string): R;
  toMatchInlineTrace(options: SnapshotOptions, snapshot?: string): R;
  /** A sentence as in a scenario's `expect:` comes true. */
  toFulfil(sentence: string): R;
  /** `toHappenBefore("Job/a completes", "Deployment/web is created")` */
  toHappenBefore(first: string, second: string): R;
  /** `toOverlap("hook Job/a", "Pod/web-*")`: both go on at some time. */
  toOverlap(one: string, other: string): R;
  /** `toReach("Job/migrate", "Complete")`: the object is in the state at some time. */
  toReach(object: string, state: string): R;
  /** The run showed no findings: none at all, or none of one rule, about one object. */
  toHaveNoFindings(rule?: string, object?: string): R;
}

/** How strict a snapshot is, and where it is kept. */
export interface TraceOptions extends SnapshotOptions {
  /**
   * a snapshot of `seatrial check`, such as `snapshots/web.trace`, from the working directory; default: the runner's own
   * snapshots
   */
  readonly file?: string;
}

export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}
