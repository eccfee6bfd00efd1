import type { ClusterContext } from "../cluster/cluster.ts";
import { ApiClient } from "../helm/api-client.ts";
import type { CommandResult, RunOptions } from "../helm/client.ts";
import { parseFlags } from "../helm/flags/parse-flags.ts";
import { Output } from "../helm/output/output.ts";
import { TaskGroup } from "../helm/task-group.ts";
import { firstOf, type Process, sleep } from "../sim/wait.ts";
import { globalFlags } from "./command.ts";
import { errorText } from "./error-text.ts";
import { findCommand } from "./find-command.ts";
import type { ManifestSource } from "./manifest-source.ts";
import { ResourceMapper } from "./resources/resource-mapper.ts";

export interface KubectlClientOptions {
  readonly cluster: ClusterContext;
  /** for commands without `--namespace` */
  readonly namespace: string;
  readonly files: ManifestSource;
}

/** The `kubectl` binary in virtual time: each run is one process. */
export class KubectlClient {
  constructor(private readonly options: KubectlClientOptions) {}

  /** Runs a command; `args` are what stands behind `kubectl`. INT and KILL both end it where it is. */
  *run(args: readonly string[], { signal }: RunOptions = {}): Process<CommandResult> {
    const output = new Output();
    const tasks = new TaskGroup(this.options.cluster.kernel);
    const main = tasks.spawn(`kubectl ${args.join(" ")}`, this.main(args, output, tasks));
    const woken =
      signal === undefined
        ? yield* firstOf({ done: main.done })
        : yield* firstOf({ done: main.done, signal: signal.next() });
    tasks.cancel();
    const exitCode = woken.key === "done" ? main.result() : woken.value === "KILL" ? 137 : 130;
    return { exitCode, stdout: output.stdout, stderr: output.stderr };
  }

  private *main(args: readonly string[], output: Output, tasks: TaskGroup): Process<number> {
    const { cluster, files, namespace } = this.options;
    yield* sleep(cluster.latency.clientStart);
    let name = "";
    try {
      const { command, words } = findCommand(args);
      name = command.name;
      const { flags, operands } = parseFlags(args, [...command.flags, ...globalFlags], words);
      const session = {
        ...{ cluster, files, output, tasks },
        namespace: flags.text("namespace") || namespace,
        namespaceGiven: flags.changed("namespace"),
        api: new ApiClient(cluster, { strict: true, warn: (text) => output.error(`Warning: ${text}`) }),
        mapper: new ResourceMapper(cluster.api),
      };
      yield* command.run(session, flags, operands);
      return 0;
    } catch (error) {
      output.stderr += errorText(error, name);
      return 1;
    }
  }
}
