import { type Process, sleep } from "../../sim/wait.ts";
import { type Container, isSidecar } from "../api/pod.ts";
import { graceOf, killContainer, startContainer } from "./containers.ts";
import type { StartError } from "./image-manager.ts";
import { killPod } from "./kill-pod.ts";
import type { KubeletPod } from "./kubelet-pod.ts";
import { isRunning, latest, latestExit } from "./pod-runtime.ts";
import { missingVolumes } from "./references.ts";
import { shouldRestart } from "./restart-policy.ts";

/** What a look at a pod came to. */
export interface SyncResult {
  /** the pod has ended by itself and is to be torn down */
  readonly terminal: boolean;
  /** something was started or stopped, so the kubelet looks again right away */
  readonly acted: boolean;
  /** when to try again after an error, in milliseconds from now */
  readonly retryIn: number | undefined;
}

/** How long a pod waits for its volumes before the attempt counts as failed (milliseconds). */
const volumeTimeout = 123_000;
/** The pause after a failed attempt: ten to fifteen seconds, here their middle. */
const retryAfter = 12_500;
/** A look at the end of a back-off comes late by up to half of it; by so much on the mean of fourteen recorded. */
const backoffStretch = 1.17;

/**
 * One look at a pod that should run: writes its status as last seen, then does the next thing that is missing
 * (pkg/kubelet/kubelet.go, SyncPod, and kuberuntime_manager.go, computePodActions).
 */
export function* syncPod(kubeletPod: KubeletPod): Process<SyncResult> {
  const { context, pod, runtime } = kubeletPod;
  kubeletPod.identifyProbed();
  const status = kubeletPod.generateStatus();
  kubeletPod.status.set(status);
  kubeletPod.probes.poke();
  if (status.phase === "Succeeded" || status.phase === "Failed")
    return { terminal: true, acted: false, retryIn: undefined };
  if (onlySidecarsAreLeft(kubeletPod)) {
    yield* killPod(kubeletPod);
    return { terminal: false, acted: true, retryIn: undefined };
  }
  // Once its sandbox is there, a pod's volumes are mounted and not waited for again.
  if (runtime.snapshot.sandbox === "none" && !(yield* waitForVolumes(kubeletPod)))
    return { terminal: false, acted: false, retryIn: retryAfter };
  kubeletPod.probes.add(pod);

  let acted = false;
  if (runtime.snapshot.sandbox !== "ready") {
    const { podSandbox, podSandboxWork } = context.latency;
    yield* sleep(podSandbox - podSandboxWork);
    yield* kubeletPod.node.slots.use(podSandboxWork);
    runtime.setSandbox("ready");
    acted = true;
    if (context.rules.sandboxReadyAtOnce) markSandboxReady(kubeletPod);
  }
  const inits = yield* syncInitContainers(kubeletPod);
  if (!inits.done) return { terminal: false, acted: acted || inits.acted, retryIn: inits.retryIn };
  const mains = yield* syncMainContainers(kubeletPod);
  return {
    terminal: false,
    acted: acted || inits.acted || mains.acted,
    retryIn: earlier(inits.retryIn, mains.retryIn),
  };
}

/** The main containers have ended for good; what still runs beside them is to be stopped. */
function onlySidecarsAreLeft({ pod, observed }: KubeletPod): boolean {
  const over = pod.spec.containers.every((container) => {
    const instance = latest(observed, container.name);
    return instance?.exit !== undefined && !shouldRestart(pod, container, false, instance);
  });
  return over && (pod.spec.initContainers ?? []).some(({ name }) => isRunning(latest(observed, name)));
}

interface StepResult {
  readonly acted: boolean;
  readonly retryIn: number | undefined;
}

/** Waits until every volume can be mounted, trying again after half a second, one, two …; false after the timeout. */
function* waitForVolumes(kubeletPod: KubeletPod): Process<boolean> {
  const { context, pod } = kubeletPod;
  const { kernel, latency } = context;
  const began = kernel.now;
  yield* sleep(latency.volumeMount);
  for (let pause = 500; ; pause = Math.min(pause * 2, 122_000)) {
    const missing = missingVolumes(context, pod);
    if (missing.length === 0) return true;
    for (const { volume, error } of missing)
      kubeletPod.record(
        "Warning",
        "FailedMount",
        `MountVolume.SetUp failed for volume "${volume}" : ${error}`,
      );
    const left = began + volumeTimeout - kernel.now;
    if (left <= 0) return false;
    yield* sleep(Math.min(pause, left));
  }
}

/** From 1.36 on the condition is written as soon as there is a sandbox. */
function markSandboxReady({ status, context }: KubeletPod): void {
  const current = status.current;
  if (current?.conditions === undefined) return;
  const now = context.clock.timestamp();
  status.set({
    ...current,
    conditions: current.conditions.map((each) =>
      each.type === "PodReadyToStartContainers" ? { ...each, status: "True", lastTransitionTime: now } : each,
    ),
  });
}

/** Starts the next init container, if the ones before it are done; several sidecars may follow each other at once. */
function* syncInitContainers(kubeletPod: KubeletPod): Process<StepResult & { readonly done: boolean }> {
  const { pod, observed } = kubeletPod;
  const { initContainers = [], containers } = pod.spec;
  // Once a main container was there, init containers are not run again; sidecars are kept alive.
  const initialized = containers.some(({ name }) => latest(observed, name) !== undefined);
  let acted = false;
  let retryIn: number | undefined;
  for (const container of initContainers) {
    const instance = latest(observed, container.name);
    if (isSidecar(container)) {
      if (isRunning(instance) && kubeletPod.probes.isToBeKilled(container) !== undefined) {
        yield* killUnhealthy(kubeletPod, container);
        acted = true;
      }
      if (!isRunning(kubeletPod.instance(container.name))) {
        const result = yield* restart(kubeletPod, container, true);
        acted ||= result.acted;
        retryIn = earlier(retryIn, result.retryIn);
      }
      if (!initialized && !kubeletPod.hasStarted(container)) return { acted, retryIn, done: false };
      continue;
    }
    if (initialized || instance?.exit?.code === 0) continue;
    if (isRunning(instance)) return { acted, retryIn, done: false };
    const result = yield* restart(kubeletPod, container, true);
    return { acted: acted || result.acted, retryIn: earlier(retryIn, result.retryIn), done: false };
  }
  return { acted, retryIn, done: true };
}

function* syncMainContainers(kubeletPod: KubeletPod): Process<StepResult> {
  const { pod, observed } = kubeletPod;
  let acted = false;
  let retryIn: number | undefined;
  for (const container of pod.spec.containers) {
    const instance = latest(observed, container.name);
    if (isRunning(instance)) {
      if (kubeletPod.probes.isToBeKilled(container) === undefined) continue;
      yield* killUnhealthy(kubeletPod, container);
      acted = true;
    } else if (!shouldRestart(pod, container, false, instance)) continue;
    const result = yield* restart(kubeletPod, container, false);
    acted ||= result.acted;
    retryIn = earlier(retryIn, result.retryIn);
  }
  return { acted, retryIn };
}

/**
 * Starts a container (again), unless its back-off still runs. That counts from the newest end that this look saw: for
 * a container just killed for its probe this is the end of the start before it (kuberuntime_manager.go, doBackOff).
 */
function* restart(kubeletPod: KubeletPod, container: Container, isInit: boolean): Process<StepResult> {
  const { context, pod, observed, restarts } = kubeletPod;
  const { name } = container;
  const instance = latest(observed, name);
  if (isInit && instance?.exit !== undefined && !shouldRestart(pod, container, true, instance))
    return { acted: false, retryIn: undefined };
  const exit = latestExit(observed, name);
  if (exit !== undefined) {
    const until = restarts.until(name, context.kernel.now, exit.at);
    if (context.kernel.now < until) {
      const { namespace = "", name: podName, uid } = pod.metadata;
      const where = `${podName}_${namespace}(${uid})`;
      const delay = `${restarts.delayOf(name) / 1000}s`;
      kubeletPod.setReason(name, {
        reason: "CrashLoopBackOff",
        message: `back-off ${delay} restarting failed container=${name} pod=${where}`,
      });
      kubeletPod.record(
        "Warning",
        "BackOff",
        `Back-off restarting failed container ${name} in pod ${where}`,
        name,
      );
      const wait = until - context.kernel.now;
      return {
        acted: false,
        retryIn: context.rules.crashLoopRetryAtExpiry ? Math.min(wait, 60_000) * backoffStretch : retryAfter,
      };
    }
    restarts.next(name, context.kernel.now, exit.at);
  }
  const error: StartError | undefined = yield* startContainer(kubeletPod, container);
  if (error === undefined) {
    kubeletPod.setReason(name, undefined);
    return { acted: true, retryIn: undefined };
  }
  kubeletPod.setReason(name, error);
  return { acted: false, retryIn: retryAfter };
}

function* killUnhealthy(kubeletPod: KubeletPod, container: Container): Process<void> {
  const kind = kubeletPod.probes.isToBeKilled(container);
  const probe = kind === "startup" ? container.startupProbe : container.livenessProbe;
  const grace = probe?.terminationGracePeriodSeconds;
  yield* killContainer(kubeletPod, container, grace === undefined ? graceOf(kubeletPod) : grace * 1000, {
    reason: `Container ${container.name} failed ${kind} probe, will be restarted`,
  });
}

const earlier = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);
