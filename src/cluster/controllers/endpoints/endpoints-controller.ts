import { keyOf, type ObjectRef, refFromKey } from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import type { Service } from "../../api/service.ts";
import type { ClusterContext } from "../../cluster.ts";
import { WorkQueue } from "../work-queue.ts";
import { endpointOf, endpointPorts, hasEndpoints, selects } from "./endpoint-of.ts";
import { endpointsObject, type ServingPod } from "./endpoints-object.ts";
import { ServiceSlices } from "./service-slices.ts";

/** What is known of one Service. */
interface State {
  readonly uid: string;
  readonly slices: ServiceSlices;
  /** by the key of the pod */
  readonly serving: Map<string, ServingPod>;
  /** pods that have changed; undefined: the Service has, so all are to be looked at */
  dirty: Set<string> | undefined;
}

/** Endpoints with more addresses than this are written once a second, as the controller's calls are limited. */
const manyAddresses = 100;

/** Tells which pods serve a Service, in EndpointSlices and in Endpoints (pkg/controller/{endpointslice,endpoint}). */
export function startEndpointsController(context: ClusterContext): void {
  const { api, kernel, latency } = context;
  const states = new Map<string, State>();
  const retry = { first: 1000, longest: 100_000 };
  const queue = new WorkQueue(kernel, { latency: latency.controller, sync, retry });
  const endpointsQueue = new WorkQueue(kernel, { latency: latency.controller, sync: syncEndpoints, retry });

  api.watch<Service>("Service", ({ object }) => {
    const key = keyOf(object);
    const state = states.get(key);
    if (state !== undefined) state.dirty = undefined;
    queue.add(key);
  });
  api.watch<Pod>("Pod", ({ object, old }) => {
    for (const service of api.list<Service>("Service", object.metadata.namespace ?? "")) {
      const key = keyOf(service);
      const concerns = selects(service, object) || (old !== undefined && selects(service, old));
      if (!concerns) continue;
      states.get(key)?.dirty?.add(keyOf(object));
      queue.add(key);
    }
  });

  function sync(key: string): void {
    const service = api.get<Service>(refFromKey("Service", key));
    if (service === undefined || service.metadata.deletionTimestamp !== undefined) {
      if (states.delete(key)) endpointsQueue.add(key);
      return;
    }
    if (!hasEndpoints(service)) return;
    const state = stateOf(key, service);
    if (state.dirty === undefined) state.slices.touchAll();
    for (const pod of state.dirty ?? allPods(service, state)) lookAt(service, pod, state);
    state.dirty = new Set();
    state.slices.write(service);
    if (state.serving.size > manyAddresses) endpointsQueue.addAfter(key, 1000);
    else endpointsQueue.add(key);
  }

  function stateOf(key: string, service: Service): State {
    const { uid } = service.metadata;
    const known = states.get(key);
    if (known?.uid === uid) return known;
    const state = { uid, slices: new ServiceSlices(api), serving: new Map(), dirty: undefined };
    states.set(key, state);
    return state;
  }

  function allPods(service: Service, { serving }: State): Iterable<string> {
    const pods = api.list<Pod>("Pod", service.metadata.namespace ?? "");
    return new Set([...serving.keys(), ...pods.filter((pod) => selects(service, pod)).map(keyOf)]);
  }

  function lookAt(service: Service, key: string, { slices, serving }: State): void {
    const pod = api.get<Pod>(refFromKey("Pod", key));
    const endpoint = endpointOf(service, pod);
    const ports = pod === undefined ? [] : endpointPorts(service, pod);
    slices.place(key, endpoint, ports);
    if (endpoint === undefined) serving.delete(key);
    else serving.set(key, { endpoint, ports });
  }

  function syncEndpoints(key: string): void {
    const ref: ObjectRef = refFromKey("Endpoints", key);
    const service = api.get<Service>(refFromKey("Service", key));
    const state = states.get(key);
    const stored = api.get(ref);
    if (service === undefined || state === undefined) {
      if (stored !== undefined) api.delete(ref);
      return;
    }
    const wanted = endpointsObject(service, [...state.serving.values()]);
    if (stored === undefined) api.create(wanted);
    else
      api.update(ref, ({ apiVersion, kind, metadata }) => {
        const { labels = {}, annotations } = wanted.metadata;
        const { annotations: _old, ...rest } = metadata;
        const marks = annotations === undefined ? {} : { annotations };
        return { ...wanted, apiVersion, kind, metadata: { ...rest, labels, ...marks } };
      });
  }
}
