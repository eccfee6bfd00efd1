import { EventEmitter } from "node:events";

/** What is between these, terminals that know them show at once; others pass over them. */
const beginFrame = "\u001b[?2026h";
const endFrame = "\u001b[?2026l";

/** Where frames are written to. */
export interface FrameOutput {
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
}

/**
 * Takes whole frames, and writes the lines that are not as they were: so much and no more goes over the wire, and
 * nothing flickers. For ink it is the stream that it renders to.
 */
export class FrameStream extends EventEmitter {
  private shown: readonly string[] = [];
  private isOpen = true;

  constructor(
    private readonly output: FrameOutput,
    /** what becomes of a frame that the terminal cannot show as it is */
    private readonly adapt: (frame: string) => string,
  ) {
    super();
  }

  get columns(): number {
    return this.output.columns;
  }

  get rows(): number {
    return this.output.rows;
  }

  write(frame: string): boolean {
    if (!this.isOpen || frame === "") return true;
    const lines = this.adapt(frame).split("\n").slice(0, this.rows);
    let text = "";
    for (let i = 0; i < Math.max(lines.length, this.shown.length); i++)
      // erased before it is written: behind a full line, many terminals would erase its last character
      if (lines[i] !== this.shown[i]) text += `\u001b[${i + 1};1H\u001b[K${lines[i] ?? ""}`;
    this.shown = lines;
    if (text !== "") this.output.write(`${beginFrame}${text}${endFrame}`);
    return true;
  }

  /** The next frame is written whole: nobody knows what is on the screen. */
  forget(): void {
    this.shown = [];
  }

  /** Frames are no longer written. */
  close(): void {
    this.isOpen = false;
  }
}
