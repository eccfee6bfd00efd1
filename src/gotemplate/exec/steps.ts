import type { Machine } from "./machine.ts";

/** One thing to do; it may move the frame's `pc`. */
export type Step = (machine: Machine) => void;

/** A step that others jump to; where it is becomes known when it is placed. */
export interface Label {
  pc: number;
}

/** A list of steps in the making. */
export class Steps {
  readonly list: Step[] = [];

  add(step: Step): void {
    this.list.push(step);
  }

  label(): Label {
    return { pc: -1 };
  }

  /** The next step is the label's. */
  place(label: Label): void {
    label.pc = this.list.length;
  }

  jump(label: Label): void {
    this.add(({ frame }) => {
      frame.pc = label.pc;
    });
  }
}
