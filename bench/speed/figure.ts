/** One measured figure. */
export interface Figure {
  /** what was measured: `seatrial --version` */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** the same as a multiple of something that was measured in the same run, which is what can be compared */
  readonly ratio?: number;
  /** what the ratio is of: `node -e 0` */
  readonly of?: string;
  /** what it should be at most, or at least */
  readonly goal?: { readonly most?: number; readonly least?: number; readonly is: "value" | "ratio" };
}

/** A part of the bench: measures, and tells each figure as soon as it has it. */
export type Bench = (tell: (figure: Figure) => void) => void | Promise<void>;

export const meetsGoal = ({ value, ratio, goal }: Figure): boolean | undefined => {
  if (goal === undefined) return undefined;
  const actual = goal.is === "value" ? value : (ratio ?? Number.NaN);
  return actual <= (goal.most ?? Number.POSITIVE_INFINITY) && actual >= (goal.least ?? 0);
};

/** A line of the table. */
export function figureLine(figure: Figure): string {
  const { name, value, unit, ratio, of, goal } = figure;
  const times = ratio === undefined ? "" : `${ratio.toFixed(2)} × ${of}`;
  const bound =
    goal === undefined ? "" : `${goal.most === undefined ? `>= ${goal.least}` : `<= ${goal.most}`}`;
  const verdict = goal === undefined ? "" : meetsGoal(figure) ? "ok" : "missed";
  return `${name.padEnd(52)} ${`${rounded(value)} ${unit}`.padStart(20)}  ${times.padEnd(30)} ${bound.padEnd(9)} ${verdict}`.trimEnd();
}

const rounded = (value: number): string =>
  (value >= 1000 ? Math.round(value) : value.toPrecision(3)).toString();
