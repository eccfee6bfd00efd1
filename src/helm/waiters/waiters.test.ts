import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../chart/rendered-chart.ts";
import { bench, chartOf, configMap, deployment, hook, job } from "../harness.test-support.ts";

const namespace = "default";
const service = (type: string): JsonObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "s" },
  spec: { type, clusterIP: "10.0.0.1" },
});
const claim: JsonObject = {
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { name: "p" },
  spec: { accessModes: ["ReadWriteOnce"] },
};
const claimRef = { kind: "PersistentVolumeClaim", namespace, name: "p" };

type Bench = ReturnType<typeof bench>;

const installing = (version: string, ...objects: JsonObject[]): Bench =>
  bench(version, { "./c": chartOf(...objects) });

/** Binds the claim at a time. */
const bindAt = (b: Bench, time: number): void => {
  b.cluster.kernel.schedule(time, () => b.cluster.api.updateStatus(claimRef, () => ({ phase: "Bound" })));
};

describe("--wait of Helm 3", () => {
  it("looks every two seconds from the first look on", () => {
    const b = installing("3.17.3", claim);
    bindAt(b, 3000);
    expect(b.helm("install demo ./c --wait").exitCode).toBe(0);
    expect(b.cluster.kernel.now).toBeGreaterThan(4000);
    expect(b.cluster.kernel.now).toBeLessThan(4500);
  });

  it.each([
    ["3.11.0", "timed out waiting for the condition"],
    ["3.17.3", "context deadline exceeded"],
  ])("ends at the timeout; Helm %s: %s", (version, text) => {
    const b = installing(version, claim);
    expect(b.helm("install demo ./c --wait --timeout 3s").stderr).toBe(
      `Error: INSTALLATION FAILED: ${text}\n`,
    );
    expect(b.cluster.kernel.now).toBeGreaterThan(3000);
    expect(b.cluster.kernel.now).toBeLessThan(3500);
  });

  it("tries a failed Job thirty times more before it believes it", () => {
    const b = installing("3.17.3", job("j"));
    b.cluster.kernel.schedule(1000, () =>
      b.cluster.api.updateStatus({ kind: "Job", namespace, name: "j" }, () => ({ failed: 1 })),
    );
    expect(b.helm("install demo ./c --wait --wait-for-jobs").stderr).toBe(
      "Error: INSTALLATION FAILED: job is failed: default/j\n",
    );
    expect(b.cluster.kernel.now).toBeGreaterThan(62_000);
    expect(b.cluster.kernel.now).toBeLessThan(63_000);
  });

  it("is over at once with a timeout of zero, if anything is to be looked at", () => {
    expect(installing("3.17.3", claim).helm("install demo ./c --wait --timeout 0").exitCode).toBe(1);
    expect(installing("3.17.3", configMap("c")).helm("install demo ./c --wait --timeout 0").exitCode).toBe(0);
  });

  it("waits for the address of a LoadBalancer, unlike Helm 4", () => {
    expect(
      installing("3.17.3", service("LoadBalancer")).helm("install demo ./c --wait --timeout 3s").exitCode,
    ).toBe(1);
    expect(
      installing("4.1.4", service("LoadBalancer")).helm("install demo ./c --wait --timeout 3s").exitCode,
    ).toBe(0);
    expect(
      installing("3.17.3", service("ClusterIP")).helm("install demo ./c --wait --timeout 3s").exitCode,
    ).toBe(0);
  });
});

describe.each(["3.17.3", "4.1.4"])("Helm %s", (version) => {
  it("waits for nothing but hooks without --wait, even with --wait-for-jobs", () => {
    const b = installing(version, claim, job("j"));
    expect(b.helm("install demo ./c --wait-for-jobs").exitCode).toBe(0);
    expect(b.cluster.kernel.now).toBeLessThan(1000);
  });

  it("gives the readiness and each hook the whole timeout", () => {
    const b = installing(version, claim, hook(job("h"), "post-install"));
    bindAt(b, 4000);
    b.cluster.kernel.schedule(8500, () =>
      b.cluster.api.updateStatus({ kind: "Job", namespace, name: "h" }, () => ({
        conditions: [{ type: "Complete", status: "True" }],
      })),
    );
    expect(b.helm("install demo ./c --wait --timeout 5s").exitCode).toBe(0);
  });

  it("waits for Jobs to complete only if asked to", () => {
    const run = (flags: string): number => {
      const b = installing(version, job("j"));
      b.cluster.kernel.schedule(200, () =>
        b.cluster.api.updateStatus({ kind: "Job", namespace, name: "j" }, () => ({
          startTime: b.cluster.clock.timestamp(),
        })),
      );
      b.cluster.kernel.schedule(3000, () =>
        b.cluster.api.updateStatus({ kind: "Job", namespace, name: "j" }, () => ({
          succeeded: 1,
          conditions: [{ type: "Complete", status: "True" }],
        })),
      );
      expect(b.helm(`install demo ./c ${flags}`).exitCode).toBe(0);
      return b.cluster.kernel.now;
    };
    expect(run("--wait")).toBeLessThan(1000);
    expect(run("--wait --wait-for-jobs")).toBeGreaterThan(3000);
  });

  it("does not wait for a paused Deployment", () => {
    const { spec, ...rest } = deployment("d");
    const b = installing(version, { ...rest, spec: { ...(spec as JsonObject), paused: true } });
    expect(b.helm("install demo ./c --wait --timeout 3s").exitCode).toBe(0);
  });
});

describe("--wait of Helm 4", () => {
  it("is told of changes", () => {
    const b = installing("4.1.4", claim);
    bindAt(b, 3000);
    expect(b.helm("install demo ./c --wait").exitCode).toBe(0);
    expect(b.cluster.kernel.now).toBeGreaterThan(3000);
    expect(b.cluster.kernel.now).toBeLessThan(3100);
  });

  it("names everything that is not ready at the timeout, in the order of the manifest", () => {
    const b = installing("4.1.4", deployment("d"), claim);
    expect(b.helm("install demo ./c --wait --timeout 3s").stderr).toBe(
      "Error: INSTALLATION FAILED: resource PersistentVolumeClaim/default/p not ready. status: InProgress, message: PVC is not Bound. phase: Pending\nresource Deployment/default/d not ready. status: InProgress, message: Replicas: 0/1\ncontext deadline exceeded\n",
    );
  });

  it("stops when all that is left has failed for good", () => {
    const b = installing("4.1.4", deployment("d"), claim);
    bindAt(b, 2000);
    b.cluster.kernel.schedule(1000, () =>
      b.cluster.api.updateStatus({ kind: "Deployment", namespace, name: "d" }, () => ({
        observedGeneration: 1,
        conditions: [{ type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded" }],
      })),
    );
    expect(b.helm("install demo ./c --wait").stderr).toBe(
      "Error: INSTALLATION FAILED: resource Deployment/default/d not ready. status: Failed, message: Progress deadline exceeded\n",
    );
    expect(b.cluster.kernel.now).toBeGreaterThan(2000);
    expect(b.cluster.kernel.now).toBeLessThan(2200);
  });

  it("believes a pod unschedulable after fifteen seconds", () => {
    const b = installing("4.1.4", {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "p" },
      spec: { containers: [] },
    });
    b.cluster.kernel.schedule(1000, () =>
      b.cluster.api.updateStatus({ kind: "Pod", namespace, name: "p" }, () => ({
        phase: "Pending",
        conditions: [{ type: "PodScheduled", status: "False", reason: "Unschedulable" }],
      })),
    );
    expect(b.helm("install demo ./c --wait").stderr).toContain(
      "resource Pod/default/p not ready. status: Failed, message: Pod could not be scheduled\n",
    );
    expect(b.cluster.kernel.now).toBeGreaterThan(15_000);
    expect(b.cluster.kernel.now).toBeLessThan(17_000);
  });

  it("takes a custom resource's word for it", () => {
    const widget = { apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "w" }, spec: {} };
    const b = installing("4.1.4", widget);
    b.cluster.api.resources.add({
      ...{ group: "example.com", versions: ["v1"], kind: "Widget", plural: "widgets" },
      ...{ namespaced: true, generation: true },
    });
    const ref = { kind: "Widget.example.com", namespace, name: "w" };
    b.cluster.api.onWrite(({ type, object }) => {
      if (type !== "ADDED" || object.kind !== "Widget") return;
      const write = (status: string): void => {
        b.cluster.api.updateStatus(ref, () => ({ conditions: [{ type: "Ready", status, message: "busy" }] }));
      };
      write("False");
      b.cluster.kernel.schedule(4000, () => write("True"));
    });
    expect(b.helm("install one ./c --wait --timeout 2s").stderr).toContain(
      "status: InProgress, message: busy\n",
    );
    expect(b.helm("upgrade one ./c --wait").exitCode).toBe(0);
  });

  it("waits half a minute with a timeout of zero, for ever before 4.1", () => {
    const b = installing("4.1.4", claim);
    expect(b.helm("install demo ./c --wait --timeout 0").exitCode).toBe(1);
    expect(b.cluster.kernel.now).toBeGreaterThan(30_000);
    const older = installing("4.0.0", claim);
    bindAt(older, 100_000);
    expect(older.helm("install demo ./c --wait --timeout 0").exitCode).toBe(0);
  });

  it("polls as Helm 3 does with --wait=legacy", () => {
    const b = installing("4.1.4", claim);
    bindAt(b, 3000);
    expect(b.helm("install demo ./c --wait=legacy").exitCode).toBe(0);
    expect(b.cluster.kernel.now).toBeGreaterThan(4000);
  });

  it.each([
    ["true", "watcher", 1],
    ["false", "hookOnly", 0],
  ])("still takes %s, for %s", (word, strategy, exitCode) => {
    const result = installing("4.1.4", claim).helm(`install demo ./c --wait=${word} --timeout 3s`);
    expect(result.exitCode).toBe(exitCode);
    expect(result.stderr.split("\n")[0]).toBe(
      `level=WARN msg="--wait=${word} is deprecated (boolean value) and can be replaced with --wait=${strategy}"`,
    );
  });

  it("sees that pods of a StatefulSet crash", () => {
    const labels = { app: "db" };
    const b = installing("4.1.4", {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata: { name: "db" },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [] } },
      },
    });
    b.cluster.kernel.schedule(1000, () => {
      b.cluster.api.create({
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "db-0", labels },
        spec: { containers: [] },
      });
      b.cluster.api.updateStatus({ kind: "Pod", namespace, name: "db-0" }, () => ({
        phase: "Running",
        containerStatuses: [{ name: "c", state: { waiting: { reason: "CrashLoopBackOff" } } }],
      }));
      b.cluster.api.updateStatus({ kind: "StatefulSet", namespace, name: "db" }, () => ({ replicas: 1 }));
    });
    expect(b.helm("install demo ./c --wait").stderr).toContain(
      "status: Failed, message: 1 pods have failed\n",
    );
  });
});
