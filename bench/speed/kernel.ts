import { Kernel } from "../../src/sim/kernel.ts";
import { sleep } from "../../src/sim/wait.ts";
import type { Bench } from "./figure.ts";
import { stopwatch } from "./stopwatch.ts";

const events = 3_000_000;

/** The kernel alone: how many events a second, with a thousand of them waiting at any time. */
export const kernel: Bench = (tell) => {
  const best = Math.max(...Array.from({ length: 5 }, eventsPerSecond));
  tell({ name: "kernel", value: best, unit: "events/s", goal: { least: 2_000_000, is: "value" } });
};

function eventsPerSecond(): number {
  const kernel = new Kernel();
  let left = events;
  // delays as uneven as they are in a cluster, but always the same
  const again = (delay: number) => (): void => {
    if (left-- > 0) kernel.schedule(delay, again((delay * 31 + 7) % 1009));
  };
  for (let i = 0; i < 1000; i++) kernel.schedule(i, again(i));
  const main = kernel.spawn("all of them", sleep(1e9));
  const elapsed = stopwatch();
  kernel.run(main);
  return events / elapsed();
}
