import type { ClusterContext } from "../cluster/cluster.ts";
import type { ApiClient } from "./api-client.ts";
import type { ChartSource } from "./chart-source.ts";
import type { ContainerLogs } from "./container-logs.ts";
import type { Interrupt } from "./interrupt.ts";
import type { Output } from "./output/output.ts";
import type { HelmRules } from "./profiles/helm-rules.ts";
import type { ProgressListener } from "./progress.ts";
import type { ReleaseStorage } from "./release-storage.ts";
import type { ResourcePrinter } from "./resource-printer.ts";
import type { TaskGroup } from "./task-group.ts";

/** What one running `helm` process has to work with. */
export interface Session {
  readonly cluster: ClusterContext;
  readonly rules: HelmRules;
  /** `--namespace`, or the client's own */
  readonly namespace: string;
  readonly api: ApiClient;
  readonly storage: ReleaseStorage;
  readonly source: ChartSource;
  readonly printer: ResourcePrinter;
  readonly logs: ContainerLogs;
  readonly output: Output;
  readonly progress: ProgressListener;
  readonly tasks: TaskGroup;
  readonly interrupt: Interrupt;
}
