import { normalizeRecording } from "../recording/normalize.ts";
import { type RecordedLine, type Recording, type WatchedKind, watchedKinds } from "../recording/recording.ts";
import { roundTo } from "./course.ts";
import { markers } from "./marker.ts";

/**
 * The rows of `kubectl get KIND -w` with stable names and rounded times, between what the clients did. Columns stand two
 * spaces apart, so that a long name does not move the rows of others.
 */
export function rowLines(recording: Recording, grain: number, full: boolean): string[] {
  const stable = normalizeRecording(recording, { resolution: 0.001 });
  const kinds: readonly WatchedKind[] = full ? (Object.keys(watchedKinds) as WatchedKind[]) : ["pods"];
  const entries = [
    ...markers(stable, undefined).map(({ t, text }) => ({ t, text, comment: true })),
    ...kinds.flatMap((kind) => rows(kind, stable.watch[kind], full)),
    ...(full ? details(stable) : []),
  ];
  return entries
    .sort((a, b) => a.t - b.t)
    .map(({ t, text, comment }) => (comment ? text : `${roundTo(t, grain)}s  ${text}`));
}

interface Entry {
  readonly t: number;
  readonly text: string;
  readonly comment: boolean;
}

const rows = (kind: WatchedKind, lines: readonly RecordedLine[], named: boolean): Entry[] =>
  lines.slice(1).map(({ t, line }) => ({
    t,
    text: `${named ? `${kind}  ` : ""}${line.replace(/ {2,}/g, "  ")}`,
    comment: false,
  }));

/** Events, and what the commands print. */
const details = ({ events, steps }: Recording): Entry[] => [
  ...events.map(({ t, type, reason, kind, name, message }) => ({
    t,
    text: `events  ${type}  ${reason}  ${kind}/${name}  ${message}`,
    comment: false,
  })),
  ...steps.flatMap(({ end, stdout, stderr }) =>
    `${stdout}${stderr}`
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => ({ t: end, text: `> ${line}`, comment: true })),
  ),
];
