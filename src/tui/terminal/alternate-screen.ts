import { writeSync } from "node:fs";
import { constants } from "node:os";

// without a cursor, and with lines that end at the edge: one that is too long for a moment must not move the others
const enter = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J";
const leave = "\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l";

/** What ends a program from outside. */
const ending = ["SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM"] as const;

/** Milliseconds that a process has to stop in, once it has been told to. */
const untilStopped = 50;

/** The terminal's second screen: what was on the first comes back when it is left, however that happens. */
export class AlternateScreen {
  private isShown = false;
  private readonly onExit = (): void => this.leave();
  private readonly onHangUp = (): void => this.endBy("SIGHUP");
  private readonly onSignal = (signal: NodeJS.Signals): void => this.endBy(signal);
  private readonly onContinue = (): void => this.show();

  /** @param redraw called when nobody knows any more what is on the screen */
  constructor(private readonly redraw: () => void) {}

  enter(): void {
    this.isShown = true;
    writeSync(1, enter);
    process.on("exit", this.onExit);
    for (const signal of ending) process.on(signal, this.onSignal);
    process.on("SIGCONT", this.onContinue);
    // who is gone neither reads nor types
    process.stdout.on("error", this.onHangUp);
    process.stdin.on("error", this.onHangUp).on("end", this.onHangUp);
  }

  leave(): void {
    if (!this.isShown) return;
    this.isShown = false;
    process.off("exit", this.onExit);
    for (const signal of ending) process.off(signal, this.onSignal);
    process.off("SIGCONT", this.onContinue);
    process.stdout.off("error", this.onHangUp);
    process.stdin.off("error", this.onHangUp).off("end", this.onHangUp);
    this.giveBack();
  }

  /** Leaves the terminal to the shell until somebody calls the program back. */
  suspend(): void {
    this.giveBack();
    process.kill(process.pid, "SIGTSTP");
    // where there is no shell to call it back, the signal is of no effect
    setTimeout(() => this.show(), untilStopped);
  }

  private show(): void {
    if (!this.isShown) return;
    writeSync(1, enter);
    // the shell has had the terminal in its own mode: only a change is passed on
    process.stdin.setRawMode(false).setRawMode(true);
    this.redraw();
  }

  private giveBack(): void {
    try {
      // the process may be about to end: a stream would not come to write any more
      writeSync(1, leave);
      if (process.stdin.isTTY) process.stdin.setRawMode(false);
    } catch {
      // a terminal that is gone needs nothing back
    }
  }

  /** Ends as a program does that knows nothing of signals: whoever has started it sees which one it was. */
  private endBy(signal: NodeJS.Signals): void {
    this.leave();
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
    // the first process of a container is not ended that way
    process.exit(128 + constants.signals[signal]);
  }
}
