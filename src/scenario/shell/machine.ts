/** Ends a script: `exit`, or a failure under `set -e`. */
export class ExitScript extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

/** Leaves a loop or its present round. */
export class LeaveLoop extends Error {
  constructor(
    readonly again: boolean,
    public levels: number,
  ) {
    super(again ? "continue" : "break");
  }
}

/** The script does something whose time or outcome cannot be told from its text. */
export class NotPlain extends Error {}

/** The script goes on past any time that matters. */
export class RunsForever extends Error {}

const horizon = 366 * 24 * 3_600_000;
const maxCommands = 100_000;

/** When a file came into being or went away, by the script itself. */
export interface FileChange {
  /** milliseconds from the start */
  readonly time: number;
  readonly exists: boolean;
}

/** The state of a script that is walked through in imagined time. */
export class Machine {
  /** milliseconds since the container started */
  time = 0;
  status = 0;
  errexit = false;
  /** somebody else's readiness was taken for granted: a loop that waits for a database, say */
  assumedReady = false;
  /** the script that a trap runs on SIGTERM */
  termTrap: string | undefined;
  /** `wait` was called, where a shell answers a signal at once */
  waited = false;
  readonly background: number[] = [];
  /** what was written to standard output and standard error */
  readonly output: { readonly time: number; readonly text: string }[] = [];
  private commands = 0;

  /**
   * `variables`: undefined values are set, but to what is unknown. `run` runs a command line on a machine and leaves
   * its status there.
   */
  constructor(
    readonly variables: Map<string, string | undefined>,
    private readonly run: (argv: readonly string[], machine: Machine) => void,
    readonly files: Map<string, FileChange[]> = new Map(),
  ) {}

  start(argv: readonly string[]): void {
    this.run(argv, this);
  }

  pass(milliseconds: number): void {
    this.time += milliseconds;
    if (this.time > horizon) throw new RunsForever();
  }

  countCommand(): void {
    if (++this.commands > maxCommands) throw new RunsForever();
  }

  /** Notes what `echo` prints, and `printf` where its format is plain. */
  print(name: string, [, ...args]: readonly string[]): void {
    const [first = "", ...rest] = args;
    const bare = name === "echo" && first === "-n";
    if (name === "echo") this.write((bare ? rest : args).join(" ") + (bare ? "" : "\n"));
    if (name === "printf" && rest.length === 0 && !first.includes("%"))
      this.write(first.replaceAll("\\n", "\n"));
  }

  private write(text: string): void {
    this.output.push({ time: this.time, text });
  }

  setFile(path: string, exists: boolean): void {
    const changes = this.files.get(path) ?? [];
    changes.push({ time: this.time, exists });
    this.files.set(path, changes);
  }

  fileExists(path: string): boolean | undefined {
    return this.files.get(path)?.at(-1)?.exists;
  }

  /** A machine for a subshell: it sees what is here, and what it sets stays in it. */
  fork(): Machine {
    const child = new Machine(new Map(this.variables), this.run, this.files);
    child.time = this.time;
    child.status = this.status;
    child.errexit = this.errexit;
    child.commands = this.commands;
    return child;
  }

  /** Takes over what a subshell that ran in the foreground has left. */
  join(child: Machine): void {
    this.time = child.time;
    this.status = child.status;
    this.commands = child.commands;
    this.assumedReady ||= child.assumedReady;
    this.output.push(...child.output);
  }
}
