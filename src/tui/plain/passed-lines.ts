import { roundTimeText, timeText } from "../model/clock.ts";
import { filtered } from "../model/filtered.ts";
import { type ReleaseStatus, releasesAt } from "../model/release-status.ts";
import { endOf, type State, shownRun } from "../model/state.ts";
import { entryText } from "./entry-text.ts";
import { rowText } from "./row-text.ts";

/** How many are told at once. */
const most = 20;

/**
 * What has come to pass from one moment to a later one, or, where time has gone back, what comes to pass right then: a line
 * for each thing, with its time. The last line tells the time if no other does.
 * @param events whether events that are no warnings are told too
 */
export function passedLines(before: State, after: State, events: boolean): string[] {
  const run = shownRun(after);
  const list = filtered(run, after.filter);
  const isBack = after.t < before.t;
  const isTold = (t: number): boolean => (isBack ? t === after.t : before.t < t && t <= after.t);
  const told = [
    ...list.log
      .filter(({ t, sort }) => isTold(t) && (events || sort !== "normal"))
      .map((entry) => ({ t: entry.t, text: entryText(entry) })),
    ...list.rows.filter(({ t }) => isTold(t)).map(({ t, line }) => ({ t, text: rowText(line) })),
    ...run.recording.findings.flatMap(({ t, trial, rule, message }) =>
      t !== undefined && trial === undefined && isTold(t) ? [{ t, text: `Finding ${rule}: ${message}` }] : [],
    ),
  ].sort((a, b) => a.t - b.t);
  const left = told.length - most;
  const status = new Set(releasesAt(run, before.t).map(releaseText));
  return [
    ...(left > 0 ? [`${left} more before these.`] : []),
    ...told.slice(-most).map(({ t, text }) => `${timeText(t)}: ${text}`),
    ...releasesAt(run, after.t)
      .map(releaseText)
      .filter((text) => !status.has(text)),
    ...(told.at(-1)?.t === after.t && !isBack ? [] : [timeLine(after, isBack)]),
  ];
}

const timeLine = (state: State, isBack: boolean): string =>
  `${isBack ? "Back at" : "Now at"} ${timeText(state.t)} of ${roundTimeText(endOf(state))}.`;

const releaseText = ({ name, revision, status }: ReleaseStatus): string =>
  `Release ${name}, revision ${revision}: ${status}.`;
