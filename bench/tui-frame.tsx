// Opens a recording of many pods in the terminal UI, and moves about in it: npm run bench:tui [-- PODS]
import { execFileSync } from "node:child_process";
import { EventEmitter } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { render } from "ink";
import { deploymentObject, podTemplate, testCluster } from "../src/cluster/testing/test-cluster.ts";
import { deserializeRecording } from "../src/recording/deserialize.ts";
import { Recorder } from "../src/recording/recorder.ts";
import { serializeRecording } from "../src/recording/serialize.ts";
import type { Action } from "../src/tui/model/action.ts";
import { reduce } from "../src/tui/model/reduce.ts";
import { RunIndex } from "../src/tui/model/run-index.ts";
import { initialState } from "../src/tui/model/state.ts";
import { Screen } from "../src/tui/screen.tsx";
import { FrameStream } from "../src/tui/terminal/frame-stream.ts";

const sizes = ["80×24", "200×60", "300×100"];
/** How often each thing is done. */
const times = 60;
/** Milliseconds that no frame should take. */
const limit = 50;

/** Ten Deployments that are rolled out at once. */
function record(pods: number): string {
  const nodes = Array.from({ length: 120 }, (_, i) => ({
    name: `node-${i}`,
    cpu: "32",
    memory: "128Gi",
    pods: "250",
  }));
  const { api, context, pass } = testCluster({ nodes, keepWrites: false });
  const recorder = new Recorder(context, { helmVersion: "4.1.4", seed: 1, namespace: "default" });
  for (let i = 0; i < 10; i++)
    api.create(
      deploymentObject(`web-${i}`, podTemplate(`web-${i}`, [{}]), { replicas: Math.ceil(pods / 10) }),
    );
  pass(1_500_000);
  return serializeRecording(recorder.recording());
}

const pause = new Int32Array(new SharedArrayBuffer(4));
/** What the thread that draws has computed, where Linux tells. */
const ownThread = `/proc/self/task/${process.pid}/schedstat`;

/**
 * Milliseconds of processor time up to now, of the thread that draws: other programs do not count, nor what the garbage
 * collector does beside it. Elsewhere than on Linux, of all threads.
 */
function computed(): number {
  // Linux counts what a thread has done when the thread stops
  Atomics.wait(pause, 0, 0, 0.1);
  if (existsSync(ownThread)) return Number(readFileSync(ownThread, "utf8").split(" ")[0]) / 1e6;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timed<T>(act: () => T): { readonly value: T; readonly milliseconds: number } {
  const before = computed();
  const value = act();
  return { value, milliseconds: computed() - before };
}

/** What somebody does, and how often for the figures. */
const deeds = (run: RunIndex): Readonly<Record<string, (i: number) => readonly Action[]>> => ({
  scroll: (i) => [{ type: "move", by: i % 2 === 0 ? 1 : 7 }],
  page: (i) => [{ type: "page", by: i % 5 === 4 ? -3 : 1 }],
  seek: (i) => [{ type: "seek", t: ((i * 7919) % 1000) * (run.end / 1000) }],
  step: () => [{ type: "step", to: "row", by: 1 }],
  filter: (i) => [
    { type: "prompt", kind: "filter" },
    { type: "type", text: String(i % 10) },
    { type: "accept" },
  ],
  "watch rows": (i) => [{ type: "pod-view" }, { type: "seek", t: run.end / (1 + (i % 3)) }],
  play: () => [{ type: "play" }, { type: "tick", seconds: 0.04 }],
});

/** What each deed costs on a terminal of a size, in a process that has done nothing before. */
function measure(file: string, size: string): void {
  const [columns = 0, rows = 0] = size.split("×").map(Number);
  const text = timed(() => readFileSync(file, "utf8"));
  const read = timed(() => deserializeRecording(text.value, file));
  const indexed = timed(() => new RunIndex(read.value));
  const run = indexed.value;
  let written = 0;
  const write = (frame: string): void => {
    written += frame.length;
  };
  const output = { columns, rows, write };
  const frames = new FrameStream(output, (frame) => frame);
  let state = initialState(run, { speed: 1, playing: false, columns, rows });
  const stdin = Object.assign(new EventEmitter(), { isTTY: false });
  const first = timed(() =>
    render(<Screen state={state} />, {
      debug: true,
      stdout: frames as unknown as NodeJS.WriteStream,
      stdin: stdin as unknown as NodeJS.ReadStream,
      patchConsole: false,
      exitOnCtrlC: false,
    }),
  );
  const reading = text.milliseconds + read.milliseconds;
  const all = [reading, indexed.milliseconds, first.milliseconds, reading + indexed.milliseconds].map(
    Math.round,
  );
  process.stdout.write(
    `${size}: read in ${all[0]} ms, indexed in ${all[1]} ms, open in ${all[3]} ms; first frame ${all[2]} ms\n` +
      `  ${"".padEnd(12)}${["first", "least", "median", "95 %", "worst"].map((word) => word.padStart(8)).join("")}` +
      `   over ${limit} ms   most characters written\n`,
  );
  for (const [name, actions] of Object.entries(deeds(run))) {
    state = { ...initialState(run, { speed: 1, playing: false, columns, rows }), t: run.end / 2 };
    const each: number[] = [];
    let most = 0;
    for (let i = 0; i < times; i++) {
      written = 0;
      const frame = timed(() => {
        for (const action of actions(i)) state = reduce(state, action);
        first.value.rerender(<Screen state={state} />);
      });
      each.push(frame.milliseconds);
      most = Math.max(most, written);
    }
    const sorted = each.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(share * (times - 1))] ?? 0;
    const figures = [each[0] ?? 0, at(0), at(0.5), at(0.95), at(1)].map((value) =>
      value.toFixed(1).padStart(8),
    );
    const over = each.filter((milliseconds) => milliseconds > limit).length;
    process.stdout.write(
      `  ${name.padEnd(12)}${figures.join("")}   ${String(over).padStart(10)}   ${most}\n`,
    );
  }
  first.value.unmount();
}

const [what = "10000", size] = process.argv.slice(2);
if (size !== undefined) measure(what, size);
else {
  const folder = mkdtempSync(join(tmpdir(), "seatrial-"));
  const file = join(folder, "run.json");
  const json = record(Number(what));
  writeFileSync(file, json);
  process.stdout.write(`${what} pods, ${(json.length / 2 ** 20).toFixed(0)} MiB; milliseconds for a frame\n`);
  for (const each of sizes)
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), file, each], { stdio: "inherit" });
  rmSync(folder, { recursive: true });
}
