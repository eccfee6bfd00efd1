import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeAdapters } from "../../src/node/node-adapters.ts";
import { readScenario } from "../../src/node/read-scenario.ts";
import { simulate } from "../../src/simulate.ts";
import { stopwatch } from "./stopwatch.ts";

/** What the simulation of a rollout took. */
export interface Rollout {
  readonly seconds: number;
  readonly writes: number;
  /** at its peak, megabytes */
  readonly memory: number;
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: {{ .Values.pods }}
  progressDeadlineSeconds: 600000
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - { name: web, image: "acme/web:{{ .Values.tag }}", resources: { requests: { cpu: 100m, memory: 64Mi } } }
`;

const scenarioText = (pods: number, nodes: number, update: boolean): string => `
cluster: { nodes: [{ name: node, count: ${nodes}, cpu: "32", memory: 128Gi }] }
steps:
  - helm install web ./chart --set pods=${pods},tag=1 --wait --timeout 200h
${update ? `  - helm upgrade web ./chart --set pods=${pods},tag=2 --wait --timeout 200h` : ""}
`;

/** Simulates the install of a Deployment by Helm, and maybe its update: everything that `seatrial run` does but printing. */
export async function rollout(pods: number, nodes: number, update: boolean): Promise<Rollout> {
  const folder = mkdtempSync(join(tmpdir(), "seatrial-bench-"));
  try {
    mkdirSync(join(folder, "chart/templates"), { recursive: true });
    writeFileSync(join(folder, "chart/Chart.yaml"), "apiVersion: v2\nname: web\nversion: 1.0.0\n");
    writeFileSync(join(folder, "chart/templates/web.yaml"), deployment);
    writeFileSync(join(folder, "scenario.yaml"), scenarioText(pods, nodes, update));
    const scenario = await readScenario(join(folder, "scenario.yaml"));
    const elapsed = stopwatch();
    const { steps, objects } = simulate(scenario, nodeAdapters);
    const seconds = elapsed();
    const failed = steps.find(({ exitCode }) => exitCode !== 0);
    if (failed !== undefined) throw new Error(failed.stderr);
    return { seconds, writes: objects.length, memory: process.resourceUsage().maxRSS / 1024 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
