/**
 * How long the machinery takes, in virtual milliseconds. The values of `lab` are medians over recordings of a small
 * Kubernetes 1.36 cluster (etcd, one kubelet with containerd, images from a registry on the same machine).
 */
export interface Latency {
  /** a client's call to the API server, until the answer */
  readonly apiCall: number;
  /** from a write until watchers see it */
  readonly watch: number;
  /** from what a controller sees until it acts */
  readonly controller: number;
  /** from a pod's creation until it is bound */
  readonly bind: number;
  /** from what a kubelet sees at the API server until it acts */
  readonly kubelet: number;
  /** until a pod's volumes are found to be mounted, when nothing is missing */
  readonly volumeMount: number;
  /** until an external provisioner has made a volume, or removed one */
  readonly volumeProvision: number;
  /** making a pod's sandbox, and the part of that time in which a node of two CPUs does nothing else */
  readonly podSandbox: number;
  readonly podSandboxWork: number;
  /** looking whether an image is there */
  readonly imageCheck: number;
  /** creating and starting a container, and the part of it in which the node does nothing else */
  readonly containerStart: number;
  readonly containerStartWork: number;
  /** asking a container whether it is ready; the node does nothing else meanwhile */
  readonly probe: number;
  /** even a process that ends at once takes this long */
  readonly shortestRun: number;
  /** from a kubelet's look at the runtime until the status is written */
  readonly status: number;
  /** the kubelet looks at all containers this often: its period plus the look itself (PLEG) */
  readonly relistPeriod: number;
  /** stopping a pod's sandbox */
  readonly sandboxStop: number;
  /** unmounting volumes and removing the pod's folders */
  readonly podCleanup: number;
  /** from an owner's disappearance until garbage collection deletes what it owned */
  readonly garbageCollection: number;
  /** a Helm or kubectl process from its start until its first call */
  readonly clientStart: number;
}

export const latencyProfiles: Readonly<Record<"lab" | "cloud" | "instant", Latency>> = {
  lab: {
    apiCall: 8,
    watch: 3,
    controller: 10,
    bind: 11,
    kubelet: 20,
    volumeMount: 300,
    volumeProvision: 1000,
    podSandbox: 236,
    podSandboxWork: 100,
    imageCheck: 10,
    containerStart: 155,
    containerStartWork: 60,
    probe: 30,
    shortestRun: 25,
    status: 15,
    relistPeriod: 1006,
    sandboxStop: 130,
    podCleanup: 90,
    garbageCollection: 30,
    clientStart: 120,
  },
  cloud: {
    apiCall: 25,
    watch: 10,
    controller: 20,
    bind: 20,
    kubelet: 40,
    volumeMount: 300,
    volumeProvision: 4000,
    podSandbox: 1200,
    podSandboxWork: 150,
    imageCheck: 15,
    containerStart: 250,
    containerStartWork: 80,
    probe: 30,
    shortestRun: 40,
    status: 20,
    relistPeriod: 1010,
    sandboxStop: 250,
    podCleanup: 200,
    garbageCollection: 60,
    clientStart: 250,
  },
  instant: {
    apiCall: 0,
    watch: 0,
    controller: 0,
    bind: 0,
    kubelet: 0,
    volumeMount: 0,
    volumeProvision: 0,
    podSandbox: 0,
    podSandboxWork: 0,
    imageCheck: 0,
    containerStart: 0,
    containerStartWork: 0,
    probe: 0,
    shortestRun: 0,
    status: 0,
    relistPeriod: 1000,
    sandboxStop: 0,
    podCleanup: 0,
    garbageCollection: 0,
    clientStart: 0,
  },
};
