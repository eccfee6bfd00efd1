import { Random, type RandomStream } from "../../src/sim/random.ts";

/** Choices that depend on the seed and on what they are for. */
export class Draw {
  private constructor(private readonly stream: RandomStream) {}

  static of(seed: number, ...purpose: readonly (string | number)[]): Draw {
    return new Draw(new Random(seed).stream(...purpose));
  }

  below(bound: number): number {
    return this.stream.below(bound);
  }

  chance(probability: number): boolean {
    return this.stream.float() < probability;
  }

  one<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.stream.below(choices.length)] ?? choices[0];
  }

  /** Between `min` and `max` of them, both included. */
  some<T>(min: number, max: number, make: () => T): T[] {
    return Array.from({ length: min + this.stream.below(max - min + 1) }, make);
  }
}
