import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Pod } from "../../cluster/api/pod.ts";
import { nodeAdapters } from "../../node/node-adapters.ts";
import type { RecordedWrite } from "../../recording/recording.ts";
import { calibrationYaml } from "../../report/calibration-yaml.ts";
import { loadScenario } from "../../scenario/load-scenario.ts";
import type { Scenario } from "../../scenario/scenario.ts";
import { simulate } from "../../simulate.ts";
import { calibrate } from "./calibration.ts";
import { jsonDocuments } from "./json-documents.ts";
import { observe } from "./observations.ts";

const folder = fileURLToPath(new URL("../../../scenarios/hook-weights/", import.meta.url));

const read = (text: string): Promise<Scenario> =>
  loadScenario({ file: `${folder}made.yaml`, text, readFile: () => "" });

const watched = (writes: readonly Pick<RecordedWrite, "type" | "kind" | "object">[]): string =>
  writes
    .filter(({ kind, type }) => kind === "Pod" && type !== "EXISTING")
    .map(({ type, object }) => `${JSON.stringify({ type, object }, undefined, 4)}\n`)
    .join("");

/** Reads what one run of a scenario shows of its pods in several seeds, as kubectl would print it, and its pulls. */
async function roundTrip(yaml: string, seeds: number) {
  const scenario = await read(yaml);
  const texts = Array.from({ length: seeds }, (_, i) => {
    const recording = simulate(
      { ...scenario, seed: i + 1, start: scenario.start + i * 3_600_377 },
      nodeAdapters,
    );
    const events = recording.events.map(({ reason, message, t }, at) => ({
      kind: "Event",
      metadata: { uid: `${i}-${at}` },
      reason,
      message,
      count: t,
    }));
    return watched(recording.objects) + JSON.stringify({ kind: "List", items: events });
  });
  const calibration = calibrate(observe(jsonDocuments(texts.join("\n"), "-").documents));
  const text = calibrationYaml(calibration);
  return { calibration, text, back: await read(`${text}steps: []\n`) };
}

test("what a scenario says comes back from what its run shows", async () => {
  const { text, back } = await roundTrip(
    `
cluster: { latency: { podSandbox: 2s } }
images: [{ match: "nginx:*", pull: { min: 2s, max: 6s } }]
containers:
  - match: { workload: Job/check-database }
    run: 12s
  - match: { workload: Job/migrate-schema }
    run: { p50: 20s, p95: 40s }
  - match: { workload: Job/load-fixtures }
    run: 3s
  - match: { workload: Deployment/web }
    stop: 7s
    stopExitCode: 3
steps:
  - helm install demo ./chart
  - helm uninstall demo
  - sleep 20s
`,
    25,
  );
  const rule = (workload: string) => back.containers.find(({ match }) => match?.workload === workload);
  const fixedNear = (distribution: unknown, milliseconds: number) => {
    const { kind, value } = distribution as { kind: string; value: number };
    expect(kind).toBe("fixed");
    expect(Math.abs(value - milliseconds)).toBeLessThan(400);
  };
  fixedNear(rule("Job/check-database")?.run, 12_000);
  fixedNear(rule("Job/load-fixtures")?.run, 3000);
  const migrate = rule("Job/migrate-schema")?.run as { kind: string; p50: number; p95: number };
  expect(migrate.kind).toBe("lognormal");
  expect(migrate.p50).toBeGreaterThan(14_000);
  expect(migrate.p50).toBeLessThan(27_000);
  expect(migrate.p95).toBeGreaterThan(28_000);
  fixedNear(rule("Deployment/web")?.stop, 7000);
  expect(rule("Deployment/web")?.stopExitCode).toBe(3);
  const pull = back.images.find(({ match }) => match.startsWith("nginx"))?.pull as {
    kind: string;
    p50: number;
  };
  expect(pull.p50).toBeGreaterThan(3000);
  expect(pull.p50).toBeLessThan(5000);
  expect(Math.abs(back.latency.podSandbox - 2000)).toBeLessThan(500);
  expect(text).toContain("# 25 runs\n");
});

test("a failure, a death for want of memory, and one that SIGTERM does not touch", async () => {
  const { back } = await roundTrip(
    `
containers:
  - match: { workload: Job/check-database }
    run: 4s
    exitCode: 3
  - match: { workload: Deployment/web }
    stop: ignore
steps:
  - helm install demo ./chart --no-hooks
  - sleep 10s
  - kubectl delete deployment web --grace-period 5
  - helm install again ./chart
  - sleep 40s
`,
    1,
  );
  expect(back.containers.find(({ match }) => match?.workload === "Job/check-database")?.exitCode).toBe(3);
  expect(back.containers.find(({ match }) => match?.workload === "Deployment/web")?.stop).toBe("ignore");
});

describe("documents", () => {
  test("one after the other, however they are set", () => {
    const text = '\ufeff{"a": "}{\\""}\n[1,\n 2]{"b": {"c": []}}\n\n';
    expect(jsonDocuments(text, "-")).toEqual({
      documents: [{ a: '}{"' }, [1, 2], { b: { c: [] } }],
      isCutOff: false,
    });
  });

  test("the last may be cut off, as when the watch is stopped", () => {
    expect(jsonDocuments('{"a": 1}\n{"b": "x', "-")).toEqual({ documents: [{ a: 1 }], isCutOff: true });
  });

  test.each([
    ["NAME READY STATUS\n", 1, 1],
    ['{"a": 1}\n  oops', 2, 3],
    ['{"a": 1}\n{a: 1}', 2, 1],
  ])("anything else is told with its place: %j", (text, line, column) => {
    expect(() => jsonDocuments(text, "pods.json")).toThrow(
      expect.objectContaining({ place: { file: "pods.json", line, column } }),
    );
  });

  test("objects of other kinds, and pods without a status, are passed over", () => {
    const documents = [
      null,
      3,
      { kind: "Pod" },
      { kind: "Node", metadata: {} },
      { type: "BOOKMARK", object: null },
    ];
    expect(observe(documents)).toEqual({ pods: [], pulls: new Map() });
  });
});

const recordings = fileURLToPath(new URL("../../../../shared/recordings/", import.meta.url));

describe.skipIf(!existsSync(recordings))("what a real cluster showed", () => {
  test.each([
    ["01-hook-weights", "Job/pre-install-job-w2", "init", 10_000, undefined],
    ["01-hook-weights", "Job/post-install-job", "notify", 10_000, undefined],
    ["05-init-and-sidecar", "Deployment/api", "wait-db", 3000, undefined],
    ["11-crashloop", "Deployment/crash", "c", 2000, 1],
  ])("%s: %s %s runs as long as its command says", (name, workload, container, milliseconds, code) => {
    for (const helm of ["helm-v3", "helm-v4"]) {
      const { containers } = calibrate(observe(podsOf(`${recordings}${name}/${helm}/pod-writes.tsv`)));
      const found = containers.find((each) => each.workload === workload && each.container === container);
      expect(found?.exitCode).toBe(code);
      const distribution = found?.run?.distribution;
      expect(distribution?.kind).toBe("fixed");
      const value = distribution?.kind === "fixed" ? distribution.value : 0;
      expect(Math.abs(value - milliseconds)).toBeLessThanOrEqual(1000);
    }
  });
});

/** The pods of a recording, which leaves out their specs; its rows tell which fields of a pod change: `status.phase`, `spec.containers[web].image`. */
function podsOf(file: string): unknown[] {
  const rows = readFileSync(file, "utf8").trim().split("\n").slice(1);
  const fields = new Map<string, Record<string, unknown>>();
  return rows.map((row, i) => {
    const [, type = "", name = "", changes = "{}"] = row.split("\t");
    const before = type === "ADDED" ? { "metadata.uid": `uid-${i}` } : (fields.get(name) ?? {});
    const now = { ...before, ...(JSON.parse(changes) as Record<string, unknown>) };
    fields.set(name, now);
    const pod = nested(now) as Pick<Pod, "status">;
    const named = (statuses: readonly { readonly name: string }[] = []) =>
      statuses.map((status) => ({ name: status.name, image: "" }));
    const { containerStatuses, initContainerStatuses } = pod.status;
    const spec = { containers: named(containerStatuses), initContainers: named(initContainerStatuses) };
    return { type, object: { kind: "Pod", ...pod, spec } };
  });
}

/** Undoes the flattening; a list whose items have names is told by these. */
function nested(fields: Readonly<Record<string, unknown>>): unknown {
  const root: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(fields)) {
    if (value === null) continue;
    const steps = [...path.matchAll(/[^.[\]]+|\[[^\]]*\]/g)].map(([step]) => step);
    let at: Record<string, unknown> = root;
    for (const step of steps.slice(0, -1)) {
      at[step] ??= {};
      at = at[step] as Record<string, unknown>;
    }
    at[steps.at(-1) ?? ""] = value;
  }
  return asLists(root);
}

function asLists(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  if (entries.length > 0 && entries.every(([key]) => key.startsWith("[")))
    return entries.map(([key, item]) => ({
      name: key.slice(1, -1),
      type: key.slice(1, -1),
      ...(asLists(item) as object),
    }));
  return Object.fromEntries(entries.map(([key, item]) => [key, asLists(item)]));
}
