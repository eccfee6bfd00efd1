import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../chart/rendered-chart.ts";
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
} from "../harness.test-support.ts";

const policy = (name: string, value: string): JsonObject => ({
  ...configMap(name),
  metadata: { name, annotations: { "helm.sh/resource-policy": value } },
});

describe.each(["3.17.3", "4.1.4"])("helm uninstall of Helm %s", (version) => {
  const four = version.startsWith("4");

  it("deletes kinds in their order, those of one kind at the same time", () => {
    const service = {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "s" },
      spec: { clusterIP: "10.0.0.1" },
    };
    const b = bench(version, {
      "./c": chartOf(configMap("a"), configMap("b"), deployment("d"), service, {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { name: "sa" },
      }),
    });
    b.helm("install demo ./c");
    const times = new Map<string, number>();
    b.cluster.api.onWrite(({ type, object, time }) => {
      if (type === "DELETED") times.set(`${object.kind}/${object.metadata.name}`, time);
    });
    expect(b.helm("uninstall demo")).toEqual({
      exitCode: 0,
      stdout: 'release "demo" uninstalled\n',
      stderr: "",
    });
    expect([...times.keys()].slice(0, 5)).toEqual([
      "Service/s",
      "Deployment/d",
      "ConfigMap/a",
      "ConfigMap/b",
      "ServiceAccount/sa",
    ]);
    expect(times.get("ConfigMap/a")).toBe(times.get("ConfigMap/b"));
    expect(times.get("ConfigMap/a")).toBeGreaterThan(times.get("Deployment/d") ?? Number.NaN);
    expect(b.records().at(-1)).toBe("demo.v1 gone");
  });

  it("keeps what the policy names, and passes over other values of the policy in silence", () => {
    const b = bench(version, {
      "./c": chartOf(policy("kept", " Keep "), policy("odd", "delete"), configMap("gone")),
    });
    b.helm("install demo ./c");
    expect(b.helm("uninstall demo").stdout).toBe(
      'These resources were kept due to the resource policy:\n[ConfigMap] kept\n\nrelease "demo" uninstalled\n',
    );
    expect(b.left()).toEqual(["ConfigMap/kept", "ConfigMap/odd"]);
  });

  it("leaves hooks where they are", () => {
    const b = bench(version, { "./c": chartOf(configMap("c"), hook(configMap("h"), "post-install")) });
    b.helm("install demo ./c");
    b.helm("uninstall demo");
    expect(b.left()).toEqual(["ConfigMap/h"]);
  });

  it("deletes nothing when a pre-delete hook fails, and stays uninstalling", () => {
    const b = bench(version, { "./c": chartOf(configMap("c"), hook(job("h"), "pre-delete")) });
    endEverything(b.cluster, 100, () => "failed");
    b.helm("install demo ./c");
    const { exitCode, stderr } = b.helm("uninstall demo");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^Error: (1 error occurred|resource Job)/);
    expect(b.left()).toEqual(["ConfigMap/c", "Job/h"]);
    expect(b.records().at(-1)).toBe("demo.v1 uninstalling");
  });

  it("purges the release although a post-delete hook fails, and says only that", () => {
    const b = bench(version, { "./c": chartOf(configMap("c"), hook(job("h"), "post-delete")) });
    endEverything(b.cluster, 100, () => "failed");
    b.helm("install demo ./c");
    const { exitCode, stdout, stderr } = b.helm("uninstall demo");
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/^Error: uninstallation completed with 1 error\(s\): /);
    expect(b.records().at(-1)).toBe("demo.v1 gone");
  });

  it("keeps the records if asked to", () => {
    const b = bench(version, { "./c": chartOf(configMap("c")) });
    b.helm("install demo ./c");
    b.helm("uninstall demo --keep-history --description bye");
    expect(b.helm("history demo").stdout).toMatch(/^1\s.*\tuninstalled\t.*\tbye/m);
    expect(b.helm("uninstall demo --keep-history").stderr).toBe(
      'Error: the release named "demo" is already deleted\n',
    );
    expect(b.helm("uninstall demo").exitCode).toBe(0);
    expect(b.helm("history demo").stderr).toBe("Error: release: not found\n");
  });

  it("waits for what it deletes if asked to", () => {
    const b = bench(version, { "./c": chartOf(pod("p")) });
    b.helm("install demo ./c");
    b.cluster.api.updateSubresource({ kind: "Pod", namespace: "default", name: "p" }, (each) => ({
      ...each,
      spec: { ...(each.spec as JsonObject), nodeName: "n" },
    }));
    removePods(b.cluster, 3000);
    const start = b.cluster.kernel.now;
    expect(b.helm("uninstall demo --wait").exitCode).toBe(0);
    // Helm 3 looks every two seconds, Helm 4 is told.
    expect(b.cluster.kernel.now - start).toBeGreaterThan(four ? 3000 : 4000);
    expect(b.cluster.kernel.now - start).toBeLessThan(four ? 3500 : 4500);
    expect(b.left()).toEqual([]);
  });

  it("gives up waiting at the timeout, but purges the release", () => {
    const b = bench(version, { "./c": chartOf(pod("p")) });
    b.helm("install demo ./c");
    b.cluster.api.updateSubresource({ kind: "Pod", namespace: "default", name: "p" }, (each) => ({
      ...each,
      spec: { ...(each.spec as JsonObject), nodeName: "n" },
    }));
    expect(b.helm("uninstall demo --wait --timeout 3s").stderr).toBe(
      four
        ? "Error: uninstallation completed with 1 error(s): resource Pod/default/p still exists. status: Terminating, message: Resource scheduled for deletion\ncontext deadline exceeded\n"
        : "Error: uninstallation completed with 1 error(s): context deadline exceeded\n",
    );
    expect(b.records().at(-1)).toBe("demo.v1 gone");
  });

  it.each([
    ["uninstall ghost", "uninstall: Release not loaded: ghost: release: not found"],
    [
      "uninstall demo --cascade=no",
      'invalid cascade value (no). Must be "background", "foreground", or "orphan"',
    ],
    ["uninstall BAD", "uninstall: Release name is invalid: BAD"],
  ])("helm %s: %s", (command, text) => {
    expect(bench(version, {}).helm(command).stderr).toBe(`Error: ${text}\n`);
  });

  it("of what is not there is fine if asked for", () => {
    expect(bench(version, {}).helm("uninstall ghost --ignore-not-found").stdout).toBe(
      'release "ghost" uninstalled\n',
    );
  });

  it("takes several releases, up to the first that fails", () => {
    const b = bench(version, { "./a": chartOf(configMap("a")), "./b": chartOf(configMap("b")) });
    b.helm("install one ./a");
    b.helm("install two ./b");
    expect(b.helm("uninstall one ghost two").stdout).toBe('release "one" uninstalled\n');
    expect(b.left()).toEqual(["ConfigMap/b"]);
  });
});

describe("records of other deployed revisions", () => {
  it.each([
    ["3.19.4", "deployed"],
    ["3.19.5", "superseded"],
    ["4.1.4", "superseded"],
  ])("Helm %s leaves them %s", (version, status) => {
    const b = bench(version, { "./c": chartOf(configMap("c"), hook(job("h"), "pre-upgrade")) });
    endEverything(b.cluster, 100, () => "failed");
    b.helm("install demo ./c");
    b.helm("upgrade demo ./c");
    b.helm("uninstall demo --keep-history");
    expect(b.helm("history demo").stdout).toMatch(new RegExp(`^1\\s.*\\t${status}\\s`, "m"));
  });
});
