// Checks many generated scenarios, as seatrial check does: first without snapshots, then against them.
// npm run bench:check [-- SCENARIOS THREADS]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { passed } from "../src/check/case-result.ts";
import { runChecks } from "../src/check/run-checks.ts";
import { optimizeFor } from "../src/cli/launch/optimize-for.ts";
import { Random } from "../src/sim/random.ts";

// as the command does
optimizeFor("one run");
const [count = 500, threads = 2] = process.argv.slice(2).map(Number);
const root = mkdtempSync(join(tmpdir(), "seatrial-bench-"));

const hook = (name: string, events: string, weight: number, seconds: number): string => `
apiVersion: batch/v1
kind: Job
metadata: {name: ${name}, annotations: {helm.sh/hook: "${events}", helm.sh/hook-weight: "${weight}"}}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: tool, command: [sleep, "${seconds}"]}]}}}
---`;

const workload = (kind: string, name: string, replicas: number): string => `
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, image: "web:{{ .Values.tag }}", readinessProbe: {tcpSocket: {port: 80}, periodSeconds: 1}}]}
---`;

/** A chart with a few hooks and workloads, and a scenario that installs it, upgrades it, and often removes it. */
function generate(index: number): void {
  const random = new Random(index);
  const draw = (what: string, from: number, to: number): number =>
    from + random.stream(what).below(to - from + 1);
  const name = `case-${String(index).padStart(4, "0")}`;
  const hooks = Array.from({ length: draw("hooks", 0, 3) }, (_, i) =>
    hook(
      `hook-${i}`,
      ["pre-install,pre-upgrade", "post-install", "post-upgrade", "pre-delete"][draw(`event ${i}`, 0, 3)] ??
        "",
      draw(`weight ${i}`, -5, 5),
      draw(`seconds ${i}`, 1, 30),
    ),
  );
  const workloads = Array.from({ length: draw("workloads", 1, 3) }, (_, i) =>
    workload(
      ["Deployment", "StatefulSet"][draw(`kind ${i}`, 0, 1)] ?? "",
      `app-${i}`,
      draw(`replicas ${i}`, 1, 3),
    ),
  );
  mkdirSync(join(root, "charts", name, "templates"), { recursive: true });
  writeFileSync(join(root, "charts", name, "Chart.yaml"), `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`);
  writeFileSync(join(root, "charts", name, "values.yaml"), "tag: 1\n");
  writeFileSync(join(root, "charts", name, "templates/all.yaml"), [...hooks, ...workloads].join(""));
  const chart = `../charts/${name}`;
  const steps = [
    `helm install demo ${chart} --wait`,
    `helm upgrade demo ${chart} --wait --set tag=2`,
    ...(draw("uninstall", 0, 2) > 0 ? ["helm uninstall demo", "sleep 40s"] : ["sleep 5s"]),
  ];
  const text = `steps:\n${steps.map((step) => `  - ${step}\n`).join("")}expect:\n  - step 2 exits 0\n  - within 10m\n`;
  writeFileSync(join(root, "scenarios", `${name}.yaml`), text);
}

async function check(what: string, update: "new" | "none"): Promise<void> {
  const memory: number[] = [];
  const before = process.cpuUsage();
  const { results, seconds } = await runChecks(
    [join(root, "scenarios")],
    {
      overrides: { flags: [] },
      selection: {},
      update,
      bail: false,
      threads,
      worker: resolve("dist/check-worker.js"),
    },
    {
      started() {},
      finished: () => memory.push(process.memoryUsage().rss),
    },
  );
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1e6;
  const failed = results.find((result) => !passed(result));
  if (failed !== undefined || results.length !== count)
    throw new Error(`${what}: ${JSON.stringify(failed ?? results.length)}`);
  const quarter = (n: number): string =>
    `${Math.round((memory[Math.ceil((memory.length * n) / 4) - 1] ?? 0) / 2 ** 20)}`;
  process.stdout.write(
    `${what}: ${count} scenarios on ${threads} threads in ${seconds.toFixed(1)} s (${cpu.toFixed(1)} s of CPU); MiB after each quarter: ${[1, 2, 3, 4].map(quarter).join(", ")}\n`,
  );
}

try {
  mkdirSync(join(root, "scenarios"));
  for (let index = 0; index < count; index++) generate(index);
  await check("snapshots written", "new");
  await check("snapshots compared", "none");
} finally {
  rmSync(root, { recursive: true });
}
