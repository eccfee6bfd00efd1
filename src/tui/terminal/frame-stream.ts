import { EventEmitter } from "node:events";

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
      if (lines[i] !== this.shown[i]) text += `\u001b[${i + 1};1H${lines[i] ?? ""}\u001b[0m\u001b[K`;
    this.shown = lines;
    if (text !== "") this.output.write(text);
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
