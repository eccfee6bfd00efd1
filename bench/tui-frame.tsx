// Opens a recording of many pods in the terminal UI, and moves about in it: npm run bench:tui [-- PODS]
import { EventEmitter } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

const [pods = 10_000] = process.argv.slice(2).map(Number);
const sizes = [
  [80, 24],
  [200, 60],
] as const;

/** Ten Deployments that are rolled out at once. */
function record(): string {
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

/** Processor time: other programs do not count, the threads of the garbage collector do. */
function timed<T>(act: () => T): { readonly value: T; readonly milliseconds: number } {
  const before = process.cpuUsage();
  const value = act();
  const { user, system } = process.cpuUsage(before);
  return { value, milliseconds: (user + system) / 1000 };
}

const folder = mkdtempSync(join(tmpdir(), "seatrial-"));
const file = join(folder, "run.json");
const json = record();
writeFileSync(file, json);
const text = timed(() => readFileSync(file, "utf8"));
const read = timed(() => deserializeRecording(text.value, file));
const indexed = timed(() => new RunIndex(read.value));
const run = indexed.value;
rmSync(folder, { recursive: true });
const open = text.milliseconds + read.milliseconds + indexed.milliseconds;
process.stdout.write(
  `${run.pods.length} pods, ${run.recording.objects.length} writes, ${(json.length / 2 ** 20).toFixed(0)} MiB: ` +
    `read in ${Math.round(text.milliseconds + read.milliseconds)} ms, indexed in ${Math.round(indexed.milliseconds)} ms, open in ${Math.round(open)} ms\n`,
);

/** What somebody does, and how often for the figures. */
const deeds: Readonly<Record<string, (i: number) => readonly Action[]>> = {
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
};

for (const [columns, rows] of sizes) {
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
  process.stdout.write(`${columns}×${rows}: first frame ${first.milliseconds.toFixed(0)} ms\n`);
  for (const [name, actions] of Object.entries(deeds)) {
    state = { ...initialState(run, { speed: 1, playing: false, columns, rows }), t: run.end / 2 };
    const times: number[] = [];
    let most = 0;
    for (let i = 0; i < 60; i++) {
      written = 0;
      const frame = timed(() => {
        for (const action of actions(i)) state = reduce(state, action);
        first.value.rerender(<Screen state={state} />);
      });
      times.push(frame.milliseconds);
      most = Math.max(most, written);
    }
    times.sort((a, b) => a - b);
    const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1);
    process.stdout.write(
      `  ${name.padEnd(10)} median ${at(0.5)} ms, 95 % ${at(0.95)} ms, worst ${at(1)} ms; at most ${most} characters written\n`,
    );
  }
  first.value.unmount();
}
