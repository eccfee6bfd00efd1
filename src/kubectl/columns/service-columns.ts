import type { KubeObject } from "../../cluster/api/object.ts";
import { ageColumn, type Column, nameColumn, none, unknown } from "./column.ts";
import { labelsText } from "./labels-text.ts";
import { type LoadBalancer, loadBalancerText } from "./load-balancer-text.ts";

interface Service extends KubeObject {
  readonly spec?: {
    readonly type?: string;
    readonly clusterIP?: string;
    readonly clusterIPs?: readonly string[];
    readonly externalIPs?: readonly string[];
    readonly externalName?: string;
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly {
      readonly port: number;
      readonly nodePort?: number;
      readonly protocol?: string;
    }[];
  };
  readonly status?: { readonly loadBalancer?: LoadBalancer };
}

export const serviceColumns: readonly Column[] = [
  nameColumn,
  { name: "TYPE", cell: ({ spec }: Service) => spec?.type ?? "ClusterIP" },
  { name: "CLUSTER-IP", cell: ({ spec }: Service) => spec?.clusterIPs?.[0] ?? (spec?.clusterIP || none) },
  { name: "EXTERNAL-IP", cell: externalIp },
  { name: "PORT(S)", cell: ports },
  ageColumn,
  { name: "SELECTOR", wide: true, cell: ({ spec }: Service) => labelsText(spec?.selector) },
];

function externalIp({ spec, status }: Service): string {
  const external = spec?.externalIPs ?? [];
  switch (spec?.type ?? "ClusterIP") {
    case "ClusterIP":
    case "NodePort":
      return external.join(",") || none;
    case "LoadBalancer":
      return [loadBalancerText(status?.loadBalancer), ...external].filter(Boolean).join(",") || "<pending>";
    case "ExternalName":
      return spec?.externalName ?? "";
    default:
      return unknown;
  }
}

function ports({ spec }: Service): string {
  const texts = (spec?.ports ?? []).map(
    ({ port, nodePort = 0, protocol = "TCP" }) => `${port}${nodePort > 0 ? `:${nodePort}` : ""}/${protocol}`,
  );
  return texts.join(",") || none;
}
