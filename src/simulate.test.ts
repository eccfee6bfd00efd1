import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { simulateScenario } from "./node/simulate-scenario.ts";
import type { Recording } from "./recording/recording.ts";
import { loadScenario } from "./scenario/load-scenario.ts";
import type { SimulateOptions } from "./simulate.ts";
import { SeatrialError } from "./util/errors.ts";

const root = mkdtempSync(join(tmpdir(), "simulate-"));
afterAll(() => rmSync(root, { recursive: true }));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

const pod = (name: string, container: string, spec = ""): string =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {restartPolicy: Never, ${spec}containers: [{name: c, image: "acme/x:1", ${container}}]}\n`;

beforeAll(() => {
  const chart = "apiVersion: v2\nname: x\nversion: 0.1.0\n";
  write("plain/Chart.yaml", chart);
  write("plain/templates/pod.yaml", pod("p", 'command: ["sleep", "3"]'));
  write("needs/Chart.yaml", chart);
  write("needs/templates/pods.yaml", pod("by-hand", "envFrom: [{secretRef: {name: by-hand}}]"));
  write(
    "needs/templates/late.yaml",
    `${pod("from-chart", "envFrom: [{secretRef: {name: late}}]")}---
apiVersion: v1
kind: Secret
metadata: {name: late, annotations: {helm.sh/hook: post-install}}
`,
  );
  write("apart/Chart.yaml", chart);
  write(
    "apart/templates/pods.yaml",
    [
      "serviceAccountName: theirs, ",
      "priorityClassName: theirs, ",
      "runtimeClassName: theirs, ",
      "volumes: [{name: v, persistentVolumeClaim: {claimName: theirs}}], ",
    ]
      .map((spec, i) => pod(`p${i}`, 'command: ["sleep", "3"]', spec))
      .join(""),
  );
  write("broken/Chart.yaml", chart);
  write("broken/templates/x.yaml", "{{ .Values.a.b }}");
});

async function run(yaml: string, options: SimulateOptions = {}): Promise<Recording> {
  const scenario = await loadScenario({ file: join(root, "scenario.yaml"), text: yaml, readFile: () => "" });
  return simulateScenario(scenario, options);
}

const statusesOf = (recording: Recording, name: string): string[] => [
  ...new Set(
    recording.watch.pods
      .filter(({ line }) => line.startsWith(`${name} `))
      .map(({ line }) => line.split(/\s{2,}/)[2] ?? ""),
  ),
];

describe("steps", () => {
  test("run one after the other, and one that fails does not stop the next", async () => {
    const { steps, end } = await run(`steps:
  - helm install a ./plain
  - sleep 2s
  - helm install a ./plain
  - helm list --short
`);
    expect(steps.map(({ command, exitCode }) => [command, exitCode])).toEqual([
      ["helm install a ./plain", 0],
      ["helm install a ./plain", 1],
      ["helm list --short", 0],
    ]);
    expect(steps[2]?.stdout).toBe("a\n");
    const starts = steps.map(({ start }) => start);
    expect(starts[1]).toBeGreaterThanOrEqual((steps[0]?.end ?? 0) + 2);
    expect(end).toBe((steps[2]?.end ?? 0) + 3);
  });

  test("the run ends soon after the last step, or when all is calm", async () => {
    const yaml = "steps: [helm install a ./plain]\n";
    expect(statusesOf(await run(yaml), "p")).not.toContain("Completed");
    const calm = await run(yaml, { settle: true });
    expect(statusesOf(calm, "p")).toEqual(["Pending", "ContainerCreating", "Running", "Completed"]);
    expect(calm.end).toBeLessThan(60);
  });

  test("lines are told while they are printed", async () => {
    const told: string[] = [];
    const recording = await run("steps: [helm install a ./plain, sleep 9s]\n", {
      onLine: (kind, { line }) => told.push(`${kind} ${line}`),
    });
    expect(told.filter((line) => line.startsWith("pods "))).toEqual(
      recording.watch.pods.map(({ line }) => `pods ${line}`),
    );
  });

  test("commands use the namespace of the run, and the watches show it", async () => {
    const recording = await run("steps: [helm install a ./plain]\n", { namespace: "shop" });
    expect(recording.steps[0]?.stdout).toContain("NAMESPACE: shop\n");
    expect(recording.watch.pods.length).toBeGreaterThan(1);
    const elsewhere = await run("steps: [helm install a ./plain -n default]\n", { namespace: "shop" });
    expect(elsewhere.watch.pods).toEqual([]);
  });
});

describe("what pods need and no manifest declares", () => {
  const steps = "steps: [helm install a ./needs, sleep 9s]\n";

  test("is there by default, unlike what comes too late", async () => {
    const assumed: string[] = [];
    const recording = await run(`containers: [{ run: 2s }]\n${steps}`, {
      onAssumed: ({ name }) => assumed.push(name),
    });
    expect(assumed).toEqual(["by-hand"]);
    expect(statusesOf(recording, "by-hand")).toContain("Completed");
    expect(recording.steps[0]?.exitCode).toBe(0);
  });

  test("is missing where the scenario says so", async () => {
    const recording = await run(`cluster: { references: absent }\n${steps}`);
    expect(statusesOf(recording, "by-hand")).toContain("CreateContainerConfigError");
  });

  test("so are accounts, classes and claims, which others than the kubelet would miss", async () => {
    const assumed: string[] = [];
    const steps = "steps: [helm install a ./apart, sleep 10s]";
    const recording = await run(steps, { onAssumed: ({ kind }) => assumed.push(kind) });
    expect(assumed).toEqual(["ServiceAccount", "PriorityClass", "RuntimeClass", "PersistentVolumeClaim"]);
    expect(["p0", "p1", "p2", "p3"].map((name) => statusesOf(recording, name).at(-1))).toEqual(
      Array.from({ length: 4 }, () => "Completed"),
    );
    const absent = await run(`cluster: { references: absent }\n${steps}`);
    expect(statusesOf(absent, "p3")).toEqual(["Pending"]);
    const [install] = absent.steps;
    expect(install?.stderr).toContain('serviceaccount "theirs" not found');
    expect(install?.stderr).toContain("no PriorityClass with name theirs was found");
    expect(install?.stderr).toContain(
      'pods "p2" is forbidden: pod rejected: RuntimeClass "theirs" not found',
    );
  });

  test("what the cluster began with and a step has deleted is not", async () => {
    const text = `cluster: { objects: [account.yaml] }
steps: [kubectl delete serviceaccount theirs, helm install a ./apart]`;
    const readFile = (): string => "{apiVersion: v1, kind: ServiceAccount, metadata: {name: theirs}}";
    const scenario = await loadScenario({ file: join(root, "scenario.yaml"), text, readFile });
    const [, install] = simulateScenario(scenario, {}).steps;
    expect(install?.stderr).toContain('serviceaccount "theirs" not found');
  });
});

describe("input that is wrong", () => {
  test("a chart that does not render fails the command in Helm's words, and is told", async () => {
    const told: SeatrialError[] = [];
    const recording = await run("steps: [helm install a ./broken]\n", {
      onChartError: (error) => told.push(error),
    });
    expect(recording.steps[0]).toMatchObject({ exitCode: 1, stdout: "" });
    expect(recording.steps[0]?.stderr).toContain("nil pointer evaluating interface {}.b");
    expect(told).toHaveLength(1);
    expect(told[0]).toBeInstanceOf(SeatrialError);
  });

  test("versions that nobody knows", async () => {
    const scenario = await loadScenario({ file: "s.yaml", text: "steps: []\n", readFile: () => "" });
    expect(() => simulateScenario({ ...scenario, helmVersion: "2.1.0" })).toThrow(SeatrialError);
    expect(() => simulateScenario({ ...scenario, kubernetesVersion: "1.2" })).toThrow(/Kubernetes version/);
  });
});
