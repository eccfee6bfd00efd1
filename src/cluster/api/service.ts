import type { KubeObject } from "./object.ts";

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
  readonly targetPort?: number | string;
  readonly nodePort?: number;
  readonly appProtocol?: string;
}

export interface Service extends KubeObject {
  readonly spec: {
    readonly type: "ClusterIP" | "ExternalName" | "LoadBalancer" | "NodePort";
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly ServicePort[];
    readonly clusterIP?: string;
    readonly clusterIPs?: readonly string[];
    readonly ipFamilies?: readonly string[];
    readonly ipFamilyPolicy?: string;
    readonly externalName?: string;
    readonly sessionAffinity?: string;
    readonly publishNotReadyAddresses?: boolean;
    readonly [field: string]: unknown;
  };
}
