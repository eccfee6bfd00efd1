import fc from "fast-check";
import { expect, test } from "vitest";
import type { Pod } from "../api/pod.ts";
import { firstToDelete } from "./deletion-rank.ts";

const now = Date.UTC(2025, 0, 1, 1);

interface Traits {
  readonly node?: string;
  readonly phase?: Pod["status"]["phase"];
  readonly readyFor?: number;
  readonly restarts?: number;
  readonly age?: number;
  readonly cost?: number;
}

const ago = (seconds: number): string => new Date(now - seconds * 1000).toISOString();

function pod(uid: string, traits: Traits): Pod {
  const { node, phase = "Running", readyFor, restarts = 0, age = 100, cost } = traits;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      ...{ name: uid, uid, resourceVersion: "1", creationTimestamp: ago(age) },
      ...(cost === undefined
        ? {}
        : { annotations: { "controller.kubernetes.io/pod-deletion-cost": String(cost) } }),
    },
    spec: { containers: [], ...(node === undefined ? {} : { nodeName: node }) },
    status: {
      phase,
      ...(readyFor === undefined
        ? {}
        : { conditions: [{ type: "Ready", status: "True", lastTransitionTime: ago(readyFor) }] }),
      containerStatuses: [
        { name: "a", image: "a", ready: true, started: true, restartCount: restarts, state: {} },
      ],
    },
  };
}

const order = (pods: readonly Pod[], count = pods.length): string[] =>
  firstToDelete(pods, count, (node) => (node === "crowded" ? 2 : 1), now).map(({ metadata }) => metadata.uid);

test("what is worth least goes first", () => {
  const pods = [
    pod("old", { node: "n", readyFor: 90, age: 3000 }),
    pod("young", { node: "n", readyFor: 90, age: 100 }),
    pod("restarted", { node: "n", readyFor: 90, restarts: 2 }),
    pod("ready-lately", { node: "n", readyFor: 3 }),
    pod("crowded", { node: "crowded", readyFor: 90 }),
    pod("cheap", { node: "n", readyFor: 90, cost: -1 }),
    pod("unready", { node: "n" }),
    pod("pending", { node: "n", phase: "Pending" }),
    pod("unassigned", { phase: "Pending" }),
  ];
  const expected = [...pods].reverse().map(({ metadata }) => metadata.uid);
  expect(order(pods)).toEqual(expected);
});

test("the first few are the beginning of all, whatever their order was", () => {
  const traits = fc.record({
    node: fc.constantFrom("n", "crowded"),
    readyFor: fc.option(fc.nat(50), { nil: undefined }),
    restarts: fc.nat(2),
    age: fc.nat(100),
  });
  fc.assert(
    fc.property(fc.array(traits, { maxLength: 12 }), fc.nat(12), (all, count) => {
      const pods = all.map((each, i) => pod(`u${i}`, each as Traits));
      const whole = order(pods);
      expect(new Set(whole).size).toBe(pods.length);
      expect(order([...pods].reverse(), count)).toEqual(whole.slice(0, count));
    }),
  );
});
