import type { Recording } from "../recording/recording.ts";

/** How a run can be made again with something changed. */
export interface Replay {
  /** a scenario file that gives the run */
  readonly text: string;
  /** Runs what a changed text says. */
  simulate(text: string): Promise<Recording>;
  /** Writes a changed text to a file; tells what it wrote, as a sentence. @param name without its ending */
  save(name: string, text: string): Promise<string>;
}
