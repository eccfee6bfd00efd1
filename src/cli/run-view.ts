import type { FlagValues } from "../helm/flags/flag-values.ts";
import { kindsNamed } from "../recording/kinds-named.ts";
import { printEvents } from "../recording/print-events.ts";
import { printWatches } from "../recording/print-watch.ts";
import type { Recording } from "../recording/recording.ts";
import { serializeRecording } from "../recording/serialize.ts";
import { type OutputFormat, outputFormat } from "./simulation-flags.ts";
import { WatchOutput } from "./watch-output.ts";

/** How runs are shown on standard output. */
export interface RunView {
  readonly format: OutputFormat;
  /** resource types whose watches are shown, as given */
  readonly resources: readonly string[];
  readonly timestamps: boolean;
}

/** @throws UsageError */
export const runView = (flags: FlagValues): RunView => ({
  format: outputFormat(flags),
  resources: flags.all("watch-resource"),
  timestamps: flags.bool("timestamps"),
});

/** Whether the rows can be printed while they come: those of the pods, as they are. */
export const isLive = ({ format, resources }: RunView): boolean =>
  format === "watch" && resources.every((word) => ["pod", "pods", "po"].includes(word));

/** Writes what is shown once the runs are over. @throws SeatrialError for a resource type that does not exist */
export function printView(
  view: RunView,
  recordings: readonly Recording[],
  write: (text: string) => void,
): void {
  const { format, resources, timestamps } = view;
  if (isLive(view)) return;
  if (format === "json") {
    const texts = recordings.map(serializeRecording);
    write(texts.length === 1 ? texts.join("") : `[${texts.join(",")}]\n`);
    return;
  }
  const output = new WatchOutput(timestamps, write);
  for (const recording of recordings)
    if (format === "events") for (const line of printEvents(recording)) write(`${line}\n`);
    else {
      const kinds = kindsNamed(resources.length === 0 ? ["pods"] : resources, recording);
      for (const line of printWatches(recording, kinds, { wide: format === "wide" })) output.line(line);
    }
  output.flush();
}
