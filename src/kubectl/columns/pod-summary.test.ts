import { describe, expect, test } from "vitest";
import type { Container, ContainerState, ContainerStatus, Pod } from "../../cluster/api/pod.ts";
import { type KubernetesRules, kubernetesRules } from "../../cluster/kubernetes-rules.ts";
import { podSummary } from "./pod-summary.ts";

const rulesOf = (version: string): KubernetesRules => {
  const rules = kubernetesRules(version);
  if (rules === undefined) throw new Error(`no rules for ${version}`);
  return rules;
};
const newest = rulesOf("1.36");

const container = (name: string, extra: Partial<Container> = {}): Container => ({
  name,
  image: "i",
  ...extra,
});
const sidecar = (name: string) => container(name, { restartPolicy: "Always" });

const state = (name: string, now: ContainerState, extra: Partial<ContainerStatus> = {}): ContainerStatus => ({
  name,
  image: "i",
  ready: false,
  started: now.running !== undefined,
  restartCount: 0,
  state: now,
  ...extra,
});
const waiting = (reason: string): ContainerState => ({ waiting: { reason } });
const running: ContainerState = { running: { startedAt: "2025-01-15T18:20:03Z" } };
const exited = (exitCode: number, reason = exitCode === 0 ? "Completed" : "Error"): ContainerState => ({
  terminated: { exitCode, reason },
});
const endedAt = (finishedAt: string): ContainerState => ({
  terminated: { exitCode: 1, reason: "Error", finishedAt },
});
const ready = { ready: true };

type Shape = Omit<Partial<Pod["status"]>, "conditions"> & {
  readonly containers?: readonly Container[];
  readonly inits?: readonly Container[];
  readonly deleted?: boolean;
  readonly conditions?: Readonly<Record<string, string>>;
};

function pod({ containers, inits, deleted, conditions = {}, ...status }: Shape): Pod {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: "p",
      namespace: "default",
      uid: "u",
      resourceVersion: "1",
      creationTimestamp: "2025-01-15T18:20:03Z",
      ...(deleted === true ? { deletionTimestamp: "2025-01-15T18:21:03Z" } : {}),
    },
    spec: {
      containers: containers ?? [container("c")],
      ...(inits === undefined ? {} : { initContainers: inits }),
    },
    status: {
      phase: "Pending",
      ...status,
      conditions: Object.entries(conditions).map(([type, value]) => {
        const [word = "True", reason] = value.split(" ");
        return {
          type,
          status: word as "True" | "False",
          ...(reason === undefined ? {} : { reason }),
        };
      }),
    },
  };
}

const two = [container("a"), container("b")];
const initialized = { Initialized: "True" };
const lost = "NodeLost";

describe("STATUS and READY", () => {
  test.each<[string, string, string, Shape]>([
    ["just created", "Pending", "0/1", {}],
    ["no room on any node", "Pending", "0/1", { conditions: { PodScheduled: "False Unschedulable" } }],
    [
      "held by a scheduling gate",
      "SchedulingGated",
      "0/1",
      { conditions: { PodScheduled: "False SchedulingGated" } },
    ],
    [
      "taken by the kubelet",
      "ContainerCreating",
      "0/1",
      { containerStatuses: [state("c", waiting("ContainerCreating"))] },
    ],
    [
      "waiting for its first init container",
      "Init:0/2",
      "0/1",
      {
        inits: [container("i"), container("j")],
        initContainerStatuses: [
          state("i", waiting("PodInitializing")),
          state("j", waiting("PodInitializing")),
        ],
        containerStatuses: [state("c", waiting("PodInitializing"))],
      },
    ],
    [
      "the second init container runs",
      "Init:1/2",
      "0/1",
      {
        inits: [container("i"), container("j")],
        initContainerStatuses: [state("i", exited(0)), state("j", running)],
        containerStatuses: [state("c", waiting("PodInitializing"))],
      },
    ],
    [
      "an init container failed",
      "Init:Error",
      "0/1",
      { inits: [container("i")], initContainerStatuses: [state("i", exited(1))] },
    ],
    [
      "…with a code and no reason",
      "Init:ExitCode:3",
      "0/1",
      { inits: [container("i")], initContainerStatuses: [state("i", exited(3, ""))] },
    ],
    [
      "…by a signal and without a reason",
      "Init:Signal:9",
      "0/1",
      {
        inits: [container("i")],
        initContainerStatuses: [state("i", { terminated: { exitCode: 137, signal: 9, reason: "" } })],
      },
    ],
    [
      "…and waits to be tried again",
      "Init:CrashLoopBackOff",
      "0/1",
      { inits: [container("i")], initContainerStatuses: [state("i", waiting("CrashLoopBackOff"))] },
    ],
    [
      "all init containers are done",
      "PodInitializing",
      "0/1",
      {
        inits: [container("i")],
        initContainerStatuses: [state("i", exited(0))],
        containerStatuses: [state("c", waiting("PodInitializing"))],
        conditions: initialized,
      },
    ],
    [
      "a sidecar that has not passed its startup probe",
      "Init:0/1",
      "0/2",
      { inits: [sidecar("s")], initContainerStatuses: [state("s", running, { started: false })] },
    ],
    [
      "a started sidecar counts as ready, and the next init container decides",
      "Init:1/2",
      "1/2",
      {
        inits: [sidecar("s"), container("i")],
        initContainerStatuses: [state("s", running, ready), state("i", running)],
      },
    ],
    [
      "the sidecar runs on when the main container is done",
      "Completed",
      "1/2",
      {
        phase: "Running",
        inits: [sidecar("s")],
        initContainerStatuses: [state("s", running, ready)],
        containerStatuses: [state("c", exited(0))],
        conditions: initialized,
      },
    ],
    ["running, not ready", "Running", "0/1", { phase: "Running", containerStatuses: [state("c", running)] }],
    [
      "running, ready",
      "Running",
      "1/1",
      { phase: "Running", containerStatuses: [state("c", running, ready)] },
    ],
    ["done", "Completed", "0/1", { phase: "Succeeded", containerStatuses: [state("c", exited(0))] }],
    ["failed", "Error", "0/1", { phase: "Failed", containerStatuses: [state("c", exited(1))] }],
    [
      "out of memory",
      "OOMKilled",
      "0/1",
      { phase: "Failed", containerStatuses: [state("c", exited(137, "OOMKilled"))] },
    ],
    ["exit without a reason", "ExitCode:7", "0/1", { containerStatuses: [state("c", exited(7, ""))] }],
    [
      "signal without a reason",
      "Signal:15",
      "0/1",
      { containerStatuses: [state("c", { terminated: { exitCode: 143, signal: 15, reason: "" } })] },
    ],
    [
      "crash loop",
      "CrashLoopBackOff",
      "0/1",
      { phase: "Running", containerStatuses: [state("c", waiting("CrashLoopBackOff"))] },
    ],
    [
      "the first container's reason wins",
      "ErrImagePull",
      "0/2",
      {
        containers: two,
        containerStatuses: [state("a", waiting("ErrImagePull")), state("b", waiting("ContainerCreating"))],
      },
    ],
    [
      "a done container beside a ready one in a ready pod",
      "Running",
      "1/2",
      {
        phase: "Running",
        containers: two,
        containerStatuses: [state("a", exited(0)), state("b", running, ready)],
        conditions: { Ready: "True" },
      },
    ],
    [
      "a done container beside a ready one",
      "NotReady",
      "1/2",
      {
        phase: "Running",
        containers: two,
        containerStatuses: [state("a", exited(0)), state("b", running, ready)],
        conditions: { Ready: "False" },
      },
    ],
    [
      "a done container before a failed one",
      "OOMKilled",
      "0/2",
      {
        phase: "Failed",
        containers: two,
        containerStatuses: [state("a", exited(0)), state("b", exited(137, "OOMKilled"))],
      },
    ],
    ["evicted before anything started", "Evicted", "0/1", { phase: "Failed", reason: "Evicted" }],
    [
      "evicted while running",
      "ContainerStatusUnknown",
      "0/1",
      {
        phase: "Failed",
        reason: "Evicted",
        containerStatuses: [state("c", exited(137, "ContainerStatusUnknown"))],
      },
    ],
    [
      "being deleted",
      "Terminating",
      "1/1",
      { phase: "Running", deleted: true, containerStatuses: [state("c", running, ready)] },
    ],
    [
      "deleted when it was done",
      "Completed",
      "0/1",
      { phase: "Succeeded", deleted: true, containerStatuses: [state("c", exited(0))] },
    ],
    ["deleted on a lost node", "Unknown", "0/1", { phase: "Running", reason: lost, deleted: true }],
    [
      "init containers run again after the sandbox changed: the main container has the word",
      "CrashLoopBackOff",
      "0/1",
      {
        phase: "Running",
        inits: [container("i")],
        initContainerStatuses: [state("i", running)],
        containerStatuses: [state("c", waiting("CrashLoopBackOff"))],
        conditions: initialized,
      },
    ],
  ])("%s: %s %s", (_, status, count, shape) => {
    const summary = podSummary(pod(shape), { rules: newest });
    expect(summary.status).toBe(status);
    expect(`${summary.readyContainers}/${summary.totalContainers}`).toBe(count);
  });

  test("before 1.31 every deleted pod is Terminating", () => {
    const done = pod({ phase: "Succeeded", deleted: true, containerStatuses: [state("c", exited(0))] });
    expect(podSummary(done, { rules: rulesOf("1.30") }).status).toBe("Terminating");
    expect(podSummary(done, { rules: rulesOf("1.31") }).status).toBe("Completed");
  });

  test("before 1.35 a completed container hides a failed one after it", () => {
    const mixed = pod({
      phase: "Failed",
      containers: two,
      containerStatuses: [state("a", exited(0)), state("b", exited(1))],
    });
    expect(podSummary(mixed, { rules: rulesOf("1.34") }).status).toBe("Completed");
    expect(podSummary(mixed, { rules: rulesOf("1.35") }).status).toBe("Error");
  });
});

describe("RESTARTS", () => {
  const at = (text: string) => Date.parse(text);

  test("are those of the init containers while these run", () => {
    const summary = podSummary(
      pod({
        inits: [container("i"), container("j")],
        initContainerStatuses: [
          state("i", exited(0), { restartCount: 2, lastState: endedAt("2025-01-15T18:20:10Z") }),
          state("j", running, { restartCount: 1, lastState: endedAt("2025-01-15T18:20:20Z") }),
        ],
        containerStatuses: [state("c", waiting("PodInitializing"), { restartCount: 5 })],
      }),
      { rules: newest },
    );
    expect(summary).toMatchObject({ restarts: 3, lastRestart: at("2025-01-15T18:20:20Z") });
  });

  test("are those of the main containers and the sidecars afterwards", () => {
    const summary = podSummary(
      pod({
        phase: "Running",
        inits: [container("i"), sidecar("s")],
        initContainerStatuses: [
          state("i", exited(0), { restartCount: 7, lastState: endedAt("2025-01-15T18:59:00Z") }),
          state("s", running, { restartCount: 1, lastState: endedAt("2025-01-15T18:21:00Z") }),
        ],
        containerStatuses: [
          state("c", running, { restartCount: 2, lastState: endedAt("2025-01-15T18:20:40Z") }),
        ],
        conditions: initialized,
      }),
      { rules: newest },
    );
    expect(summary).toMatchObject({ restarts: 3, lastRestart: at("2025-01-15T18:21:00Z") });
  });

  test("have no time when no earlier instance is known", () => {
    const summary = podSummary(pod({ containerStatuses: [state("c", running, { restartCount: 1 })] }), {
      rules: newest,
    });
    expect(summary).toMatchObject({ restarts: 1, lastRestart: undefined });
  });
});
