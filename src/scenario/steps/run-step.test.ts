import { expect, test } from "vitest";
import { Kernel } from "../../sim/kernel.ts";
import type { Signal } from "../../sim/signal.ts";
import { firstOf, sleep, timer } from "../../sim/wait.ts";
import { parseStep } from "./parse-step.ts";
import { type Client, runStep } from "./run-step.ts";
import type { HelmStep } from "./step.ts";

/** A program that takes ten seconds, answers an interrupt after half a second, and dies of a kill at once. */
const client: Client = {
  *run(args, options) {
    const signal = options?.signal as Signal<"INT" | "KILL"> | undefined;
    if (signal === undefined) {
      yield* sleep(10_000);
      return { exitCode: 3, stdout: args.join(" "), stderr: "" };
    }
    const woken = yield* firstOf({ done: timer(10_000), signal: signal.next() });
    if (woken.key === "done") return { exitCode: 3, stdout: "done", stderr: "" };
    if (woken.value === "KILL") return { exitCode: 137, stdout: "", stderr: "partial\n" };
    yield* sleep(500);
    return { exitCode: 1, stdout: "cancelled\n", stderr: "" };
  },
};

function run(command: string) {
  const kernel = new Kernel();
  const task = kernel.spawn("test", runStep(parseStep(command, {}) as HelmStep, client, kernel));
  return { ...kernel.run(task), end: kernel.now };
}

test("a command without a timeout runs to its end", () => {
  expect(run("helm list -a")).toEqual({ exitCode: 3, stdout: "list -a", stderr: "", end: 10_000 });
});

test("so does one that is faster than its timeout", () => {
  expect(run("timeout 20s helm list")).toEqual({ exitCode: 3, stdout: "done", stderr: "", end: 10_000 });
});

test.each(["timeout -s INT 4s helm list", "timeout 4s helm list"])(
  "%s lets the command end and gives 124",
  (command) => {
    expect(run(command)).toEqual({ exitCode: 124, stdout: "cancelled\n", stderr: "", end: 4500 });
  },
);

test("a killed command gives 137 at once, and the shell says so", () => {
  expect(run("timeout -s KILL 4s helm list")).toEqual({
    exitCode: 137,
    stdout: "",
    stderr: "partial\nKilled\n",
    end: 4000,
  });
});
