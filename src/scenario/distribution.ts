import type { RandomStream } from "../sim/random.ts";

/** A duration in milliseconds that is known, or drawn anew for each use. */
export type Distribution =
  | { readonly kind: "fixed"; readonly value: number }
  | { readonly kind: "uniform"; readonly min: number; readonly max: number }
  /** cut off at zero */
  | { readonly kind: "normal"; readonly mean: number; readonly sd: number }
  /** the log-normal curve through these two quantiles */
  | { readonly kind: "lognormal"; readonly p50: number; readonly p95: number };

/** The 95 % quantile of the standard normal distribution. */
const z95 = 1.6448536269514722;

/** Whole milliseconds, never negative. What is known asks for no stream: to start one takes longer than to draw from it. */
export function draw(distribution: Distribution, stream: () => RandomStream): number {
  const exact = distribution.kind === "fixed" ? distribution.value : drawExactly(distribution, stream());
  return Math.max(0, Math.round(exact));
}

type Spread = Exclude<Distribution, { readonly kind: "fixed" }>;

function drawExactly(distribution: Spread, random: RandomStream): number {
  switch (distribution.kind) {
    case "uniform":
      return distribution.min + random.float() * (distribution.max - distribution.min);
    case "normal":
      return distribution.mean + distribution.sd * standardNormal(random);
    case "lognormal": {
      const sigma = Math.log(distribution.p95 / distribution.p50) / z95;
      return distribution.p50 * Math.exp(sigma * standardNormal(random));
    }
  }
}

/** Box–Muller; 1 - float is never zero, so its logarithm is finite. */
function standardNormal(random: RandomStream): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.float()));
  return radius * Math.cos(2 * Math.PI * random.float());
}
