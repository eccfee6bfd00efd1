const steps = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800,
  3600, 7200, 21_600, 43_200, 86_400,
];

/** A time so little outside of the range is at its end; seconds. */
const rounding = 1e-7;

/** Round times for an axis from one time to another, in seconds: as many as there may be, and none nearer to each other. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const step =
    steps.find((each) => (to - from) / each <= most) ?? Math.ceil((to - from) / most / 86_400) * 86_400;
  const first = Math.ceil((from - rounding) / step);
  const count = Math.floor((to + rounding) / step) - first + 1;
  return Array.from({ length: count }, (_, i) => Math.round((first + i) * step * 1000) / 1000);
}
