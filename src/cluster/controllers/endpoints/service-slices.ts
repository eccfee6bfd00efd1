import { deepEqual } from "../../../util/deep-equal.ts";
import type { ApiServer } from "../../api/api-server.ts";
import { type KubeObject, type ObjectInput, ownerReference, refOf } from "../../api/object.ts";
import type { Service } from "../../api/service.ts";
import type { Endpoint, EndpointPort } from "./endpoint-of.ts";

const fullSlice = 100;

interface Slice {
  /** undefined until it is written */
  object: KubeObject | undefined;
  readonly ports: readonly EndpointPort[];
  readonly members: Map<string, Endpoint>;
}

/**
 * The EndpointSlices of one Service. Each holds up to a hundred pods that serve under the same ports; only those that
 * change are written (staging/endpointslice/reconciler.go).
 */
export class ServiceSlices {
  private readonly slices = new Set<Slice>();
  private readonly placed = new Map<string, Slice>();
  private readonly touched = new Set<Slice>();

  constructor(private readonly api: ApiServer) {}

  /** Notes how a pod serves now, or that it does not. */
  place(key: string, endpoint: Endpoint | undefined, ports: readonly EndpointPort[]): void {
    const slice = this.placed.get(key);
    if (slice !== undefined && (endpoint === undefined || !deepEqual(slice.ports, ports))) {
      slice.members.delete(key);
      this.placed.delete(key);
      this.touched.add(slice);
    }
    if (endpoint === undefined) return;
    const home = this.placed.get(key) ?? this.sliceFor(ports);
    if (deepEqual(home.members.get(key), endpoint)) return;
    home.members.set(key, endpoint);
    this.placed.set(key, home);
    this.touched.add(home);
  }

  /** Writes what has changed; one slice is always there, if only an empty one. */
  write(service: Service): void {
    const empty = [...this.slices].filter(({ members }) => members.size === 0);
    const isAlone = empty.length === this.slices.size;
    const kept = isAlone
      ? (empty.shift() ?? { object: undefined, ports: [], members: new Map() })
      : undefined;
    if (kept !== undefined && kept.object === undefined) this.touched.add(kept);
    if (kept !== undefined) this.slices.add(kept);
    for (const slice of empty) {
      this.slices.delete(slice);
      this.touched.add(slice);
    }
    for (const slice of this.touched) this.writeSlice(service, slice);
    this.touched.clear();
  }

  /** All slices are to be written again, as the Service itself has changed. */
  touchAll(): void {
    for (const slice of this.slices) this.touched.add(slice);
  }

  private sliceFor(ports: readonly EndpointPort[]): Slice {
    for (const slice of this.slices)
      if (slice.members.size < fullSlice && deepEqual(slice.ports, ports)) return slice;
    const slice: Slice = { object: undefined, ports, members: new Map() };
    this.slices.add(slice);
    return slice;
  }

  private writeSlice(service: Service, slice: Slice): void {
    const stored = slice.object === undefined ? undefined : this.api.get(refOf(slice.object));
    if (!this.slices.has(slice)) {
      if (stored !== undefined) this.api.delete(refOf(stored));
      return;
    }
    const wanted = sliceObject(service, slice);
    slice.object =
      stored === undefined
        ? this.api.create(wanted)
        : this.api.update(refOf(stored), (old) => ({
            ...old,
            ...wanted,
            metadata: { ...old.metadata, labels: wanted.metadata.labels ?? {} },
          }));
  }
}

function sliceObject(service: Service, { ports, members }: Slice): ObjectInput {
  const { name, namespace = "", labels } = service.metadata;
  const headless = service.spec.clusterIP === "None" ? { "service.kubernetes.io/headless": "" } : {};
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: {
      generateName: `${name}-`,
      namespace,
      labels: {
        ...labels,
        "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
        "kubernetes.io/service-name": name,
        ...headless,
      },
      ownerReferences: [ownerReference(service)],
    },
    addressType: "IPv4",
    endpoints: [...members.values()],
    ports,
  };
}
