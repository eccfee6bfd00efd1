import type { RecordedLine, RecordedStep } from "../recording/recording.ts";
import type { Fault } from "../scenario/faults/fault.ts";
import { formatDuration } from "../util/duration.ts";

/** How many characters are held back before they are written. */
const chunk = 1 << 16;

/** Writes the rows of a watch to standard output while they come; few large writes are much faster than many. */
export class WatchOutput {
  private held = "";

  constructor(
    private readonly timestamps: boolean,
    private readonly write: (text: string) => void,
  ) {}

  line({ t, line }: RecordedLine): void {
    this.held += this.timestamps ? `${t.toFixed(3)}\t${line}\n` : `${line}\n`;
    if (this.held.length >= chunk) this.flush();
  }

  flush(): void {
    if (this.held !== "") this.write(this.held);
    this.held = "";
  }
}

/** What a command of a scenario printed, and how it ended, for a reader of standard error. */
export function stepText({ command, stdout, stderr, exitCode, start, end }: RecordedStep): string {
  const took = formatDuration(Math.round((end - start) * 1000));
  const verdict = exitCode === 0 ? `done after ${took}` : `failed with exit code ${exitCode} after ${took}`;
  return `$ ${command}\n${stdout}${stderr}[${verdict}]\n`;
}

/** A fault that did nothing, so that nobody believes it was tested. */
export const idleText = ({ at, place }: Fault, why: string): string =>
  `The fault at ${formatDuration(at)} (line ${place.line}) did nothing: ${why}.\n`;

/** What was taken for granted, so that nobody believes it was tested. */
export const assumedText = (objects: readonly string[]): string =>
  objects.length === 0
    ? ""
    : `Nothing makes these objects; they were taken to be there: ${objects.join(", ")}\n`;

/** That rules have looked at this run alone. */
export const skippedText =
  "Further runs may show more, such as the retry, the next upgrade or the removal: --thorough looks there too.\n";
