import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simulateScenario } from "../../../src/node/simulate-scenario.ts";
import { deserializeRecording } from "../../../src/recording/deserialize.ts";
import type { Recording } from "../../../src/recording/recording.ts";
import { serializeRecording } from "../../../src/recording/serialize.ts";
import { loadScenario } from "../../../src/scenario/load-scenario.ts";
import { Random, type RandomStream } from "../../../src/sim/random.ts";
import { pick } from "../mutate.ts";
import { type FuzzTarget, InvariantBroken } from "../target.ts";
import { type ChartFiles, randomChart, writeChart } from "./random-chart.ts";

interface Input {
  readonly before: ChartFiles;
  readonly after: ChartFiles;
  readonly scenario: object;
}

const helmVersions =
  "3.0.0 3.2.4 3.8.2 3.12.3 3.14.4 3.16.3 3.17.3 3.18.0 3.19.0 4.0.0 4.0.5 4.1.1 4.1.4 4.2.0 4.2.1 4.2.4".split(
    " ",
  );
const kubernetesVersions = "1.29 1.30 1.31 1.32 1.33 1.34 1.35 1.36".split(" ");
const folder = mkdtempSync(join(tmpdir(), "seatrial-model-"));

/** Random charts, faults, versions and commands: whatever happens, a run ends and keeps what every run must keep. */
export const model: FuzzTarget = {
  name: "model",
  input(random: RandomStream): Input {
    const shape = random.uint32();
    const same = (): RandomStream => new Random(shape).stream("chart");
    return {
      before: randomChart(same(), random),
      after: randomChart(random.below(5) === 0 ? random : same(), random),
      scenario: {
        seed: random.below(1000),
        helm: { version: pick(helmVersions, random) },
        kubernetes: { version: pick(kubernetesVersions, random) },
        cluster: {
          nodes: [{ name: "node", cpu: "2", memory: "8Gi", count: 1 + random.below(3) }],
          latency: pick(["lab", "cloud", "instant"], random),
        },
        images: random.below(2) === 0 ? [{ match: "acme/none:*", missing: true }] : [],
        containers:
          random.below(2) === 0 ? [{ match: { workload: "Deployment/*" }, ...behaviour(random) }] : [],
        faults: Array.from({ length: random.below(3) }, () => fault(random)),
        steps: [
          "helm install demo ./before",
          ...Array.from({ length: random.below(5) }, () => step(random)),
        ].map((command) => flagged(command, random)),
      },
    };
  },
  async run(input) {
    const { before, after, scenario } = input as Input;
    writeChart(join(folder, "before"), before);
    writeChart(join(folder, "after"), after);
    const file = join(folder, "scenario.yaml");
    const read = await loadScenario({ file, text: JSON.stringify(scenario), readFile: () => "" });
    const run = (): Recording => simulateScenario(read, { trials: false });
    const recording = run();
    const text = serializeRecording(recording);
    must(serializeRecording(run()) === text, "the same run gave other bytes");
    must(
      serializeRecording(deserializeRecording(text, "x")) === text,
      "a recording that was read is another",
    );
    hold(recording);
  },
};

function behaviour(random: RandomStream): object {
  return pick<object>(
    [
      { exitCode: 1, run: "3s" },
      { run: "forever", readyAfter: "never" },
      { run: "20s" },
      { stop: "ignore" },
      { oomKilled: true, run: "5s" },
      { startError: "no such file" },
      { readyAfter: { min: "1s", max: "20s" } },
    ],
    random,
  );
}

function fault(random: RandomStream): object {
  const at = `${random.below(60)}s`;
  return pick<object>(
    [
      { at, node: "node", down: `${5 + random.below(100)}s` },
      { at, registry: "down", for: "20s" },
      { at, apiServer: "slow", by: "300ms", for: "20s" },
      { at, container: { workload: "Deployment/*" }, exitCode: 1 },
      { at, container: { workload: "*" }, oomKilled: true },
      { at, evict: { workload: "*" } },
      { at, delete: "ConfigMap/hook-1" },
    ],
    random,
  );
}

function step(random: RandomStream): string {
  return pick(
    [
      "helm upgrade demo ./after",
      "helm upgrade --install demo ./after",
      "helm rollback demo",
      "helm test demo",
      "helm uninstall demo",
      "helm install demo ./before",
      "kubectl scale deployment/app-1 --replicas 2",
      "kubectl rollout restart deployment/app-1",
      "kubectl delete pod --all",
      "kubectl delete job hook-1",
      "sleep 20s",
    ],
    random,
  );
}

function flagged(command: string, random: RandomStream): string {
  if (!command.startsWith("helm")) return command;
  const flags = [random.below(2) === 0 ? "--wait" : "", `--timeout ${5 + random.below(60)}s`];
  if (/install|upgrade/.test(command) && !command.includes("uninstall") && random.below(4) === 0)
    flags.push("--atomic");
  const interrupted =
    random.below(8) === 0 ? `timeout -s ${pick(["INT", "KILL"], random)} ${1 + random.below(20)}s ` : "";
  return `${interrupted}${command} ${(command.includes("test") ? flags.slice(1) : flags).join(" ")}`.trim();
}

/** What must be true of every run. */
function hold({ steps, watch, objects, hooks, phases, end, namespace }: Recording): void {
  let now = 0;
  for (const { start, end: stop, exitCode } of steps) {
    must(start >= now && stop >= start, "steps overlap");
    must(exitCode >= 0 && exitCode <= 255, `a step ends with ${exitCode}`);
    now = stop;
  }
  for (const lines of [...Object.values(watch), objects]) {
    let last = 0;
    for (const { t } of lines) {
      must(t >= last && t <= end, "time goes back, or past the end");
      last = t;
    }
  }
  for (const { start, end: stop } of [...hooks, ...phases])
    must(stop >= start && stop <= end, "something ends before it begins");
  const rows = watch.pods.filter(({ line }) => !line.startsWith("NAME ")).length;
  const writes = objects.filter(({ kind, namespace: own }) => kind === "Pod" && own === namespace).length;
  must(rows === writes, `${rows} rows for ${writes} writes of pods`);
  let version = 0;
  for (const { type, object } of objects) {
    if (type === "EXISTING") continue;
    const next = Number(object.metadata.resourceVersion);
    must(next > version, "a write without a version of its own");
    version = next;
  }
  for (const [index, hook] of hooks.entries()) {
    const next = hooks[index + 1];
    if (
      next === undefined ||
      next.revision !== hook.revision ||
      next.event !== hook.event ||
      next.order <= hook.order
    )
      continue;
    must(
      next.weight > hook.weight || (next.weight === hook.weight && next.name >= hook.name),
      "hooks run out of order",
    );
    must(next.start >= hook.end, "two hooks run at once");
  }
}

function must(condition: boolean, what: string): asserts condition {
  if (!condition) throw new InvariantBroken(what);
}
