import type { Place } from "../../util/errors.ts";

/** One command of a scenario. Steps run one after the other. */
export type Step = HelmStep | KubectlStep | SleepStep;

interface CommonStep {
  /** as written */
  readonly command: string;
  readonly place: Place;
}

export interface HelmStep extends CommonStep {
  readonly kind: "helm";
  /** what follows `helm` */
  readonly args: readonly string[];
  readonly timeout: StepTimeout | undefined;
}

export interface KubectlStep extends CommonStep {
  readonly kind: "kubectl";
  readonly args: readonly string[];
  readonly timeout: StepTimeout | undefined;
}

export interface SleepStep extends CommonStep {
  readonly kind: "sleep";
  readonly milliseconds: number;
}

export type StepSignal = "INT" | "TERM" | "KILL";

/** `timeout -s INT 4s …`: the signal that the command gets if it still runs after so many milliseconds. */
export interface StepTimeout {
  readonly signal: StepSignal;
  readonly after: number;
}
