import { describe, expect, it } from "vitest";
import type { ObjectRef } from "../api/object.ts";
import type { Pod } from "../api/pod.ts";
import { deploymentObject, jobObject, podObject, podTemplate, testCluster } from "../testing/test-cluster.ts";

const ref = (kind: string, name: string): ObjectRef => ({ kind, namespace: "default", name });

describe("a Job's pod", () => {
  it("is written exactly as often as a real one that succeeds", () => {
    const { api, pass, podRows } = testCluster({ containers: { main: { run: 2000 } } });
    api.create(jobObject("good", podTemplate("good", [{}])));
    pass(10_000);
    expect(podRows("good")).toEqual([
      "Pending",
      "Pending",
      "Pending ContainerCreating",
      "Pending ContainerCreating",
      "Running Running+",
      "Running Completed",
      "Succeeded Completed",
      "Succeeded Completed",
    ]);
  });

  it("has one row less before 1.36, where the sandbox is not reported on its own", () => {
    const { api, pass, podRows } = testCluster({ kubernetes: "1.31", containers: { main: { run: 2000 } } });
    api.create(jobObject("good", podTemplate("good", [{}])));
    pass(10_000);
    expect(podRows("good").filter((row) => row === "Pending ContainerCreating")).toHaveLength(1);
  });

  it("fails with the container's exit code and is followed by another after the back-off", () => {
    const { api, pass, podRows, eventsOf } = testCluster({
      containers: { main: { run: 1000, exitCode: 3 } },
    });
    api.create(jobObject("bad", podTemplate("bad", [{}]), { backoffLimit: 1 }));
    pass(40_000);
    const once = [
      "Pending",
      "Pending",
      "Pending ContainerCreating",
      "Pending ContainerCreating",
      "Running Running+",
      "Running Error",
      "Failed Error",
      "Failed Error",
    ];
    expect(podRows("bad")).toEqual([...once, ...once]);
    expect(eventsOf("bad").filter((event) => event.includes("BackoffLimitExceeded"))).toEqual([
      "Warning BackoffLimitExceeded: Job has reached the specified backoff limit",
    ]);
  });

  it("restarts in place with restartPolicy OnFailure", () => {
    const { api, pass, podRows } = testCluster({
      containers: { main: ({ attempt }) => ({ run: 1000, exitCode: attempt === 1 ? 1 : 0 }) },
    });
    api.create(jobObject("retry", podTemplate("retry", [{}], { restartPolicy: "OnFailure" })));
    pass(15_000);
    expect(podRows("retry").slice(4)).toEqual([
      "Running Running+",
      "Running Error",
      "Running Running+/1",
      "Running Completed/1",
      "Succeeded Completed/1",
      "Succeeded Completed/1",
      "Succeeded Completed/1",
    ]);
  });
});

describe("deleting a running pod", () => {
  it("acknowledges, stops the container, and removes the pod after the next look at the runtime", () => {
    const { api, pass, podRows, writes } = testCluster();
    api.create(podObject("web", podTemplate("web", [{}])));
    pass(3000);
    const before = podRows("web").length;
    api.delete(ref("Pod", "web"));
    pass(5000);
    expect(podRows("web").slice(before)).toEqual([
      "Running (deleted) Running+",
      "Running (deleted) Running+",
      "Succeeded (deleted) Completed",
      "Succeeded (deleted) Completed",
      "Succeeded (deleted) Completed",
    ]);
    expect(writes.at(-1)?.type).toBe("DELETED");
  });

  it("has no acknowledgement before 1.34", () => {
    const { api, pass, podRows } = testCluster({ kubernetes: "1.33" });
    api.create(podObject("web", podTemplate("web", [{}])));
    pass(3000);
    const before = podRows("web").length;
    api.delete(ref("Pod", "web"));
    pass(5000);
    expect(podRows("web").slice(before)).toHaveLength(4);
  });

  it("kills a container that ignores SIGTERM when the grace period is over", () => {
    const { api, pass, podRows, context, writes } = testCluster({ containers: { main: { stop: "ignore" } } });
    api.create(podObject("deaf", podTemplate("deaf", [{}], { terminationGracePeriodSeconds: 7 })));
    pass(3000);
    const asked = context.kernel.now;
    api.delete(ref("Pod", "deaf"));
    pass(20_000);
    expect(podRows("deaf").at(-1)).toBe("Failed (deleted) Error");
    const gone = writes.at(-1)?.time ?? 0;
    expect(gone - asked).toBeGreaterThan(7000);
    expect(gone - asked).toBeLessThan(9500);
  });

  it("removes one that is not on a node at once, in two writes", () => {
    const { api, pass, podRows } = testCluster({ nodes: [] });
    api.create(podObject("lost", podTemplate("lost", [{}])));
    pass(3000);
    api.delete(ref("Pod", "lost"));
    expect(podRows("lost").slice(-2)).toEqual(["Pending (deleted)", "Pending (deleted)"]);
    expect(api.get(ref("Pod", "lost"))).toBeUndefined();
  });
});

describe("a container that cannot start", () => {
  it("alternates between ErrImagePull and ImagePullBackOff, about every 13 seconds at first", () => {
    const { api, pass, podRows } = testCluster({ images: { "acme/wbe:1": { missing: true, pull: 20 } } });
    api.create(podObject("typo", podTemplate("typo", [{ image: "acme/wbe:1" }])));
    pass(60_000);
    expect(podRows("typo").slice(4)).toEqual([
      "Pending ErrImagePull",
      "Pending ImagePullBackOff",
      "Pending ErrImagePull",
      "Pending ImagePullBackOff",
      "Pending ErrImagePull",
    ]);
  });

  it("ends as ContainerStatusUnknown when its pod is deleted", () => {
    const { api, pass, podRows } = testCluster({ images: { "acme/wbe:1": { missing: true, pull: 20 } } });
    api.create(podObject("typo", podTemplate("typo", [{ image: "acme/wbe:1" }])));
    pass(20_000);
    const before = podRows("typo").length;
    api.delete(ref("Pod", "typo"));
    pass(5000);
    expect(podRows("typo").slice(before).slice(-3)).toEqual([
      "Failed (deleted) ContainerStatusUnknown",
      "Failed (deleted) ContainerStatusUnknown",
      "Failed (deleted) ContainerStatusUnknown",
    ]);
  });

  it("stays in ContainerCreating without a sandbox while a ConfigMap volume is missing, and goes on when it comes", () => {
    const { api, pass, podRows, eventsOf } = testCluster();
    const volumes = [{ name: "config", configMap: { name: "settings" } }];
    api.create(podObject("waits", podTemplate("waits", [{}], { volumes })));
    pass(20_000);
    expect(podRows("waits")).toEqual(["Pending", "Pending", "Pending ContainerCreating"]);
    expect(eventsOf("waits")).toContain(
      'Warning FailedMount: MountVolume.SetUp failed for volume "config" : configmap "settings" not found',
    );
    api.create({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "default" } });
    pass(20_000);
    expect(podRows("waits").at(-1)).toBe("Running Running+");
  });

  it("shows CreateContainerConfigError for a missing Secret in its environment, and heals", () => {
    const { api, pass, podRows, eventsOf } = testCluster();
    const env = [{ name: "TOKEN", valueFrom: { secretKeyRef: { name: "tokens", key: "api" } } }];
    api.create(podObject("env", podTemplate("env", [{ env }])));
    pass(5000);
    expect(podRows("env").at(-1)).toBe("Pending CreateContainerConfigError");
    expect(eventsOf("env")).toContain('Warning Failed: Error: secret "tokens" not found');
    api.create({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "tokens", namespace: "default" },
      data: { other: "" },
    });
    pass(20_000);
    expect(eventsOf("env").at(-1)).toBe(
      "Warning Failed: Error: couldn't find key api in Secret default/tokens",
    );
    api.update(ref("Secret", "tokens"), (secret) => ({ ...secret, data: { api: "eA==" } }));
    pass(20_000);
    expect(podRows("env").at(-1)).toBe("Running Running+");
  });
});

describe("a container that keeps crashing", () => {
  it("restarts at once, then after 10, 20, 40 seconds and more", () => {
    const { api, pass, writes, podRows } = testCluster({ containers: { main: { run: 1000, exitCode: 1 } } });
    api.create(deploymentObject("crash", podTemplate("crash", [{}])));
    pass(120_000);
    expect(podRows("crash").slice(4, 13)).toEqual([
      "Running Running+",
      "Running Error",
      "Running Running+/1",
      "Running Error/1",
      "Running CrashLoopBackOff/1",
      "Running Running+/2",
      "Running Error/2",
      "Running CrashLoopBackOff/2",
      "Running Running+/3",
    ]);
    const starts = writes
      .filter(({ object }) => object.kind === "Pod" && JSON.stringify(object.status).includes('"running"'))
      .map(({ time }) => time);
    const gaps = starts.slice(1).map((time, i) => (time - (starts[i] ?? 0)) / 1000);
    expect(gaps[0]).toBeLessThan(3);
    expect(gaps[1]).toBeGreaterThan(10);
    expect(gaps[1]).toBeLessThan(18);
    expect(gaps[2]).toBeGreaterThan(20);
    expect(gaps[2]).toBeLessThan(33);
  });
});

describe("init containers and sidecars", () => {
  it("run one after the other before the main container", () => {
    const { api, pass, podRows } = testCluster({
      containers: { one: { run: 1500 }, two: { run: 1500 }, main: {} },
    });
    const initContainers = [
      { name: "one", image: "acme/init:1" },
      { name: "two", image: "acme/init:1" },
    ];
    api.create(podObject("app", podTemplate("app", [{}], { initContainers })));
    pass(20_000);
    const waiting = "PodInitializing";
    expect(podRows("app").slice(2)).toEqual([
      `Pending [${waiting} ${waiting}] ${waiting}`,
      `Pending [${waiting} ${waiting}] ${waiting}`,
      `Pending [Running ${waiting}] ${waiting}`,
      `Pending [Completed+ ${waiting}] ${waiting}`,
      `Pending [Completed+ Running] ${waiting}`,
      `Pending [Completed+ Completed+] ${waiting}`,
      "Running [Completed+ Completed+] Running+",
    ]);
  });

  it("keep a sidecar beside the main container and stop it after a Job's main container has ended", () => {
    const { api, pass, podRows } = testCluster({ containers: { main: { run: 2000 }, proxy: {} } });
    const initContainers = [{ name: "proxy", image: "acme/proxy:1", restartPolicy: "Always" as const }];
    api.create(jobObject("task", podTemplate("task", [{}], { initContainers })));
    pass(20_000);
    expect(podRows("task").slice(4)).toEqual([
      "Pending [Running+] PodInitializing",
      "Running [Running+] Running+",
      "Running [Running+] Completed",
      "Running [Completed] Completed",
      "Succeeded [Completed] Completed",
      "Succeeded [Completed] Completed",
    ]);
  });
});

describe("a container's own restart rules", () => {
  const restartPolicyRules = [{ action: "Restart", exitCodes: { operator: "In", values: [42] } }] as const;
  const once = (exitCode: number): string[] => {
    const { api, pass, podRows } = testCluster({
      containers: { main: ({ attempt }) => ({ run: 1000, exitCode: attempt === 1 ? exitCode : 0 }) },
    });
    const container = { restartPolicy: "Never", restartPolicyRules } as const;
    api.create(podObject("ruled", podTemplate("ruled", [container], { restartPolicy: "Never" })));
    pass(20_000);
    return podRows("ruled");
  };

  it("start it again for the exit codes that they name", () => {
    expect(once(42).at(-1)).toBe("Succeeded Completed/1");
  });

  it("leave all other exits to its policy", () => {
    expect(once(1).at(-1)).toBe("Failed Error");
  });
});

describe("probes", () => {
  it("make a container ready when its readiness probe passes", () => {
    const { api, pass, writes, podRows } = testCluster({ containers: { main: { readyAfter: 4500 } } });
    const readinessProbe = { periodSeconds: 2, httpGet: { port: 80 } };
    api.create(podObject("slow", podTemplate("slow", [{ readinessProbe }])));
    pass(20_000);
    expect(podRows("slow").slice(4)).toEqual(["Running Running", "Running Running+", "Running Running+"]);
    const times = writes.filter(({ object }) => object.kind === "Pod").map(({ time }) => time);
    const waited = (times.at(-2) ?? 0) - (times.at(-3) ?? 0);
    expect(waited).toBeGreaterThan(4500);
    expect(waited).toBeLessThan(6500);
  });

  it("count initialDelaySeconds from the second in which the container started", () => {
    const { api, pass, writes } = testCluster({ containers: { main: {} } });
    const readinessProbe = { initialDelaySeconds: 1, periodSeconds: 1, httpGet: { port: 80 } };
    const delays = [0, 100, 200, 300, 400, 500, 600, 700, 800, 900].map((fraction) => {
      const name = `pod-${fraction}`;
      pass(10_000 + fraction);
      api.create(podObject(name, podTemplate(name, [{ readinessProbe }])));
      pass(5000);
      const [running = 0, ready = 0] = writes
        .filter(({ object }) => object.metadata.name === name && (object as Pod).status?.phase === "Running")
        .map(({ time }) => time);
      return ready - running;
    });
    expect(Math.min(...delays)).toBeLessThan(500);
    expect(Math.max(...delays)).toBeLessThan(2000);
  });

  it("begin anew when all containers are looked at after a start", () => {
    const { api, pass, writes } = testCluster({ containers: { main: { readyAfter: 1200 } } });
    const readinessProbe = { periodSeconds: 10, httpGet: { port: 80 } };
    api.create(podObject("slow", podTemplate("slow", [{ readinessProbe }])));
    pass(20_000);
    const [running = 0, ready = 0] = writes
      .filter(({ object }) => object.kind === "Pod" && (object as Pod).status.phase === "Running")
      .map(({ time }) => time);
    expect(ready - running).toBeGreaterThan(10_000);
    expect(ready - running).toBeLessThan(11_100);
  });

  it("restart a container whose liveness probe fails, without showing its end", () => {
    const { api, pass, podRows, eventsOf } = testCluster({ containers: { main: { liveUntil: 5000 } } });
    const livenessProbe = { periodSeconds: 2, failureThreshold: 2, httpGet: { port: 80 } };
    api.create(podObject("sick", podTemplate("sick", [{ livenessProbe }])));
    pass(14_000);
    expect(podRows("sick").slice(4, 6)).toEqual(["Running Running+", "Running Running+/1"]);
    expect(eventsOf("sick")).toContain(
      "Normal Killing: Container main failed liveness probe, will be restarted",
    );
  });

  it("let a container that they kill again and again wait longer than it lived", () => {
    const { api, pass, podRows } = testCluster({ containers: { main: { startedAfter: 1e9 } } });
    const startupProbe = { periodSeconds: 2, failureThreshold: 3, httpGet: { port: 80 } };
    api.create(podObject("slow", podTemplate("slow", [{ startupProbe }])));
    pass(45_000);
    // The second kill begins the back-off of 10 s, the third comes 8 s after the second.
    expect(podRows("slow").slice(4)).toEqual([
      "Running Running",
      "Running Running/1",
      "Running Running/2",
      "Running CrashLoopBackOff/2",
      "Running Running/3",
      "Running CrashLoopBackOff/3",
    ]);
  });
});

describe("a container that must not run as root", () => {
  it("is not made when it is told to", () => {
    const { api, pass, podRows, eventsOf } = testCluster();
    const securityContext = { runAsNonRoot: true };
    const root = podTemplate("root", [{ securityContext: { runAsUser: 0 } }], { securityContext });
    const user = podTemplate("user", [{ securityContext: { runAsUser: 7 } }], { securityContext });
    api.create(podObject("root", root));
    api.create(podObject("user", user));
    pass(5000);
    expect(podRows("root").at(-1)).toBe("Pending CreateContainerConfigError");
    expect(eventsOf("root").at(-1)).toMatch(
      /^Warning Failed: Error: container's runAsUser breaks non-root policy \(pod: "root_default\(.{36}\)", container: main\)$/,
    );
    expect(podRows("user").at(-1)).toBe("Running Running+");
  });
});

describe("a pod with a deadline", () => {
  it("is stopped when it is over, and fails only when its container has ended", () => {
    const { api, pass, podRows, eventsOf } = testCluster();
    api.create(podObject("late", podTemplate("late", [{}], { activeDeadlineSeconds: 5 })));
    pass(15_000);
    expect(podRows("late").slice(4)).toEqual(["Running Running+", "Running Running+", "Failed Completed"]);
    expect(api.get<Pod>(ref("Pod", "late"))?.status.reason).toBe("DeadlineExceeded");
    expect(eventsOf("late")).toContain(
      "Normal DeadlineExceeded: Pod was active on the node longer than the specified deadline",
    );
  });
});

describe("lifecycle hooks", () => {
  const lifecycle = { postStart: { exec: { command: ["sh", "-c", "sleep 3"] } } };

  it("hold a container back from running until postStart is done", () => {
    const { api, pass, podRows, writes } = testCluster({ containers: { main: { postStart: 3000 } } });
    api.create(podObject("hooked", podTemplate("hooked", [{ lifecycle }])));
    pass(10_000);
    expect(podRows("hooked").slice(4)).toEqual(["Running Running+"]);
    const running = writes.filter(({ object }) => object.metadata.name === "hooked").at(-1)?.time ?? 0;
    expect(running).toBeGreaterThan(3500);
  });

  it("kill and retry a container whose postStart fails", () => {
    const { api, pass, podRows } = testCluster({ containers: { main: { postStartError: "exited with 1" } } });
    api.create(podObject("hooked", podTemplate("hooked", [{ lifecycle }])));
    pass(25_000);
    expect(podRows("hooked").slice(4)).toEqual([
      "Running PostStartHookError",
      "Running PostStartHookError/1",
      "Running CrashLoopBackOff/1",
      "Running PostStartHookError/2",
    ]);
  });

  it("run preStop before the container is told to stop", () => {
    const { api, pass, writes, context } = testCluster();
    const preStop = { sleep: { seconds: 5 } };
    api.create(podObject("slow", podTemplate("slow", [{ lifecycle: { preStop } }])));
    pass(3000);
    const asked = context.kernel.now;
    api.delete(ref("Pod", "slow"));
    pass(15_000);
    const gone = (writes.at(-1)?.time ?? 0) - asked;
    expect(gone).toBeGreaterThan(5000);
    expect(gone).toBeLessThan(7500);
  });
});
