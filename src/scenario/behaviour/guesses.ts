import type { Distribution } from "../distribution.ts";
import { fixed } from "./stated-behaviour.ts";

/** How long things take where nobody knows better. */
export interface Guesses {
  /** what ends, from its start */
  readonly run: Distribution;
  /** an init container, from its start */
  readonly initRun: Distribution;
  /** until a service is ready */
  readonly readyAfter: Distribution;
}

/** In one run of twenty a guess is off by more than this. */
const doubt = 3;

const spread = (milliseconds: number): Distribution => ({
  kind: "lognormal",
  p50: milliseconds,
  p95: doubt * milliseconds,
});

const all = (of: (milliseconds: number) => Distribution): Guesses => ({
  run: of(5000),
  initRun: of(1000),
  readyAfter: of(1000),
});

/** The same in each run, or drawn around that. */
export const guesses: Readonly<Record<"fixed" | "spread", Guesses>> = {
  fixed: all(fixed),
  spread: all(spread),
};
