import type { ClusterContext } from "../cluster/cluster.ts";
import type { Signal } from "../sim/signal.ts";
import { firstOf, type Process, sleep } from "../sim/wait.ts";
import { actionOf } from "./actions/command-actions.ts";
import { ApiClient } from "./api-client.ts";
import type { ChartSource } from "./chart-source.ts";
import type { ContainerLogs } from "./container-logs.ts";
import { FlagError } from "./flags/flag-error.ts";
import { parseCommand } from "./flags/parse-command.ts";
import { failureText } from "./helm-failure.ts";
import { Interrupt } from "./interrupt.ts";
import { debugTrace } from "./output/debug-trace.ts";
import { Output } from "./output/output.ts";
import { warningLine } from "./output/warning-line.ts";
import type { HelmRules } from "./profiles/helm-rules.ts";
import { type ProgressListener, silent } from "./progress.ts";
import { ReleaseStorage } from "./release-storage.ts";
import type { ResourcePrinter } from "./resource-printer.ts";
import type { Session } from "./session.ts";
import { TaskGroup } from "./task-group.ts";

export interface HelmClientOptions {
  readonly cluster: ClusterContext;
  readonly rules: HelmRules;
  /** for commands without `--namespace` */
  readonly namespace: string;
  readonly source: ChartSource;
  readonly progress?: ProgressListener | undefined;
  /** for `helm status`, which shows the release's objects; without it they are left out */
  readonly printer?: ResourcePrinter | undefined;
  /** for `helm test --logs` and hooks with an output policy; without it containers write nothing */
  readonly logs?: ContainerLogs | undefined;
}

export interface CommandResult {
  /** 137 if the process was killed, 130 if it died of an interrupt */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** INT interrupts the running command (Ctrl-C), KILL ends it where it is */
  readonly signal?: Signal<"INT" | "KILL"> | undefined;
}

/** The `helm` binary in virtual time: each run is one process. */
export class HelmClient {
  constructor(private readonly options: HelmClientOptions) {}

  /** Runs a command; `args` are what stands behind `helm`. */
  *run(args: readonly string[], { signal }: RunOptions = {}): Process<CommandResult> {
    const { cluster } = this.options;
    const output = new Output();
    const interrupt = new Interrupt();
    const tasks = new TaskGroup(cluster.kernel);
    const main = tasks.spawn(`helm ${args.join(" ")}`, this.main(args, output, interrupt, tasks));
    let killedBy: "INT" | "KILL" | undefined;
    while (!main.finished && killedBy === undefined) {
      const woken =
        signal === undefined
          ? yield* firstOf({ done: main.done })
          : yield* firstOf({ done: main.done, signal: signal.next() });
      if (woken.key === "done") continue;
      if (woken.value === "KILL" || interrupt.notice === undefined) killedBy = woken.value;
      else if (!interrupt.cancelled) {
        output.line(interrupt.notice);
        interrupt.cancel();
      }
    }
    tasks.cancel();
    const exitCode = killedBy === undefined ? main.result() : killedBy === "KILL" ? 137 : 130;
    return { exitCode, stdout: output.stdout, stderr: output.stderr };
  }

  private *main(
    args: readonly string[],
    output: Output,
    interrupt: Interrupt,
    tasks: TaskGroup,
  ): Process<number> {
    const { cluster, rules, source, progress = silent, printer = () => "", logs = () => "" } = this.options;
    const start = cluster.kernel.now;
    yield* sleep(cluster.latency.clientStart);
    try {
      const { command, flags, operands, notices } = parseCommand(args, rules);
      for (const notice of notices) output.error(notice);
      const namespace = flags.text("namespace") || this.options.namespace;
      const api = new ApiClient(cluster, {
        warn: (text) => output.error(warningLine(text, cluster.clock.milliseconds, rules)),
      });
      const storage = new ReleaseStorage(new ApiClient(cluster), cluster.clock, namespace);
      const session: Session = {
        cluster,
        rules,
        namespace,
        api,
        storage,
        source,
        printer,
        logs,
        output,
        progress,
        tasks,
        interrupt,
      };
      yield* actionOf(command)(session, flags, operands);
      return 0;
    } catch (error) {
      const text = error instanceof FlagError ? error.message : failureText(error);
      output.error(`Error: ${text}`);
      if (args.includes("--debug"))
        output.stderr += debugTrace(text, rules, {
          now: cluster.clock.milliseconds,
          elapsed: cluster.kernel.now - start,
        });
      return 1;
    }
  }
}
