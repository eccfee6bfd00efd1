import { describe, expect, it } from "vitest";
import {
  bench,
  chartOf,
  configMap,
  deployment,
  endEverything,
  hook,
  job,
  pod,
  removePods,
} from "./harness.test-support.ts";

const bothMajors = ["3.17.3", "4.1.4"];
const added = (writes: readonly string[]): readonly string[] =>
  writes.filter((each) => each.startsWith("ADDED")).map((each) => each.slice(6));
const deleted = (writes: readonly string[]): readonly string[] =>
  writes.filter((each) => each.startsWith("DELETED")).map((each) => each.slice(8));

describe.each(bothMajors)("hooks of Helm %s", (version) => {
  it("run one after the other, each until it is complete", () => {
    const chart = chartOf(
      hook(job("b"), "pre-install", { weight: 1 }),
      hook(job("a"), "pre-install", { weight: 2 }),
      configMap("c"),
    );
    const b = bench(version, { "./c": chart });
    endEverything(b.cluster, 3000);
    expect(b.helm("install demo ./c").exitCode).toBe(0);
    expect(b.writes()).toEqual([
      "ADDED Job/b",
      "MODIFIED Job/b",
      "ADDED Job/a",
      "MODIFIED Job/a",
      "ADDED ConfigMap/c",
    ]);
  });

  it("of equal weight run by name first and by kind second", () => {
    const serviceAccount = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "same" } };
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "Upper" } };
    const chart = chartOf(
      ...[configMap("zz"), job("same"), secret, serviceAccount, job("aa")].map((each) =>
        hook(each, "pre-install"),
      ),
    );
    const b = bench(version, { "./c": chart });
    endEverything(b.cluster, 100);
    b.helm("install demo ./c");
    expect(added(b.writes())).toEqual([
      "Secret/Upper",
      "Job/aa",
      "ServiceAccount/same",
      "Job/same",
      "ConfigMap/zz",
    ]);
  });

  it("run twice if they name the event twice", () => {
    const b = bench(version, { "./c": chartOf(hook(job("a"), "pre-install,pre-install")) });
    endEverything(b.cluster, 100);
    expect(b.helm("install demo ./c").exitCode).toBe(0);
    expect(added(b.writes())).toEqual(["Job/a", "Job/a"]);
  });

  it("that are neither Jobs nor Pods are done as soon as they are there", () => {
    const b = bench(version, {
      "./c": chartOf(hook(deployment("never-ready"), "pre-install"), configMap("c")),
    });
    expect(b.helm("install demo ./c").exitCode).toBe(0);
    expect(added(b.writes())).toEqual(["Deployment/never-ready", "ConfigMap/c"]);
    expect(b.cluster.kernel.now).toBeLessThan(1000);
  });

  it("get the whole timeout each", () => {
    const chart = chartOf(
      hook(job("a"), "pre-install"),
      hook(job("b"), "pre-install"),
      hook(job("c"), "pre-install"),
    );
    const b = bench(version, { "./c": chart });
    endEverything(b.cluster, 4000);
    expect(b.helm("install demo ./c --timeout 5s").exitCode).toBe(0);
    expect(b.cluster.kernel.now).toBeGreaterThan(12_000);
  });

  it("are deleted before they are created again, by default only then", () => {
    const b = bench(version, { "./c": chartOf(hook(job("a"), "pre-install,pre-upgrade"), configMap("c")) });
    endEverything(b.cluster, 100);
    b.helm("install demo ./c");
    expect(b.left()).toContain("Job/a");
    b.writes();
    expect(b.helm("upgrade demo ./c").exitCode).toBe(0);
    expect(b.writes().slice(0, 2)).toEqual(["DELETED Job/a", "ADDED Job/a"]);
  });

  it("with a delete policy of their own lose the default one", () => {
    const chart = chartOf(
      hook(job("a"), "pre-install,pre-upgrade", { policy: "hook-failed" }),
      configMap("c"),
    );
    const b = bench(version, { "./c": chart });
    endEverything(b.cluster, 100);
    b.helm("install demo ./c");
    b.writes();
    const again = b.helm("upgrade demo ./c");
    expect(deleted(b.writes())).toEqual([]);
    expect(again.exitCode).toBe(version.startsWith("3") ? 1 : 0);
  });

  it("keep to a misspelt policy that deletes nothing", () => {
    const b = bench(version, { "./c": chartOf(hook(job("a"), "pre-install", { policy: "hook-suceeded" })) });
    endEverything(b.cluster, 100);
    b.helm("install demo ./c");
    expect(deleted(b.writes())).toEqual([]);
  });

  it("that fail leave a failed revision, no objects of the chart, and the hooks that ran", () => {
    const chart = chartOf(
      hook(job("good"), "pre-install", { weight: 1 }),
      hook(job("bad"), "pre-install", { weight: 2 }),
      hook(job("unseen"), "pre-install", { weight: 3 }),
      configMap("c"),
    );
    const b = bench(version, { "./c": chart });
    endEverything(b.cluster, 100, (name) => (name === "bad" ? "failed" : "ok"));
    expect(b.helm("install demo ./c").exitCode).toBe(1);
    expect(b.left()).toEqual(["Job/good", "Job/bad"]);
    expect(b.records().at(-1)).toBe("demo.v1 failed");
  });

  it("of kind CustomResourceDefinition are never deleted", () => {
    const crd = {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "widgets.example.com" },
      spec: {},
    };
    const b = bench(version, { "./c": chartOf(hook(crd, "pre-install", { policy: "hook-succeeded" })) });
    expect(b.helm("install demo ./c").exitCode).toBe(0);
    expect(b.left()).toEqual(["CustomResourceDefinition/widgets.example.com"]);
  });
});

describe("the deletion of succeeded hooks", () => {
  const policy = "before-hook-creation,hook-succeeded";
  const chart = chartOf(
    hook(job("one"), "pre-install", { weight: 1, policy }),
    hook(job("two"), "pre-install", { weight: 2, policy }),
    hook(job("three"), "pre-install", { weight: 3, policy }),
  );

  it.each([
    ["3.16.2", ["Job/one", "Job/two", "Job/three"]],
    ["3.16.3", ["Job/three", "Job/two", "Job/one"]],
    ["3.17.3", ["Job/three", "Job/two", "Job/one"]],
    ["4.1.4", ["Job/three", "Job/two", "Job/one"]],
  ])("comes after the last hook; Helm %s: %s", (version, order) => {
    const b = bench(version, { "./c": chart });
    endEverything(b.cluster, 100);
    b.helm("install demo ./c");
    const writes = b.writes();
    expect(deleted(writes)).toEqual(order);
    expect(writes.findIndex((each) => each.startsWith("DELETED"))).toBeGreaterThan(
      writes.indexOf("ADDED Job/three"),
    );
  });

  it.each([
    ["3.17.3", ["Job/one", "Job/two", "Job/three"]],
    ["3.19.0", ["Job/two", "Job/three"]],
    ["4.1.4", ["Job/two", "Job/three"]],
  ])("after a failure: Helm %s leaves %s", (version, left) => {
    const mixed = chartOf(
      hook(job("one"), "pre-install", { weight: 1, policy }),
      hook(job("two"), "pre-install", { weight: 2 }),
      hook(job("three"), "pre-install", { weight: 3, policy }),
    );
    const b = bench(version, { "./c": mixed });
    endEverything(b.cluster, 100, (name) => (name === "three" ? "failed" : "ok"));
    b.helm("install demo ./c");
    expect(b.left()).toEqual(left);
  });
});

describe("a hook that was not there before", () => {
  it.each([
    ["4.2.0", false],
    ["4.2.1", true],
    ["4.2.2", false],
  ])("Helm %s with --wait takes the whole timeout for its deletion: %s", (version, whole) => {
    const b = bench(version, { "./c": chartOf(hook(configMap("settings"), "pre-install")) });
    expect(b.helm("install demo ./c --wait --timeout 30s").exitCode).toBe(0);
    expect(b.writes()).toContain("ADDED ConfigMap/settings");
    expect(b.cluster.kernel.now > 30_000).toBe(whole);
    expect(b.cluster.kernel.now > 10_000).toBe(whole);
  });

  it("Helm 4.2.1 takes no longer without --wait", () => {
    const b = bench("4.2.1", { "./c": chartOf(hook(configMap("settings"), "pre-install")) });
    b.helm("install demo ./c --timeout 30s");
    expect(b.cluster.kernel.now).toBeLessThan(10_000);
  });
});

describe("a deletion by policy that takes its time", () => {
  const chart = chartOf(hook(pod("slow"), "pre-upgrade,pre-install"), configMap("c"));

  const secondRun = (version: string): { readonly writes: readonly string[]; readonly took: number } => {
    const b = bench(version, { "./c": chart });
    const ref = { kind: "Pod", namespace: "default", name: "slow" };
    let runs = 0;
    b.cluster.api.onWrite(({ type, object }) => {
      if (type !== "ADDED" || object.kind !== "Pod") return;
      runs++;
      // A finalizer keeps the old pod for three seconds.
      b.cluster.kernel.schedule(50, () =>
        b.cluster.api.update(ref, (each) => ({
          ...each,
          metadata: { ...each.metadata, finalizers: ["x/y"] },
          status: { phase: "Succeeded" },
        })),
      );
    });
    b.cluster.api.onWrite(({ type, object }) => {
      if (type !== "MODIFIED" || object.metadata.deletionTimestamp === undefined) return;
      b.cluster.kernel.schedule(3000, () => {
        if (b.cluster.api.get(ref)?.metadata.finalizers === undefined) return;
        b.cluster.api.update(ref, (each) => ({ ...each, metadata: { ...each.metadata, finalizers: [] } }));
      });
    });
    b.helm("install demo ./c");
    b.writes();
    const start = b.cluster.kernel.now;
    expect(b.helm("upgrade demo ./c").exitCode).toBe(0);
    expect(runs).toBeGreaterThan(0);
    return { writes: b.writes(), took: b.cluster.kernel.now - start };
  };

  it("is awaited by Helm 3, which looks every two seconds", () => {
    const { writes, took } = secondRun("3.17.3");
    expect(writes.filter((each) => each === "ADDED Pod/slow")).toHaveLength(1);
    expect(took).toBeGreaterThan(4000);
    expect(took).toBeLessThan(4500);
  });

  it("is not awaited by Helm 4 without --wait, so the old pod's end is taken for the new one's", () => {
    const { writes, took } = secondRun("4.1.4");
    expect(writes.filter((each) => each === "ADDED Pod/slow")).toEqual([]);
    expect(took).toBeLessThan(1000);
  });

  it("is not awaited before Helm 3.14", () => {
    const b = bench("3.13.0", { "./c": chart });
    endEverything(b.cluster, 100);
    removePods(b.cluster, 3000);
    b.helm("install demo ./c");
    const start = b.cluster.kernel.now;
    b.helm("upgrade demo ./c");
    expect(b.cluster.kernel.now - start).toBeLessThan(1000);
  });
});

describe("a hook that is there already and is not deleted first", () => {
  const chart = chartOf(hook(job("a"), "pre-install", { policy: "hook-failed" }));

  it("is refused by Helm 3", () => {
    const b = bench("3.17.3", { "./c": chart });
    b.cluster.api.create({ ...job("a"), apiVersion: "batch/v1", kind: "Job", metadata: { name: "a" } });
    expect(b.helm("install demo ./c").stderr).toBe(
      'Error: INSTALLATION FAILED: failed pre-install: warning: Hook pre-install t/templates/0.yaml failed: 1 error occurred:\n\t* jobs.batch "a" already exists\n\n\n',
    );
  });

  it("is changed by Helm 4, whose wait sees how it ended before", () => {
    const b = bench("4.1.4", { "./c": chart });
    endEverything(b.cluster, 100);
    expect(b.helm("install one ./c").exitCode).toBe(0);
    const start = b.cluster.kernel.now;
    expect(b.helm("install two ./c").exitCode).toBe(0);
    expect(b.writes().filter((each) => each === "ADDED Job/a")).toHaveLength(1);
    expect(b.cluster.kernel.now - start).toBeLessThan(1000);
  });
});

describe("what a failed hook is told as", () => {
  const chart = chartOf(hook(job("h"), "pre-install"));
  const told = (version: string, verdict: "failed" | "never", more = ""): string => {
    const b = bench(version, { "./c": chart });
    endEverything(b.cluster, 1000, () => verdict);
    return b.helm(`install demo ./c${more}`).stderr;
  };

  it.each([
    ["3.11.0", "job h failed: BackoffLimitExceeded\n"],
    ["3.17.3", "1 error occurred:\n\t* job h failed: BackoffLimitExceeded\n\n\n"],
    ["4.1.4", "resource Job/default/h not ready. status: Failed, message: Job Failed. failed: 1/1\n"],
  ])("Helm %s", (version, text) => {
    expect(told(version, "failed")).toBe(`Error: INSTALLATION FAILED: failed pre-install: ${text}`);
  });

  it.each([
    ["3.17.3", "1 error occurred:\n\t* timed out waiting for the condition\n\n\n"],
    [
      "4.1.4",
      "resource Job/default/h not ready. status: InProgress, message: Job in progress\ncontext deadline exceeded\n",
    ],
    ["4.1.0", "resource not ready, name: h, kind: Job, status: InProgress\ncontext deadline exceeded\n"],
  ])("at the timeout, Helm %s", (version, text) => {
    expect(told(version, "never", " --timeout 3s")).toBe(
      `Error: INSTALLATION FAILED: failed pre-install: ${text}`,
    );
  });
});

describe("a hook whose object disappears while it is awaited", () => {
  const run = (version: string): number => {
    const b = bench(version, { "./c": chartOf(hook(job("h"), "pre-install")) });
    b.cluster.kernel.schedule(1000, () =>
      b.cluster.api.delete({ kind: "Job", namespace: "default", name: "h" }),
    );
    return b.helm("install demo ./c --timeout 3s").exitCode;
  };

  it("counts as done in Helm 3", () => {
    expect(run("3.17.3")).toBe(0);
  });

  it("is waited for until the timeout in Helm 4", () => {
    expect(run("4.1.4")).toBe(1);
  });
});

describe("a Job hook that has failed", () => {
  it.each([
    ["4.0.0", 10_000],
    ["4.1.0", 10_000],
    ["4.1.1", 1000],
  ])("ends the wait of Helm %s after %i ms", (version, expected) => {
    const b = bench(version, { "./c": chartOf(hook(job("h"), "pre-install")) });
    endEverything(b.cluster, 1000, () => "failed");
    expect(b.helm("install demo ./c --timeout 10s").exitCode).toBe(1);
    expect(b.cluster.kernel.now).toBeGreaterThan(expected);
    expect(b.cluster.kernel.now).toBeLessThan(expected + 500);
  });
});

describe("a hook that the server is to name", () => {
  const nameless = { ...hook(job("x"), "pre-install", { policy: "hook-failed" }) };
  const chart = chartOf({
    ...nameless,
    metadata: { generateName: "h-", annotations: (nameless.metadata as { annotations: object }).annotations },
  } as typeof nameless);

  it("runs in Helm 3 if nothing deletes it", () => {
    const b = bench("3.17.3", { "./c": chart });
    endEverything(b.cluster, 3000);
    expect(b.helm("install demo ./c").exitCode).toBe(0);
    expect(b.cluster.kernel.now).toBeGreaterThan(3000);
    expect(b.left()).toEqual([expect.stringMatching(/^Job\/h-/)]);
  });

  it.each([
    ["3.17.3", "before-hook-creation"],
    ["4.1.4", "before-hook-creation"],
    ["4.1.4", "hook-failed"],
  ])("fails in Helm %s with %s", (version, policy) => {
    const annotations = { "helm.sh/hook": "pre-install", "helm.sh/hook-delete-policy": policy };
    const b = bench(version, {
      "./c": chartOf({ ...job("x"), metadata: { generateName: "h-", annotations } }),
    });
    expect(b.helm("install demo ./c").stderr).toContain("resource name may not be empty");
  });
});

describe("what the listener is told", () => {
  it("is each hook with its place, reason and end", () => {
    const seen: string[] = [];
    const b = bench(
      "4.1.4",
      { "./c": chartOf(hook(job("b"), "pre-install"), hook(job("a"), "pre-install"), configMap("c")) },
      {
        progress: {
          phaseStarted: ({ name, event }) => seen.push(`> ${name} ${event ?? ""}`),
          phaseEnded: ({ name }, { ok }) => seen.push(`< ${name} ${ok}`),
          hookStarted: ({ hook: name, order, of, why }) => seen.push(`> ${name} ${order}/${of} ${why}`),
          hookEnded: ({ hook: name }, outcome) => seen.push(`< ${name} ${outcome.ok ? "ok" : outcome.error}`),
        },
      },
    );
    endEverything(b.cluster, 100, (name) => (name === "b" ? "failed" : "ok"));
    b.helm("install demo ./c");
    expect(seen).toEqual([
      "> hooks pre-install",
      "> a 1/2 It is the first pre-install hook: weight 0.",
      "< a ok",
      '> b 2/2 It has the same weight 0 as Job/a, so the name decides: "a" comes before "b".',
      "< b resource Job/default/b not ready. status: Failed, message: Job Failed. failed: 1/1",
      "< hooks false",
    ]);
  });
});
