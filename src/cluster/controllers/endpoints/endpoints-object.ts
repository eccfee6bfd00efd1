import type { ObjectInput } from "../../api/object.ts";
import type { Service } from "../../api/service.ts";
import type { Endpoint, EndpointPort } from "./endpoint-of.ts";

/** An Endpoints object holds no more addresses than this. */
const mostAddresses = 1000;

/** How a pod serves: the older Endpoints tell of ready and unready ones apart. */
export interface ServingPod {
  readonly endpoint: Endpoint;
  readonly ports: readonly EndpointPort[];
}

/** The Endpoints of a Service, which tell what its slices do in the older way (pkg/controller/endpoint/endpoints_controller.go). */
export function endpointsObject(service: Service, pods: readonly ServingPod[]): ObjectInput {
  const { name, namespace = "", labels } = service.metadata;
  const live = pods.filter(({ endpoint }) => !endpoint.conditions.terminating);
  const isCut = live.length > mostAddresses;
  const byPorts = new Map<string, ServingPod[]>();
  for (const pod of live.slice(0, mostAddresses)) {
    const key = JSON.stringify(pod.ports);
    const group = byPorts.get(key);
    if (group === undefined) byPorts.set(key, [pod]);
    else group.push(pod);
  }
  const headless = service.spec.clusterIP === "None" ? { "service.kubernetes.io/headless": "" } : {};
  return {
    apiVersion: "v1",
    kind: "Endpoints",
    metadata: {
      name,
      namespace,
      labels: { ...labels, "endpoints.kubernetes.io/managed-by": "endpoint-controller", ...headless },
      ...(isCut ? { annotations: { "endpoints.kubernetes.io/over-capacity": "truncated" } } : {}),
    },
    ...(byPorts.size === 0 ? {} : { subsets: [...byPorts.values()].map(subset) }),
  };
}

function subset(pods: readonly ServingPod[]) {
  const addresses = (ready: boolean) =>
    pods
      .filter(({ endpoint }) => endpoint.conditions.ready === ready)
      .map(({ endpoint }) => address(endpoint));
  const [ready, notReady] = [addresses(true), addresses(false)];
  const ports = pods[0]?.ports ?? [];
  return {
    ...(ready.length === 0 ? {} : { addresses: ready }),
    ...(notReady.length === 0 ? {} : { notReadyAddresses: notReady }),
    ...(ports.length === 0
      ? {}
      : { ports: ports.map(({ name, ...port }) => (name === "" ? port : { name, ...port })) }),
  };
}

const address = ({ addresses, hostname, nodeName, targetRef }: Endpoint) => ({
  ip: addresses[0],
  ...(hostname === undefined ? {} : { hostname }),
  ...(nodeName === undefined ? {} : { nodeName }),
  targetRef,
});
