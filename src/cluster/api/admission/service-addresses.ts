import { ApiError } from "../api-error.ts";
import type { ApiServer } from "../api-server.ts";
import type { Service, ServicePort } from "../service.ts";
import { withDefaults } from "../with-defaults.ts";

const firstPort = 30_000;
const lastPort = 32_767;

/**
 * Gives a Service the addresses and node ports that it asks for, drawn for its name (pkg/registry/core/service/storage).
 * @throws ApiError Invalid for a port that is out of range or taken
 */
export function withAddresses(api: ApiServer, service: Service): Service {
  const { type, clusterIP } = service.spec;
  if (type === "ExternalName") return service;
  const address = clusterIP ?? drawAddress(api, service);
  const spec = withDefaults(service.spec, {
    ipFamilies: ["IPv4"],
    ipFamilyPolicy: "SingleStack",
    clusterIP: address,
    clusterIPs: [address],
  });
  return { ...service, spec: { ...spec, ...withNodePorts(api, service, spec.ports) } };
}

function drawAddress(api: ApiServer, { metadata }: Service): string {
  const taken = new Set(api.list<Service>("Service").map(({ spec }) => spec.clusterIP));
  const stream = api.random.stream("cluster-ip", metadata.namespace ?? "", metadata.name);
  for (;;) {
    const address = `10.${96 + stream.below(16)}.${stream.below(256)}.${1 + stream.below(254)}`;
    if (!taken.has(address)) return address;
  }
}

function withNodePorts(
  api: ApiServer,
  service: Service,
  ports: readonly ServicePort[] | undefined,
): { readonly ports?: readonly ServicePort[] } {
  if (ports === undefined) return {};
  if (service.spec.type === "ClusterIP") {
    const plain = ports.map(({ nodePort: _none, ...port }) => port);
    return { ports: ports.some(({ nodePort }) => nodePort !== undefined) ? plain : ports };
  }
  const { namespace = "", name, uid } = service.metadata;
  const others = api.list<Service>("Service").filter(({ metadata }) => metadata.uid !== uid);
  const taken = new Set(others.flatMap(({ spec }) => (spec.ports ?? []).map(({ nodePort }) => nodePort)));
  const stream = api.random.stream("node-port", namespace, name);
  return {
    ports: ports.map((port, i) => {
      if (port.nodePort !== undefined) checkNodePort(service, port.nodePort, i, taken);
      let nodePort = port.nodePort;
      while (nodePort === undefined || (port.nodePort === undefined && taken.has(nodePort)))
        nodePort = firstPort + stream.below(lastPort - firstPort + 1);
      taken.add(nodePort);
      return { ...port, nodePort };
    }),
  };
}

function checkNodePort(
  { metadata }: Service,
  port: number,
  i: number,
  taken: ReadonlySet<number | undefined>,
): void {
  const problem =
    port < firstPort || port > lastPort
      ? `provided port is not in the valid range. The range of valid ports is ${firstPort}-${lastPort}`
      : taken.has(port)
        ? "provided port is already allocated"
        : undefined;
  if (problem !== undefined)
    throw new ApiError(
      "Invalid",
      `Service "${metadata.name}" is invalid: spec.ports[${i}].nodePort: Invalid value: ${port}: ${problem}`,
    );
}
