import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Kernel } from "./kernel.ts";
import { Signal, until } from "./signal.ts";
import { firstOf, type Process, sleep, timer, wait } from "./wait.ts";

const runFor = (kernel: Kernel, milliseconds: number): void =>
  kernel.run(kernel.spawn("main", sleep(milliseconds)));

describe("the kernel", () => {
  it("never goes back in time, whatever is scheduled from within", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { maxLength: 60 }), (delays) => {
        const kernel = new Kernel();
        const seen: number[] = [];
        for (const [first, second] of delays)
          kernel.schedule(first, () => {
            seen.push(kernel.now);
            kernel.schedule(second, () => seen.push(kernel.now));
          });
        runFor(kernel, 3000);
        expect(seen).toHaveLength(2 * delays.length);
        expect(seen).toEqual([...seen].sort((a, b) => a - b));
      }),
    );
  });

  it("runs ties in the order in which they were scheduled", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 100 }), (delays) => {
        const kernel = new Kernel();
        const seen: { time: number; index: number }[] = [];
        delays.forEach((delay, index) => {
          kernel.schedule(delay, () => seen.push({ time: kernel.now, index }));
        });
        runFor(kernel, 10);
        const expected = delays
          .map((time, index) => ({ time, index }))
          .sort((a, b) => a.time - b.time || a.index - b.index);
        expect(seen).toEqual(expected);
      }),
    );
  });

  it("does not run what was cancelled", () => {
    const kernel = new Kernel();
    const seen: string[] = [];
    const event = kernel.schedule(5, () => seen.push("cancelled"));
    kernel.schedule(5, () => seen.push("kept"));
    kernel.cancel(event);
    runFor(kernel, 10);
    expect(seen).toEqual(["kept"]);
  });

  it("stops at its bounds with an error that says which", () => {
    const endless = (kernel: Kernel): void => {
      kernel.schedule(1000, () => endless(kernel));
    };
    const late = new Kernel({ time: 10_000, events: 1e9 });
    endless(late);
    expect(() => runFor(late, 1e9)).toThrow(/run past 10 s/);
    const busy = new Kernel({ time: 1e12, events: 500 });
    endless(busy);
    expect(() => runFor(busy, 1e9)).toThrow(/more than 500 events/);
  });
});

describe("processes", () => {
  it("wait for time, for each other and for conditions", () => {
    const kernel = new Kernel();
    const log: string[] = [];
    let door = false;
    const opened = new Signal("the door to open");
    const child = kernel.spawn(
      "child",
      (function* (): Process<number> {
        yield* sleep(30);
        door = true;
        opened.emit();
        yield* sleep(20);
        return 7;
      })(),
    );
    const main = kernel.spawn(
      "main",
      (function* (): Process<number> {
        yield* until(() => (door ? true : undefined), opened, "the door to open");
        log.push(`door at ${kernel.now}`);
        yield* wait(child.done);
        log.push(`child at ${kernel.now}`);
        return child.result();
      })(),
    );
    expect(kernel.run(main)).toBe(7);
    expect(log).toEqual(["door at 30", "child at 50"]);
  });

  it("take the first of several waits and give up the others", () => {
    const kernel = new Kernel();
    const never = new Signal<string>("what never comes");
    const main = kernel.spawn(
      "main",
      (function* (): Process<string> {
        const first = yield* firstOf({ slow: timer(50), quick: timer(20), never: never.next() });
        never.emit("too late");
        yield* sleep(100);
        return `${first.key} at ${kernel.now}`;
      })(),
    );
    expect(kernel.run(main)).toBe("quick at 120");
  });

  it("end where they wait when they are cancelled, and clean up", () => {
    const kernel = new Kernel();
    const log: string[] = [];
    const task = kernel.spawn(
      "task",
      (function* (): Process<void> {
        try {
          yield* sleep(1000);
          log.push("not reached");
        } finally {
          log.push("cleaned up");
        }
      })(),
    );
    kernel.schedule(10, () => task.cancel());
    runFor(kernel, 2000);
    expect(log).toEqual(["cleaned up"]);
    expect(task.finished).toBe(true);
  });

  it("hand their error to whoever joins them, and to the run if nobody does", () => {
    const fails = function* (): Process<void> {
      yield* sleep(5);
      throw new Error("lost");
    };
    const alone = new Kernel();
    alone.spawn("failing", fails());
    expect(() => runFor(alone, 10)).toThrow("lost");

    const joined = new Kernel();
    const task = joined.spawn("failing", fails());
    const main = joined.spawn(
      "main",
      (function* (): Process<string> {
        yield* wait(task.done);
        try {
          task.result();
        } catch (error) {
          return (error as Error).message;
        }
        return "no error";
      })(),
    );
    expect(joined.run(main)).toBe("lost");
  });

  it("are named in the report of a deadlock, with what they wait for; daemons are not", () => {
    const kernel = new Kernel();
    const bell = new Signal("the bell");
    kernel.spawn("a kubelet", wait(new Signal("work").next()), { daemon: true });
    const main = kernel.spawn("helm install demo", wait(bell.next()));
    expect(() => kernel.run(main)).toThrow(
      "Deadlock at 0 s: nothing is left to happen, but helm install demo waits for the bell.",
    );
  });

  it("need no deep stack for many waits that are over at once", () => {
    const kernel = new Kernel();
    const done = kernel.spawn("done", sleep(0));
    const main = kernel.spawn(
      "main",
      (function* (): Process<number> {
        yield* sleep(1);
        for (let i = 0; i < 100_000; i++) yield* wait(done.done);
        return kernel.now;
      })(),
    );
    expect(kernel.run(main)).toBe(1);
  });
});
