import type { KubeObject } from "../../cluster/api/object.ts";
import type { Condition } from "../../cluster/api/workloads.ts";
import { conditionOf } from "../../cluster/api/workloads.ts";
import { compareStrings } from "../../util/compare-strings.ts";
import {
  ageColumn,
  type Column,
  minorVersion,
  nameColumn,
  none,
  type PrintContext,
  unknown,
} from "./column.ts";

interface Node extends KubeObject {
  readonly spec?: { readonly unschedulable?: boolean };
  readonly status?: {
    readonly conditions?: readonly Condition[];
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly nodeInfo?: {
      readonly kubeletVersion?: string;
      readonly osImage?: string;
      readonly kernelVersion?: string;
      readonly architecture?: string;
      readonly containerRuntimeVersion?: string;
    };
  };
}

export const nodeColumns: readonly Column[] = [
  nameColumn,
  { name: "STATUS", cell: status },
  { name: "ROLES", cell: roles },
  ageColumn,
  { name: "VERSION", cell: ({ status }: Node) => status?.nodeInfo?.kubeletVersion ?? "" },
  { name: "INTERNAL-IP", wide: true, cell: (node: Node) => address(node, "InternalIP") },
  { name: "EXTERNAL-IP", wide: true, cell: (node: Node) => address(node, "ExternalIP") },
  { name: "OS-IMAGE", wide: true, cell: ({ status }: Node) => status?.nodeInfo?.osImage || unknown },
  { name: "KERNEL-VERSION", wide: true, cell: kernel },
  {
    name: "CONTAINER-RUNTIME",
    wide: true,
    cell: ({ status }: Node) => status?.nodeInfo?.containerRuntimeVersion || unknown,
  },
];

function status({ spec, status }: Node): string {
  const ready = conditionOf(status?.conditions, "Ready")?.status;
  const word = ready === undefined ? "Unknown" : ready === "True" ? "Ready" : "NotReady";
  return spec?.unschedulable === true ? `${word},SchedulingDisabled` : word;
}

const roleLabel = "node-role.kubernetes.io/";

function roles({ metadata }: Node): string {
  const found = new Set<string>();
  for (const [key, value] of Object.entries(metadata.labels ?? {})) {
    if (key.startsWith(roleLabel)) found.add(key.slice(roleLabel.length));
    else if (key === "kubernetes.io/role") found.add(value);
  }
  return [...found].filter(Boolean).sort(compareStrings).join(",") || none;
}

const address = ({ status }: Node, type: string): string =>
  status?.addresses?.find((each) => each.type === type)?.address ?? none;

function kernel({ status }: Node, { rules }: PrintContext): string {
  const { kernelVersion, architecture } = status?.nodeInfo ?? {};
  const version = kernelVersion || unknown;
  return minorVersion(rules) >= 36 && architecture ? `${version} (${architecture})` : version;
}
