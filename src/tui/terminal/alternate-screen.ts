import { writeSync } from "node:fs";

const enter = "\u001b[?1049h\u001b[?25l\u001b[2J";
const leave = "\u001b[0m\u001b[?25h\u001b[?1049l";

/** The terminal's second screen: what was on the first comes back when it is left, however that happens. */
export class AlternateScreen {
  private isShown = false;
  private readonly onExit = (): void => this.leave();
  private readonly onSignal = (signal: NodeJS.Signals): void => {
    this.leave();
    process.exit(128 + (signals[signal] ?? 0));
  };

  enter(): void {
    this.isShown = true;
    writeSync(1, enter);
    process.on("exit", this.onExit);
    for (const signal of Object.keys(signals)) process.on(signal, this.onSignal);
  }

  leave(): void {
    if (!this.isShown) return;
    this.isShown = false;
    process.off("exit", this.onExit);
    for (const signal of Object.keys(signals)) process.off(signal, this.onSignal);
    // the process may be about to end: a stream would not come to write any more
    writeSync(1, leave);
    if (process.stdin.isTTY) process.stdin.setRawMode(false);
  }
}

const signals: Readonly<Partial<Record<NodeJS.Signals, number>>> = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
