/** A command of the program, loaded when it is called. */
export interface CommandModule {
  /** Runs with what follows the command's name, and with the list of all commands; gives the exit code. */
  run(args: readonly string[], commands: readonly CommandEntry[]): Promise<number>;
  /** What `--help` prints. */
  help(): string;
}

export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}

/** Every command, in the order of the help text. */
export const commands: readonly CommandEntry[] = [
  {
    name: "template",
    summary: "print what helm template prints",
    load: () => import("./template.ts"),
  },
  {
    name: "install",
    summary: "show what helm install would do, as kubectl get pod -w would",
    load: () => import("./install.ts"),
  },
  {
    name: "upgrade",
    summary: "show what helm upgrade would do, from an installed release on",
    load: () => import("./upgrade.ts"),
  },
  {
    name: "rollback",
    summary: "show what helm rollback would do, from an installed release on",
    load: () => import("./rollback.ts"),
  },
  {
    name: "uninstall",
    summary: "show what helm uninstall would do, from an installed release on",
    load: () => import("./uninstall.ts"),
  },
  {
    name: "test",
    summary: "show what helm test would do, from an installed release on",
    load: () => import("./test.ts"),
  },
  { name: "run", summary: "run the steps of scenario files", load: () => import("./run.ts") },
  {
    name: "play",
    summary: "watch a run on the terminal, and ask what if",
    load: () => import("./play.ts"),
  },
  {
    name: "check",
    summary: "hold scenarios against what they expect and their snapshots",
    load: () => import("./check.ts"),
  },
  {
    name: "diff",
    summary: "tell what another version of Helm would do differently",
    load: () => import("./diff.ts"),
  },
  {
    name: "review",
    summary: "tell what merging a change does to running releases",
    load: () => import("./review.ts"),
  },
  { name: "init", summary: "write a first scenario for a chart", load: () => import("./init.ts") },
  {
    name: "plan",
    summary: "show in which order an installation does what, and why",
    load: () => import("./plan.ts"),
  },
  {
    name: "explore",
    summary: "tell what comes of each thing that can go wrong",
    load: () => import("./explore.ts"),
  },
  {
    name: "estimate",
    summary: "tell how long commands take, and how likely within --timeout",
    load: () => import("./estimate.ts"),
  },
  {
    name: "calibrate",
    summary: "measure durations in what a real cluster showed",
    load: () => import("./calibrate.ts"),
  },
  { name: "explain", summary: "tell what a finding means", load: () => import("./explain.ts") },
  {
    name: "completion",
    summary: "print what makes a shell complete these commands",
    load: () => import("./completion.ts"),
  },
];
