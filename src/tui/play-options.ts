import type { Replay } from "./replay.ts";

export interface PlayOptions {
  /** seconds of the run in a second of the reader */
  readonly speed: number;
  /** begin to play at once */
  readonly playing: boolean;
  /** undefined: the run cannot be made again */
  readonly replay: Replay | undefined;
}
