import fc from "fast-check";
import { expect, test } from "vitest";
import type { Pod } from "../api/pod.ts";
import { firstToDelete, NodePods } from "./deletion-rank.ts";

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

function byNode(pods: readonly Pod[]): Map<string, NodePods> {
  const nodes = new Map<string, NodePods>();
  for (const each of pods) {
    const name = each.spec.nodeName ?? "";
    nodes.set(name, nodes.get(name) ?? new NodePods());
    nodes.get(name)?.add(each);
  }
  return nodes;
}

const order = (pods: readonly Pod[] | Map<string, NodePods>, count = 100, at = now): string[] =>
  firstToDelete(
    pods instanceof Map ? pods : byNode(pods),
    count,
    (node) => (node === "crowded" ? 2 : 1),
    at,
  ).map(({ metadata }) => metadata.uid);

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

test("an order that is kept is the one that would be found anew, whatever has happened meanwhile", () => {
  const traits = fc.record({
    node: fc.constantFrom("n", "crowded"),
    readyFor: fc.option(fc.nat(20), { nil: undefined }),
    age: fc.nat(20),
  });
  const happening = fc.oneof(
    fc.record({ passed: fc.nat(9000) }),
    fc.record({ removed: fc.nat(7) }),
    fc.record({ changed: fc.nat(7), to: traits }),
  );
  fc.assert(
    fc.property(
      fc.array(traits, { minLength: 1, maxLength: 8 }),
      fc.array(happening, { maxLength: 8 }),
      (all, happenings) => {
        const pods = new Map(all.map((each, i) => [`u${i}`, pod(`u${i}`, each as Traits)]));
        const kept = byNode([...pods.values()]);
        let at = now;
        for (const each of happenings) {
          expect(order(kept, 3, at)).toEqual(order([...pods.values()], 3, at));
          if ("passed" in each) at += each.passed;
          else {
            const uid = `u${"removed" in each ? each.removed : each.changed}`;
            const known = pods.get(uid);
            if (known === undefined) continue;
            const name = known.spec.nodeName ?? "";
            kept.get(name)?.remove(known);
            pods.delete(uid);
            if ("removed" in each) continue;
            const next = pod(uid, { ...(each.to as Traits), node: name });
            kept.get(name)?.add(next);
            pods.set(uid, next);
          }
        }
        expect(order(kept, 3, at)).toEqual(order([...pods.values()], 3, at));
      },
    ),
  );
});
