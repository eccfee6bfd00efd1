import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Semantics } from "../../cluster/api/apply/list-semantics.ts";
import { jsonMerge, threeWayMerge, twoWayMerge } from "./three-way-merge.ts";

const semantics = new Semantics({ apiVersion: "apps/v1", kind: "Deployment" });
const spec = (containers: readonly object[], more: object = {}): Record<string, unknown> => ({
  spec: { template: { spec: { containers, ...more } } },
});

describe("a strategic merge", () => {
  it("sets what the new manifest says and keeps what only the server knows", () => {
    expect(
      threeWayMerge({ a: 1 }, { a: 2, b: { c: 3 } }, { a: 9, b: { d: 4 }, server: true }, semantics),
    ).toEqual({ a: 2, b: { c: 3, d: 4 }, server: true });
  });

  it("removes what only the old manifest says", () => {
    expect(
      threeWayMerge(
        { a: 1, b: { c: 1, d: 1 } },
        { b: { d: 1 } },
        { a: 1, b: { c: 1, d: 1, e: 1 } },
        semantics,
      ),
    ).toEqual({
      b: { d: 1, e: 1 },
    });
  });

  it("merges containers by name: changed, added, removed, foreign", () => {
    const original = spec([
      { name: "a", image: "1" },
      { name: "gone", image: "1" },
    ]);
    const modified = spec([
      { name: "a", image: "2" },
      { name: "new", image: "1" },
    ]);
    const live = spec([
      { name: "sidecar", image: "s" },
      { name: "a", image: "1", imagePullPolicy: "Always" },
      { name: "gone", image: "1" },
    ]);
    expect(threeWayMerge(original, modified, live, semantics)).toEqual(
      spec([
        { name: "a", image: "2", imagePullPolicy: "Always" },
        { name: "new", image: "1" },
        { name: "sidecar", image: "s" },
      ]),
    );
  });

  it("leaves items that are there twice as they are", () => {
    const env = (...values: string[]): Record<string, unknown> =>
      spec([{ name: "c", env: values.map((value) => ({ name: "A", value })) }]);
    const live = env("1", "2");
    expect(threeWayMerge(env("1", "2"), env("1", "2"), live, semantics)).toBe(live);
    expect(threeWayMerge(env("1", "2"), env("1", "3"), live, semantics)).toEqual(env("1", "3"));
  });

  it("takes the default protocol for a port's key", () => {
    const ports = (port: object): Record<string, unknown> => spec([{ name: "a", ports: [port] }]);
    expect(
      threeWayMerge(
        ports({ containerPort: 80 }),
        ports({ containerPort: 80, name: "http" }),
        ports({ containerPort: 80, protocol: "TCP" }),
        semantics,
      ),
    ).toEqual(ports({ containerPort: 80, protocol: "TCP", name: "http" }));
  });

  it("replaces lists that have no keys, and merges finalizers as a set", () => {
    expect(
      threeWayMerge(
        { metadata: { finalizers: ["a", "b"] }, spec: { args: ["x"] } },
        { metadata: { finalizers: ["b", "c"] }, spec: { args: ["y", "z"] } },
        { metadata: { finalizers: ["a", "b", "theirs"] }, spec: { args: ["x"] } },
        semantics,
      ),
    ).toEqual({ metadata: { finalizers: ["b", "theirs", "c"] }, spec: { args: ["y", "z"] } });
  });

  it("drops what goes with another strategy or another kind of volume", () => {
    expect(
      threeWayMerge(
        { spec: {} },
        { spec: { strategy: { type: "Recreate" } } },
        { spec: { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%" } } } },
        semantics,
      ),
    ).toEqual({ spec: { strategy: { type: "Recreate" } } });
    const volume = (source: object): Record<string, unknown> =>
      spec([], { volumes: [{ name: "v", ...source }] });
    expect(
      threeWayMerge(
        volume({ emptyDir: {} }),
        volume({ configMap: { name: "c" } }),
        volume({ emptyDir: {} }),
        semantics,
      ),
    ).toEqual(volume({ configMap: { name: "c" } }));
  });

  it("gives the live object itself if nothing changes", () => {
    const live = { a: { b: 1, server: 1 } };
    expect(threeWayMerge({ a: { b: 1 } }, { a: { b: 1 } }, live, semantics)).toBe(live);
  });

  it("makes the new manifest of an object that nobody else has touched", () => {
    const json = fc.dictionary(
      fc.constantFrom("a", "b", "c"),
      fc.oneof(
        fc.integer(),
        fc.string(),
        fc.dictionary(fc.constantFrom("x", "y"), fc.integer()),
        fc.array(fc.integer()),
      ),
    );
    fc.assert(
      fc.property(json, json, (original, modified) => {
        expect(threeWayMerge(original, modified, original, jsonMerge)).toEqual(modified);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a JSON merge of two manifests", () => {
  it("leaves alone what they have in common", () => {
    expect(twoWayMerge({ a: 1, b: 1, c: 1 }, { a: 1, b: 2 }, { a: "drifted", b: 1, c: 1 })).toEqual({
      a: "drifted",
      b: 2,
    });
  });

  it("goes into maps but not into lists", () => {
    expect(
      twoWayMerge(
        { m: { x: 1, y: 1 }, l: [1] },
        { m: { x: 2, y: 1 }, l: [2] },
        { m: { x: 1, y: 9, z: 9 }, l: [1, 3] },
      ),
    ).toEqual({ m: { x: 2, y: 9, z: 9 }, l: [2] });
  });
});
