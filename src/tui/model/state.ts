import type { Parting } from "./parting.ts";
import type { RunIndex } from "./run-index.ts";
import type { Change } from "./what-if.ts";

export const panes = ["pods", "timeline", "events", "details"] as const;
export type Pane = (typeof panes)[number];

export const tabs = ["about", "yaml", "diff"] as const;
export type Tab = (typeof tabs)[number];

/** A second run with something changed, beside the first. */
export interface WhatIf {
  readonly run: RunIndex;
  readonly changes: readonly Change[];
  /** undefined: the change made no difference */
  readonly parting: Parting | undefined;
}

/** A line that somebody is typing. */
export interface Prompt {
  readonly kind: "filter" | "time";
  readonly text: string;
  /** the filter before, for whoever gives up */
  readonly before: string;
}

/** What one can ask about the selected object. */
export interface Menu {
  readonly changes: readonly Change[];
  readonly at: number;
}

/** All that the screen shows is a function of this. Times are seconds of the run. */
export interface State {
  readonly run: RunIndex;
  readonly whatIf: WhatIf | undefined;
  /** whether the panes show the second run */
  readonly showsWhatIf: boolean;
  readonly t: number;
  readonly playing: boolean;
  /** seconds of the run in a second of the reader */
  readonly speed: number;
  readonly focus: Pane;
  /** whether the focused pane has the screen for itself */
  readonly zoomed: boolean;
  /** one live line for each pod, or the rows of the watch */
  readonly podView: "live" | "rows";
  readonly tab: Tab;
  /** key of the object that the details are about */
  readonly selected: string | undefined;
  /** places in the rows and in the log; undefined: the latest */
  readonly row: number | undefined;
  readonly entry: number | undefined;
  /** the first line of the details that is shown */
  readonly scroll: number;
  /** the pane from which one went to the details */
  readonly cameFrom: Pane;
  /** how much of the timeline is shown: 1 is all, 2 half of it … */
  readonly scale: number;
  readonly filter: string;
  readonly prompt: Prompt | undefined;
  readonly menu: Menu | undefined;
  readonly help: boolean;
  /** the first line of the help that is shown */
  readonly helpScroll: number;
  /** told in the last line until the next key */
  readonly message: string;
  readonly columns: number;
  readonly rows: number;
}

export interface Start {
  readonly speed: number;
  readonly playing: boolean;
  readonly columns: number;
  readonly rows: number;
}

export const initialState = (run: RunIndex, start: Start): State => ({
  run,
  whatIf: undefined,
  showsWhatIf: false,
  t: 0,
  focus: "pods",
  zoomed: false,
  podView: "live",
  tab: "about",
  selected: undefined,
  row: undefined,
  entry: undefined,
  scroll: 0,
  cameFrom: "pods",
  scale: 1,
  filter: "",
  prompt: undefined,
  menu: undefined,
  help: false,
  helpScroll: 0,
  message: "",
  ...start,
});

/** The run that the panes show. */
export const shownRun = ({ run, whatIf, showsWhatIf }: State): RunIndex =>
  showsWhatIf && whatIf !== undefined ? whatIf.run : run;

/** When all is over, in whichever run goes on for longer. */
export const endOf = ({ run, whatIf }: State): number => Math.max(run.end, whatIf?.run.end ?? 0);
