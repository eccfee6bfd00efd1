import { fileURLToPath } from "node:url";
import type { Bench } from "./figure.ts";
import { answerOf } from "./processes.ts";
import type { Rollout } from "./rollout.ts";

/** A Deployment of many pods, installed and then updated; each time in a process of its own. */
export const cluster: Bench = (tell) => {
  const run = (pods: number, nodes: number, rounds: number, update = false): Rollout => {
    const args = ["rollout", String(pods), String(nodes), ...(update ? ["update"] : [])];
    const all = Array.from({ length: rounds }, () =>
      answerOf<Rollout>([fileURLToPath(import.meta.url), ...args]),
    );
    return all.reduce((best, each) => (each.seconds < best.seconds ? each : best));
  };
  const tellEach = (pods: number, each: number, most?: number): void =>
    tell({
      name: `${pods} pods, cost of each`,
      value: each,
      unit: "µs",
      ...(pods === 1000 ? {} : { ratio: each / perPod, of: "1000 pods" }),
      ...(most === undefined ? {} : { goal: { most, is: "ratio" } }),
    });
  const costOfEach = ({ seconds }: Rollout, pods: number): number => (seconds * 1e6) / pods;
  const thousand = run(1000, 50, 5);
  const perPod = costOfEach(thousand, 1000);
  tellEach(10, costOfEach(run(10, 1, 5), 10));
  tellEach(100, costOfEach(run(100, 5, 5), 100));
  tellEach(1000, perPod);
  const large = run(10_000, 500, 3);
  tellEach(10_000, costOfEach(large, 10_000));
  tell({ name: "10000 pods on 500 nodes, install", value: large.seconds, unit: "s" });
  tell({ name: "  its writes", value: large.writes / large.seconds, unit: "writes/s" });
  const both = run(10_000, 500, 3, true);
  tell({
    name: "10000 pods on 500 nodes, install and update",
    value: both.seconds,
    unit: "s",
    goal: { most: 4, is: "value" },
  });
  tell({ name: "  its memory", value: both.memory, unit: "MB" });
  const huge = run(100_000, 5000, 1);
  const name = "100000 pods on 5000 nodes, install";
  tell({ name, value: huge.seconds, unit: "s", goal: { most: 40, is: "value" } });
  tell({ name: "  its memory", value: huge.memory, unit: "MB", goal: { most: 2000, is: "value" } });
  tellEach(100_000, costOfEach(huge, 100_000), 1.5);
};
