import { until } from "../../sim/signal.ts";
import { firstOf, type Process, sleep, timer } from "../../sim/wait.ts";
import type { Container } from "../api/pod.ts";
import type { Behaviour } from "../behaviour.ts";
import type { StartError } from "./image-manager.ts";
import type { KubeletPod } from "./kubelet-pod.ts";
import { isRunning, latest } from "./pod-runtime.ts";
import { environmentError } from "./references.ts";
import { rootError } from "./run-as-non-root.ts";

/** The least time between SIGTERM and SIGKILL, milliseconds. */
const minimumGrace = 2000;

/**
 * Pulls, creates and starts one container and runs its postStart hook (pkg/kubelet/kuberuntime/kuberuntime_container.go,
 * startContainer); gives why it could not.
 */
export function* startContainer(
  kubeletPod: KubeletPod,
  container: Container,
): Process<StartError | undefined> {
  const { context, pod, node, runtime } = kubeletPod;
  const { name } = container;
  const imageError = yield* node.images.ensure(pod, container, kubeletPod.fieldPath(name));
  if (imageError !== undefined) return imageError;
  const configError = environmentError(context, pod, container) ?? rootError(pod, container);
  if (configError !== undefined) {
    kubeletPod.record("Warning", "Failed", `Error: ${configError}`, name);
    return { reason: "CreateContainerConfigError", message: configError };
  }
  const before = latest(runtime.snapshot, name);
  const attempt = before === undefined ? 0 : before.attempt + 1;
  const behaviour = context.behaviours.behaviourOf({
    pod,
    container,
    workload: kubeletPod.workload,
    attempt: kubeletPod.ordinal + attempt,
  });
  const { shortContainerEvents } = context.rules;
  const { containerStart, containerStartWork } = context.latency;
  yield* node.slots.use(containerStartWork);
  kubeletPod.record(
    "Normal",
    "Created",
    shortContainerEvents ? "Container created" : `Created container: ${name}`,
    name,
  );
  yield* sleep(containerStart - containerStartWork);
  if (behaviour.startError !== undefined) {
    kubeletPod.record("Warning", "Failed", `Error: ${behaviour.startError}`, name);
    const exit = { at: context.kernel.now, code: 128, reason: "StartError", message: behaviour.startError };
    runtime.add(name, { attempt, startedAt: undefined, exit, postStarted: false });
    return { reason: "RunContainerError", message: behaviour.startError };
  }
  kubeletPod.behaviours.set(name, behaviour);
  kubeletPod.probes.restarted(name);
  const hasHook = container.lifecycle?.postStart !== undefined;
  runtime.add(name, { attempt, startedAt: context.kernel.now, exit: undefined, postStarted: !hasHook });
  kubeletPod.record(
    "Normal",
    "Started",
    shortContainerEvents ? "Container started" : `Started container ${name}`,
    name,
  );
  scheduleExit(kubeletPod, container, behaviour, attempt);
  if (!hasHook) return undefined;

  yield* sleep(behaviour.postStart);
  if (behaviour.postStartError !== undefined) {
    kubeletPod.record("Warning", "FailedPostStartHook", "PostStartHook failed", name);
    yield* killContainer(kubeletPod, container, graceOf(kubeletPod), { reason: "FailedPostStartHook" });
    return { reason: "PostStartHookError", message: behaviour.postStartError };
  }
  runtime.change(name, { postStarted: true });
  return undefined;
}

/** Arranges for the container's own end. */
function scheduleExit(
  kubeletPod: KubeletPod,
  container: Container,
  behaviour: Behaviour,
  attempt: number,
): void {
  if (behaviour.run === undefined) return;
  const { kernel, latency } = kubeletPod.context;
  kernel.schedule(Math.max(behaviour.run, latency.shortestRun), () => {
    const instance = latest(kubeletPod.runtime.snapshot, container.name);
    if (instance?.attempt !== attempt || instance.exit !== undefined) return;
    if (behaviour.oomKilled) exit(kubeletPod, container.name, 137, "OOMKilled");
    else exit(kubeletPod, container.name, behaviour.exitCode);
    if (behaviour.exitCode === 0 && !behaviour.oomKilled) makeObjects(kubeletPod, behaviour.creates);
  });
}

/** Ends a container now, as its process has chosen or somebody else. */
export function exit(kubeletPod: KubeletPod, name: string, code: number, reason?: string): void {
  const at = kubeletPod.context.kernel.now;
  kubeletPod.runtime.change(name, {
    exit: { at, code, reason: reason ?? (code === 0 ? "Completed" : "Error"), message: undefined },
  });
  kubeletPod.exits.emit(name);
}

/** What a container has made when it succeeds: `Secret/app-tls`. */
function makeObjects(kubeletPod: KubeletPod, creates: readonly string[]): void {
  const { api } = kubeletPod.context;
  const namespace = kubeletPod.pod.metadata.namespace ?? "";
  for (const each of creates) {
    const [kind = "", name = ""] = each.split("/");
    if (api.get({ kind, namespace, name }) === undefined)
      api.create({ apiVersion: api.resources.apiVersionOf(kind), kind, metadata: { name, namespace } });
  }
}

/** The pod's grace period in milliseconds: that of its eviction or deletion, if it is to go. */
export const graceOf = ({ pod, graceOverride }: KubeletPod): number =>
  graceOverride ??
  (pod.metadata.deletionGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30) * 1000;

/**
 * Stops one container: preStop hook, SIGTERM, and SIGKILL when the grace period is over
 * (pkg/kubelet/kuberuntime/kuberuntime_container.go, killContainer). `grace` in milliseconds; `after`: the containers that
 * have to have stopped before it gets its SIGTERM.
 */
export function* killContainer(
  kubeletPod: KubeletPod,
  container: Container,
  grace: number,
  { reason, after = [] }: { readonly reason?: string; readonly after?: readonly string[] } = {},
): Process<void> {
  const { name } = container;
  if (!isRunning(kubeletPod.instance(name))) return;
  const behaviour = kubeletPod.behaviours.get(name);
  kubeletPod.record("Normal", "Killing", reason ?? `Stopping container ${name}`, name);
  const { kernel } = kubeletPod.context;
  const began = kernel.now;
  const gone = (): true | undefined => (isRunning(kubeletPod.instance(name)) ? undefined : true);

  const preStop = container.lifecycle?.preStop;
  if (preStop !== undefined) {
    if (behaviour?.preStopError !== undefined)
      kubeletPod.record("Warning", "FailedPreStopHook", "PreStopHook failed", name);
    const wanted =
      preStop.sleep === undefined ? execTime(preStop.exec?.command) : preStop.sleep.seconds * 1000;
    yield* firstOf({ hook: timer(Math.min(wanted, grace)), exit: kubeletPod.exits.next() });
    if (gone() === true) return;
  }
  const isTurn = (): boolean => after.every((other) => !isRunning(kubeletPod.instance(other)));
  while (!isTurn() && kernel.now < began + grace)
    yield* firstOf({ late: timer(began + grace - kernel.now), exit: kubeletPod.exits.next() });
  if (gone() === true) return;
  const least = kubeletPod.graceOverride ?? minimumGrace;
  const left = Math.max(grace - (kernel.now - began), least);
  const stop = behaviour?.stop ?? 0;
  const takes = stop === "ignore" ? Number.POSITIVE_INFINITY : stop;
  const deadline = kernel.schedule(Math.min(takes, left), () => {
    if (gone() === true) return;
    if (takes <= left) exit(kubeletPod, name, behaviour?.stopExitCode ?? 143);
    else exit(kubeletPod, name, 137);
  });
  yield* until(gone, kubeletPod.exits, `container ${name} to stop`);
  kernel.cancel(deadline);
}

/** How long a plain `sleep N` in a hook takes, milliseconds; other commands are taken to be quick. */
function execTime(command: readonly string[] | undefined): number {
  const seconds = /(?:^|[\s;&])sleep\s+(\d+(?:\.\d+)?)/.exec((command ?? []).join(" "))?.[1];
  return seconds === undefined ? 0 : Number(seconds) * 1000;
}
