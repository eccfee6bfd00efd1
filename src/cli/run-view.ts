import type { FlagValues } from "../helm/flags/flag-values.ts";
import { kindsNamed } from "../recording/kinds-named.ts";
import { printEvents } from "../recording/print-events.ts";
import { printWatches } from "../recording/print-watch.ts";
import type { Recording } from "../recording/recording.ts";
import { serializeRecording } from "../recording/serialize.ts";
import { type OutputFormat, outputFormat } from "./simulation-flags.ts";
import { UsageError } from "./usage-error.ts";
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
export async function printView(
  view: RunView,
  recordings: readonly Recording[],
  write: (text: string) => void,
): Promise<void> {
  if (isLive(view)) return;
  switch (view.format) {
    case "json": {
      const texts = recordings.map(serializeRecording);
      return write(texts.length === 1 ? texts.join("") : `[${texts.join(",")}]\n`);
    }
    case "events":
      for (const recording of recordings) for (const line of printEvents(recording)) write(`${line}\n`);
      return;
    case "html": {
      const { runPage } = await import("../report/html/run-page.ts");
      return write(runPage(recordings));
    }
    case "svg": {
      const { timelineSvg } = await import("../report/timeline/timeline-svg.ts");
      return write(timelineSvg(only(recordings, view.format)));
    }
    case "mermaid": {
      const { mermaidGantt } = await import("../report/mermaid/mermaid-gantt.ts");
      return write(mermaidGantt(only(recordings, view.format)));
    }
    case "mermaid-sequence": {
      const { mermaidSequence } = await import("../report/mermaid/mermaid-sequence.ts");
      return write(mermaidSequence(only(recordings, view.format)));
    }
    case "watch":
    case "wide":
      return printRows(view, recordings, write);
  }
}

/** A drawing is of one run. */
function only(recordings: readonly Recording[], format: string): Recording {
  const [recording] = recordings;
  if (recording === undefined || recordings.length > 1)
    throw new UsageError(`-o ${format} shows one run, not ${recordings.length}.`, "-o html shows several.");
  return recording;
}

function printRows(
  { format, resources, timestamps }: RunView,
  recordings: readonly Recording[],
  write: (text: string) => void,
): void {
  const output = new WatchOutput(timestamps, write);
  for (const recording of recordings) {
    const kinds = kindsNamed(resources.length === 0 ? ["pods"] : resources, recording);
    for (const line of printWatches(recording, kinds, { wide: format === "wide" })) output.line(line);
  }
  output.flush();
}
