import { timeText } from "../model/clock.ts";
import { endOf, type State } from "../model/state.ts";

/** Which stretch of time a row of columns shows. */
export interface TimeScale {
  readonly from: number;
  readonly to: number;
  readonly columns: number;
  /** the column that a time falls into; it may be outside */
  columnOf(t: number): number;
}

/** All of the run, or a part of it around now. */
export function timeScale(state: State, columns: number): TimeScale {
  const end = Math.max(0.001, endOf(state));
  const length = end / state.scale;
  const from = Math.max(0, Math.min(end - length, state.t - length / 2));
  const columnOf = (t: number): number =>
    t >= end ? columns - 1 : Math.floor(((t - from) / length) * columns);
  return { from, to: from + length, columns, columnOf };
}

const nice = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800,
  3600, 7200, 14_400, 43_200, 86_400,
];

/** Round times with room between them: `0s      10s     20s`. */
export function ruler(scale: TimeScale): string {
  const wanted = (scale.to - scale.from) / Math.max(1, scale.columns / 12);
  const step = nice.find((each) => each >= wanted) ?? 86_400;
  const cells: string[] = Array.from({ length: scale.columns }, () => " ");
  for (let i = Math.ceil(scale.from / step); i * step <= scale.to; i++) {
    const t = i * step;
    const label = `╵${timeText(t)
      .replace(/\.(\d*?)0*s$/, (_, digits: string) => (digits === "" ? "s" : `.${digits}s`))
      .replace(/m00s$/, "m")
      .replace(/h00m$/, "h")}`;
    const at = scale.columnOf(t);
    if (at + label.length <= scale.columns)
      for (const [i, character] of [...label].entries()) cells[at + i] = character;
  }
  return cells.join("");
}
