import type { KubeObject, ObjectInput } from "./object.ts";

export interface Node extends KubeObject {
  readonly spec: {
    readonly unschedulable?: boolean;
    readonly taints?: readonly Taint[];
  };
  readonly status: {
    readonly allocatable: Readonly<Record<string, string>>;
    readonly capacity: Readonly<Record<string, string>>;
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly [f: string]: unknown;
    }[];
    readonly [field: string]: unknown;
  };
}

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
  readonly timeAdded?: string;
}

export interface NodeDescription {
  readonly name: string;
  /** quantities such as "2" and "24Gi" */
  readonly cpu: string;
  readonly memory: string;
  readonly pods?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
}

/** What a kubelet says of a node that lacks nothing. */
const healthyConditions = [
  {
    type: "MemoryPressure",
    status: "False",
    reason: "KubeletHasSufficientMemory",
    message: "kubelet has sufficient memory available",
  },
  {
    type: "DiskPressure",
    status: "False",
    reason: "KubeletHasNoDiskPressure",
    message: "kubelet has no disk pressure",
  },
  {
    type: "PIDPressure",
    status: "False",
    reason: "KubeletHasSufficientPID",
    message: "kubelet has sufficient PID available",
  },
  { type: "Ready", status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" },
];

/** A Node that is ready for pods. */
export function nodeObject(node: NodeDescription, kubernetesVersion: string): ObjectInput {
  const resources = {
    cpu: node.cpu,
    memory: node.memory,
    "ephemeral-storage": "100Gi",
    pods: node.pods ?? "110",
  };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name: node.name,
      labels: {
        "kubernetes.io/arch": "amd64",
        "kubernetes.io/hostname": node.name,
        "kubernetes.io/os": "linux",
        ...node.labels,
      },
    },
    spec: node.taints === undefined ? {} : { taints: node.taints },
    status: {
      capacity: resources,
      allocatable: resources,
      conditions: healthyConditions,
      nodeInfo: {
        kubeletVersion: `v${kubernetesVersion}.0`,
        architecture: "amd64",
        operatingSystem: "linux",
      },
    },
  };
}
