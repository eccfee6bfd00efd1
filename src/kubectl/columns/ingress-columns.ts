import type { KubeObject } from "../../cluster/api/object.ts";
import { ageColumn, type Column, nameColumn, none } from "./column.ts";
import { type LoadBalancer, loadBalancerText } from "./load-balancer-text.ts";

interface Ingress extends KubeObject {
  readonly spec?: {
    readonly ingressClassName?: string;
    readonly rules?: readonly { readonly host?: string }[];
    readonly tls?: readonly unknown[];
  };
  readonly status?: { readonly loadBalancer?: LoadBalancer };
}

export const ingressColumns: readonly Column[] = [
  nameColumn,
  { name: "CLASS", cell: ({ spec }: Ingress) => spec?.ingressClassName ?? none },
  { name: "HOSTS", cell: hosts },
  { name: "ADDRESS", cell: ({ status }: Ingress) => loadBalancerText(status?.loadBalancer) },
  { name: "PORTS", cell: ({ spec }: Ingress) => ((spec?.tls?.length ?? 0) > 0 ? "80, 443" : "80") },
  ageColumn,
];

/** The first three hosts. What is left is counted in rules, those without a host among them. */
function hosts({ spec }: Ingress): string {
  const rules = spec?.rules ?? [];
  const named: string[] = [];
  let more = false;
  for (const { host } of rules) {
    if (named.length === 3) more = true;
    else if (host) named.push(host);
  }
  if (named.length === 0) return "*";
  return more ? `${named.join(",")} + ${rules.length - 3} more...` : named.join(",");
}

interface IngressClass extends KubeObject {
  readonly spec?: {
    readonly controller?: string;
    readonly parameters?: { readonly apiGroup?: string; readonly kind: string; readonly name: string };
  };
}

export const ingressClassColumns: readonly Column[] = [
  nameColumn,
  { name: "CONTROLLER", cell: ({ spec }: IngressClass) => spec?.controller ?? "" },
  { name: "PARAMETERS", cell: parameters },
  ageColumn,
];

function parameters({ spec }: IngressClass): string {
  if (spec?.parameters === undefined) return none;
  const { apiGroup, kind, name } = spec.parameters;
  return `${kind}${apiGroup === undefined ? "" : `.${apiGroup}`}/${name}`;
}
