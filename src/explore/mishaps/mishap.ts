import type { Fault } from "../../scenario/faults/fault.ts";
import type { ContainerRule, ImageRule } from "../../scenario/scenario.ts";
import type { StepTimeout } from "../../scenario/steps/step.ts";

/** One thing that can go wrong while a command runs. */
export interface Mishap {
  readonly about: "container" | "image" | "node" | "client";
  /** what it happens to: `Job/migrate: migrate`, `nginx:1.27`, `node-1`, `helm` */
  readonly subject: string;
  /** what happens: `fails once`, `is killed while it waits` */
  readonly what: string;
  /** how the scenario says so */
  readonly troubles: readonly ContainerRule[];
  readonly images: readonly ImageRule[];
  readonly faults: readonly Fault[];
  readonly interrupt: StepTimeout | undefined;
}
