import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GoInt, GoMap } from "../gotemplate/value.ts";
import { ApiClient } from "./api-client.ts";
import { bareCluster } from "./harness.test-support.ts";
import { type Release, releaseHooks } from "./release.ts";
import { decodeRelease, encodeRelease } from "./release-payload.ts";
import { ReleaseStorage } from "./release-storage.ts";

const release = (revision: number, status: Release["status"] = "superseded"): Release => ({
  ...{ name: "demo", namespace: "default", revision, status },
  ...{ description: "Größe ✓", firstDeployed: 1, lastDeployed: 2, deleted: undefined, notes: "" },
  chart: {
    metadata: {
      ...{
        name: "c",
        home: "",
        sources: [],
        version: "1.0.0",
        description: "",
        keywords: [],
        maintainers: [],
      },
      ...{ icon: "", apiVersion: "v2", condition: "", tags: "", appVersion: "", deprecated: false },
      ...{ annotations: new Map([["a", "b"]]), kubeVersion: "", dependencies: [], type: "" },
    },
    ...{
      templates: [],
      files: [],
      values: new GoMap([["n", new GoInt(7n)]]),
      schema: undefined,
      dependencies: [],
    },
  },
  config: new GoMap([["x", "y"]]),
  ...{ manifests: [], manifestText: "", hooks: releaseHooks([]), labels: { team: "a" }, applyMethod: "ssa" },
});

describe("a release record", () => {
  it("comes back as it went, numbers as floats", () => {
    const back = decodeRelease(encodeRelease(release(1)));
    expect(back.description).toBe("Größe ✓");
    expect(back.chart.metadata.annotations).toEqual(new Map([["a", "b"]]));
    expect(back.chart.values.get("n")).toBe(7);
    expect([...back.config]).toEqual([["x", "y"]]);
    expect(encodeRelease(back)).toBe(encodeRelease(release(1)));
  });

  it("keeps what became of each hook", () => {
    const hook = {
      ...{
        path: "demo/templates/job.yaml",
        line: 1,
        content: "kind: Job",
        apiVersion: "batch/v1",
        kind: "Job",
      },
      ...{ namespace: undefined, annotations: {}, object: undefined, weight: 0, outputLogPolicies: [] },
    };
    const named = (name: string) => ({ ...hook, name, events: ["pre-install"], deletePolicies: [] }) as const;
    const { hooks, ...rest } = { ...release(1), hooks: releaseHooks([named("a"), named("b")]) };
    const stored = (): Release["hooks"] => decodeRelease(encodeRelease({ ...rest, hooks })).hooks;
    expect(stored()).toEqual(hooks);
    for (const [i, each] of hooks.entries()) {
      each.lastRun = { startedAt: i, completedAt: 5, phase: "Succeeded" };
      each.deletePolicies = ["before-hook-creation"];
      expect(stored()).toEqual(hooks);
    }
  });

  it("gives hooks of another rendering their own text", () => {
    const hook = (content: string) =>
      releaseHooks([
        {
          ...{ path: "demo/templates/job.yaml", line: 1, content, apiVersion: "batch/v1", kind: "Job" },
          ...{ name: "a", namespace: undefined, annotations: {}, object: undefined, weight: 0 },
          ...{ events: ["pre-install"], deletePolicies: [], outputLogPolicies: [] },
        },
      ]);
    const one = { ...release(1), hooks: hook("one") };
    expect(decodeRelease(encodeRelease(one)).hooks).toEqual(one.hooks);
    const other = { ...one, hooks: hook("other") };
    expect(decodeRelease(encodeRelease(other)).hooks).toEqual(other.hooks);
  });

  it("keeps any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const cluster = bareCluster();
        const storage = new ReleaseStorage(new ApiClient(cluster), cluster.clock, "default");
        const run = function* () {
          yield* storage.create({ ...release(1), notes: text });
          return (yield* storage.last("demo")).notes;
        };
        expect(cluster.kernel.run(cluster.kernel.spawn("t", run()))).toBe(text);
      }),
      { numRuns: 30 },
    );
  });
});

describe("the history", () => {
  it("makes room for a new revision, oldest first, but keeps the last deployed one", () => {
    const cluster = bareCluster();
    const storage = new ReleaseStorage(new ApiClient(cluster), cluster.clock, "default");
    const run = function* () {
      yield* storage.create(release(1));
      yield* storage.create(release(2, "deployed"));
      yield* storage.create(release(3, "failed"));
      yield* storage.create(release(4, "failed"));
      yield* storage.create(release(5, "pending-upgrade"), 2);
      return (yield* storage.history("demo")).map((each) => each.revision);
    };
    expect(cluster.kernel.run(cluster.kernel.spawn("t", run()))).toEqual([2, 5]);
  });

  it("has each revision once", () => {
    const cluster = bareCluster();
    const storage = new ReleaseStorage(new ApiClient(cluster), cluster.clock, "default");
    const run = function* () {
      yield* storage.create(release(1));
      yield* storage.create(release(1));
    };
    expect(() => cluster.kernel.run(cluster.kernel.spawn("t", run()))).toThrow("release: already exists");
  });
});
