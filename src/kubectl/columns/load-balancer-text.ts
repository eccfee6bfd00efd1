import { compareStrings } from "../../util/compare-strings.ts";

/** `status.loadBalancer` of Services and Ingresses. */
export interface LoadBalancer {
  readonly ingress?: readonly { readonly ip?: string; readonly hostname?: string }[];
}

/** The addresses of a load balancer, each once, in order; empty when there is none yet. */
export function loadBalancerText(loadBalancer: LoadBalancer | undefined): string {
  const addresses = (loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip || hostname || "");
  return [...new Set(addresses)].filter(Boolean).sort(compareStrings).join(",");
}
