import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export const hasTmux = spawnSync("tmux", ["-V"]).status === 0;

let sessions = 0;

/** A terminal in which a command of a shell runs, with somebody at its keyboard. */
export class TmuxSession {
  private readonly name = `seatrial-${process.pid}-${++sessions}`;

  /** `seatrial` is the built program. */
  constructor(command: string, columns: number, rows: number) {
    const script = `seatrial() { node dist/cli.js "$@"; }; ${command}; printf 'exit code %s\\n' $?; exec cat`;
    this.tmux(["new-session", "-d", "-x", String(columns), "-y", String(rows), "bash", "-c", script]);
  }

  /** Keys by tmux' names: `j`, `Enter`, `C-c`; and text. */
  press(...keys: readonly string[]): void {
    this.tmux(["send-keys", ...keys]);
  }

  /** What is on the screen, without blanks at the ends of lines. */
  screen(): string {
    return this.tmux(["capture-pane", "-p"]).replace(/ +$/gm, "");
  }

  /** The screen once it fits; or as it is after `seconds`. */
  async until(fits: (screen: string) => boolean, seconds = 30): Promise<string> {
    for (let i = 0; i < seconds * 10; i++) {
      const screen = this.screen();
      if (fits(screen)) return screen;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return this.screen();
  }

  resize(columns: number, rows: number): void {
    this.tmux(["resize-window", "-x", String(columns), "-y", String(rows)]);
  }

  close(): void {
    this.tmux(["kill-server"]);
  }

  private tmux(args: readonly string[]): string {
    const { CI: _, NO_COLOR: __, TMUX: ___, ...env } = process.env;
    const all = ["-u", "-f", "/dev/null", "-L", this.name, ...args];
    return spawnSync("tmux", all, { cwd: root, encoding: "utf8", env: { ...env, LC_ALL: "C.UTF-8" } }).stdout;
  }
}
