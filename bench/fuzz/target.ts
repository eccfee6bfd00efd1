import type { RandomStream } from "../../src/sim/random.ts";

/** One thing that takes input from strangers. */
export interface FuzzTarget {
  readonly name: string;
  /** Makes one input; the same stream gives the same input. */
  input(random: RandomStream): unknown;
  /**
   * Feeds it. Refusing it with an error made for users is fine, anything else that is thrown is a defect; so is taking
   * longer, or more memory, than the driver allows.
   */
  run(input: unknown): void | Promise<void>;
}

/** Thrown by a target where something holds for every input and did not for this one. */
export class InvariantBroken extends Error {
  override readonly name = "InvariantBroken";
}
