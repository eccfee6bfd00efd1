import fc from "fast-check";
import { expect, test } from "vitest";
import type { Pod } from "../../api/pod.ts";
import { DeletionOrder } from "./deletion-order.ts";
import type { NodeTraffic } from "./node-pods.ts";

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

/** How many pods of others are on the node `crowded`, and how often that has changed. */
class Others {
  private readonly traffic = new Map<string, NodeTraffic>();

  constructor(public pods = 1) {}

  of(node: string): NodeTraffic {
    const traffic = this.traffic.get(node) ?? { moves: 0 };
    this.traffic.set(node, traffic);
    return traffic;
  }

  become(pods: number): void {
    this.pods = pods;
    this.of("crowded").moves++;
  }
}

function orderOf(pods: Iterable<Pod>, others: Others): DeletionOrder {
  const order = new DeletionOrder((node) => others.of(node));
  for (const each of pods) order.add(each);
  return order;
}

const uids = (order: DeletionOrder, { pods }: Others, count = 100, at = now): string[] =>
  order
    .first(count, (node, own) => own + (node === "crowded" ? pods : 0), at)
    .map(({ metadata }) => metadata.uid);

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
  const others = new Others(10);
  expect(uids(orderOf(pods, others), others)).toEqual(expected);
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
      const others = new Others();
      const whole = uids(orderOf(pods, others), others);
      expect(new Set(whole).size).toBe(pods.length);
      expect(uids(orderOf([...pods].reverse(), others), others, count)).toEqual(whole.slice(0, count));
    }),
  );
});

test("an order that is kept is the one that would be found anew, whatever has happened meanwhile", () => {
  const traits = fc.record({
    node: fc.constantFrom("n", "m", "crowded"),
    readyFor: fc.option(fc.nat(20), { nil: undefined }),
    age: fc.nat(20),
  });
  const happening = fc.oneof(
    fc.record({ passed: fc.nat(9000) }),
    fc.record({ others: fc.nat(4) }),
    fc.record({ removed: fc.nat(7) }),
    fc.record({ changed: fc.nat(7), to: traits, moves: fc.boolean() }),
  );
  fc.assert(
    fc.property(
      fc.array(traits, { minLength: 1, maxLength: 8 }),
      fc.array(happening, { maxLength: 8 }),
      fc.integer({ min: 1, max: 4 }),
      (all, happenings, count) => {
        const others = new Others();
        const pods = new Map(all.map((each, i) => [`u${i}`, pod(`u${i}`, each as Traits)]));
        const kept = orderOf(pods.values(), others);
        let at = now;
        const compare = (): void => {
          const same = new Others(others.pods);
          expect(uids(kept, others, count, at)).toEqual(uids(orderOf(pods.values(), same), same, count, at));
        };
        for (const each of happenings) {
          compare();
          if ("passed" in each) at += each.passed;
          else if ("others" in each) others.become(each.others);
          else {
            const uid = `u${"removed" in each ? each.removed : each.changed}`;
            const known = pods.get(uid);
            if (known === undefined) continue;
            const { nodeName = "" } = known.spec;
            if ("removed" in each || each.moves) kept.remove(known);
            pods.delete(uid);
            if ("removed" in each) continue;
            const next = pod(uid, { ...(each.to as Traits), ...(each.moves ? {} : { node: nodeName }) });
            kept.add(next);
            pods.set(uid, next);
          }
        }
        compare();
      },
    ),
  );
});
