/** Names objects: each part may hold `*` and `?`; namespace "" stands for any. */
export interface ObjectPattern {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Names runs of hooks; event "" stands for any. */
export interface HookPattern {
  readonly event: string;
  readonly object: ObjectPattern;
}

/** Something that happens at one point of time. */
export type Moment =
  | { readonly of: "object"; readonly object: ObjectPattern; readonly verb: ObjectVerb }
  /** the first time that the object is in a state: `Running`, `CrashLoopBackOff`, a condition such as `Available` */
  | { readonly of: "state"; readonly object: ObjectPattern; readonly state: string }
  | { readonly of: "hook"; readonly hook: HookPattern; readonly verb: HookVerb }
  | { readonly of: "step"; readonly step: number; readonly verb: StepVerb };

export type ObjectVerb =
  | "starts"
  | "completes"
  | "fails"
  | "is created"
  | "is changed"
  | "is deleted"
  | "is ready";

export type HookVerb = "starts" | "ends" | "completes" | "fails";

export type StepVerb = "starts" | "ends";

/** Something that goes on from one point of time to another. */
export type Span =
  | { readonly of: "object"; readonly object: ObjectPattern }
  | { readonly of: "hook"; readonly hook: HookPattern }
  | { readonly of: "step"; readonly step: number };

export type Comparison = "exactly" | "at least" | "at most";

/** What a sentence of `expect:` says. Steps count from 1, as all commands but `sleep` do. */
export type Claim =
  | { readonly kind: "exits"; readonly step: number; readonly code: number }
  | { readonly kind: "prints"; readonly step: number; readonly text: string; readonly never: boolean }
  | { readonly kind: "release"; readonly release: string; readonly status: string }
  | { readonly kind: "happens"; readonly moment: Moment; readonly never: boolean }
  | { readonly kind: "before"; readonly first: Moment; readonly second: Moment; readonly never: boolean }
  | { readonly kind: "overlaps"; readonly one: Span; readonly other: Span; readonly never: boolean }
  /** how many replicas are in the state, from when there first are as many (fewer), or all the time (more) */
  | {
      readonly kind: "count";
      readonly object: ObjectPattern;
      readonly never: "fewer" | "more";
      readonly than: number;
      readonly state: CountedState;
    }
  /** `moment` undefined: all steps have ended; `since` undefined: the start of the run */
  | {
      readonly kind: "within";
      readonly milliseconds: number;
      readonly moment: Moment | undefined;
      readonly since: Moment | undefined;
    }
  /** exactly these are left at the end, with what belongs to them */
  | { readonly kind: "left"; readonly objects: readonly ObjectPattern[] }
  | { readonly kind: "is left"; readonly object: ObjectPattern; readonly never: boolean }
  /** rule "": any */
  | {
      readonly kind: "finding";
      readonly rule: string;
      readonly object: ObjectPattern | undefined;
      readonly never: boolean;
    }
  | {
      readonly kind: "rows";
      readonly object: ObjectPattern;
      readonly comparison: Comparison;
      readonly count: number;
    };

export const countedStates = ["ready", "available", "updated", "active", "succeeded", "failed"] as const;

export type CountedState = (typeof countedStates)[number];
