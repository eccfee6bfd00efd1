import type { ClusterContext } from "../cluster/cluster.ts";
import type { ApiClient } from "../helm/api-client.ts";
import type { Output } from "../helm/output/output.ts";
import type { TaskGroup } from "../helm/task-group.ts";
import type { ManifestSource } from "./manifest-source.ts";
import type { ResourceMapper } from "./resources/resource-mapper.ts";

/** What one running `kubectl` process has to work with. */
export interface Session {
  readonly cluster: ClusterContext;
  /** `--namespace`, or the client's own */
  readonly namespace: string;
  /** `--namespace` was given: manifests must not name another one */
  readonly namespaceGiven: boolean;
  readonly api: ApiClient;
  readonly mapper: ResourceMapper;
  readonly files: ManifestSource;
  readonly output: Output;
  readonly tasks: TaskGroup;
}
