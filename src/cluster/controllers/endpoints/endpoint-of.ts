import { matchesSelector } from "../../api/object.ts";
import { isFinished, isReady, type Pod } from "../../api/pod.ts";
import type { Service } from "../../api/service.ts";

/** What an EndpointSlice says about one pod. */
export interface Endpoint {
  readonly addresses: readonly string[];
  readonly conditions: { readonly ready: boolean; readonly serving: boolean; readonly terminating: boolean };
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly targetRef: {
    readonly kind: "Pod";
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
  };
}

export interface EndpointPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly appProtocol?: string;
}

/** Whether the controllers look after a Service: it has a selector and is no mere alias. */
export const hasEndpoints = ({ spec }: Service): boolean =>
  spec.type !== "ExternalName" && Object.keys(spec.selector ?? {}).length > 0;

/** Whether a pod is one of a Service's. */
export const selects = (service: Service, pod: Pod): boolean =>
  hasEndpoints(service) && matchesSelector({ matchLabels: service.spec.selector ?? {} }, pod.metadata.labels);

/** How a pod serves a Service; undefined if it does not (staging/endpointslice/utils.go, podToEndpoint). */
export function endpointOf(service: Service, pod: Pod | undefined): Endpoint | undefined {
  if (pod === undefined || !selects(service, pod) || isFinished(pod)) return undefined;
  const { podIP } = pod.status;
  if (podIP === undefined) return undefined;
  const serving = isReady(pod);
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  const { hostname, subdomain, nodeName } = pod.spec;
  const isNamed = typeof hostname === "string" && subdomain === service.metadata.name;
  return {
    addresses: [podIP],
    conditions: {
      ready: service.spec.publishNotReadyAddresses === true || (serving && !terminating),
      serving,
      terminating,
    },
    ...(isNamed ? { hostname } : {}),
    ...(nodeName === undefined ? {} : { nodeName }),
    targetRef: {
      kind: "Pod",
      namespace: pod.metadata.namespace ?? "",
      name: pod.metadata.name,
      uid: pod.metadata.uid,
    },
  };
}

/** The ports under which a pod serves: those that the Service names, as the pod knows them. */
export function endpointPorts({ spec }: Service, pod: Pod): readonly EndpointPort[] {
  return (spec.ports ?? []).flatMap(
    ({ name = "", port, protocol = "TCP", targetPort = port, appProtocol }) => {
      const number = typeof targetPort === "number" ? targetPort : namedPort(pod, targetPort, protocol);
      const application = appProtocol === undefined ? {} : { appProtocol };
      return number === undefined ? [] : [{ name, port: number, protocol, ...application }];
    },
  );
}

function namedPort({ spec }: Pod, name: string, protocol: string): number | undefined {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  for (const { ports = [] } of containers)
    for (const each of ports)
      if (each.name === name && (each.protocol ?? "TCP") === protocol) return each.containerPort;
  return undefined;
}
