import { describe, expect, it } from "vitest";
import { bench, configMap, endEverything, hook, job, type TestChart } from "../harness.test-support.ts";

const versioned: TestChart = {
  objects: (values) => [configMap("c", { v: String(values.get("v") ?? "1") })],
};
const withHook = (event: string): TestChart => ({
  objects: (values) => [...versioned.objects(values), hook(job("h"), event)],
});
const dataOf = (b: ReturnType<typeof bench>): unknown =>
  b.cluster.api.get({ kind: "ConfigMap", namespace: "default", name: "c" })?.data;

describe.each(["3.17.3", "4.1.4"])("helm rollback of Helm %s", (version) => {
  const twice = (chart: TestChart): ReturnType<typeof bench> => {
    const b = bench(version, { "./c": chart });
    b.helm("install demo ./c");
    b.helm("upgrade demo ./c --set v=2");
    b.records();
    return b;
  };

  it("makes a new revision of the one before", () => {
    const b = twice(versioned);
    expect(b.helm("rollback demo")).toEqual({
      exitCode: 0,
      stdout: "Rollback was a success! Happy Helming!\n",
      stderr: "",
    });
    expect(dataOf(b)).toEqual({ v: "1" });
    expect(b.records()).toEqual(["demo.v3 pending-rollback", "demo.v2 superseded", "demo.v3 deployed"]);
    expect(b.helm("history demo").stdout).toMatch(/^3\s.*\tdeployed\s.*Rollback to 1/m);
  });

  it("takes the revision before the last one, whether it was good or not", () => {
    const b = twice(withHook("post-upgrade"));
    endEverything(b.cluster, 100, () => "failed");
    b.helm("upgrade demo ./c --set v=3");
    b.helm("upgrade demo ./c --set v=4");
    b.helm("rollback demo");
    expect(b.helm("history demo").stdout).toMatch(/^5\s.*Rollback to 3/m);
  });

  it.each(["pre-rollback", "post-rollback"])(
    "stays pending when a %s hook fails, and then blocks upgrades",
    (event) => {
      const b = twice(withHook(event));
      endEverything(b.cluster, 100, () => "failed");
      const { exitCode, stderr } = b.helm("rollback demo");
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/^Error: (1 error occurred:|resource Job)/);
      expect(dataOf(b)).toEqual({ v: event === "pre-rollback" ? "2" : "1" });
      expect(b.records().at(-1)).toBe("demo.v3 pending-rollback");
      expect(b.helm("upgrade demo ./c").stderr).toContain(
        "another operation (install/upgrade/rollback) is in progress",
      );
    },
  );

  it("runs the hooks of the revision it goes back to", () => {
    const b = bench(version, {
      "./old": { objects: () => [configMap("c"), hook(configMap("from-old"), "pre-rollback")] },
      "./new": { objects: () => [configMap("c"), hook(configMap("from-new"), "pre-rollback")] },
    });
    b.helm("install demo ./old");
    b.helm("upgrade demo ./new");
    b.helm("rollback demo");
    expect(b.left()).toEqual(["ConfigMap/c", "ConfigMap/from-old"]);
  });

  it("does nothing in a dry run", () => {
    const b = twice(versioned);
    expect(b.helm(`rollback demo --dry-run${version.startsWith("4") ? "=client" : ""}`).exitCode).toBe(0);
    expect(b.records()).toEqual([]);
    expect(dataOf(b)).toEqual({ v: "2" });
  });

  it.each([
    ["rollback demo 7", "release has no 7 version"],
    ["rollback ghost", "release: not found"],
    ["rollback demo x", 'could not convert revision to a number: strconv.Atoi: parsing "x": invalid syntax'],
    ["rollback demo -- -1", "invalid release revision"],
  ])("helm %s: %s", (command, text) => {
    expect(twice(versioned).helm(command).stderr).toBe(`Error: ${text}\n`);
  });

  it("has nothing before the first revision", () => {
    const b = bench(version, { "./c": versioned });
    b.helm("install demo ./c");
    expect(b.helm("rollback demo").stderr).toBe("Error: release has no 0 version\n");
  });

  it("that waits in vain leaves a failed revision", () => {
    const b = bench(version, {
      "./c": {
        objects: (values) => [
          ...versioned.objects(values),
          {
            apiVersion: "v1",
            kind: "PersistentVolumeClaim",
            metadata: { name: "pvc" },
            spec: { accessModes: ["ReadWriteOnce"] },
          },
        ],
      },
    });
    b.helm("install demo ./c");
    b.helm("upgrade demo ./c --set v=2");
    const { stderr } = b.helm("rollback demo --wait --timeout 3s");
    expect(stderr).toMatch(/^Error: release demo failed: /);
    expect(b.records().at(-1)).toBe("demo.v3 failed");
  });
});
