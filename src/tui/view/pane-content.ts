import type { Line } from "./styled.ts";

/** What a pane shows; no more lines than it has room for. */
export interface PaneContent {
  /** stands to the right of the pane's name */
  readonly title: string;
  readonly lines: readonly Line[];
  /** which of the lines is under the cursor, or -1 */
  readonly selected: number;
  /** how many segments of that line are shown inverse; undefined: all */
  readonly reach?: number | undefined;
}
