import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { controllerOf } from "../cluster/api/object.ts";
import { checkExpectations } from "../expectations/check-expectations.ts";
import { nodeAdapters } from "../node/node-adapters.ts";
import { normalizeRecording } from "../recording/normalize.ts";
import type { Recording } from "../recording/recording.ts";
import { loadScenario } from "../scenario/load-scenario.ts";
import { simulate } from "../simulate.ts";
import { snapshotText } from "../snapshot/snapshot-text.ts";

const chart = `
kind: ConfigMap
metadata: {name: settings}
data: {color: blue}
---
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 2 # web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: main
          image: "web:{{ .Values.tag }}"
          readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 1} # web
---
kind: StatefulSet
metadata: {name: db}
spec:
  replicas: 2 # db
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: main, image: "db:1"}]} # db
---
kind: Job
metadata: {name: report}
spec: {backoffLimit: 1, template: {spec: {restartPolicy: Never, containers: [{name: main, image: tool, command: [sleep, "2"]}]}}} # report
---
kind: Job
metadata:
  name: check
  annotations:
    helm.sh/hook: pre-install,pre-upgrade # check
    helm.sh/hook-weight: "-5" # check
    helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded # check
spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: tool, command: [sleep, "1"]}]}}}
---
kind: Job
metadata:
  name: migrate
  annotations:
    helm.sh/hook: pre-install,pre-upgrade # migrate
    helm.sh/hook-weight: "0" # migrate
spec: {backoffLimit: 0, template: {spec: {restartPolicy: Never, containers: [{name: main, image: tool, command: [sh, -c, "sleep 3; exit 0"]}]}}} # migrate
---
kind: Job
metadata:
  name: announce
  annotations: {helm.sh/hook: post-install, helm.sh/hook-weight: "0", helm.sh/hook-delete-policy: hook-succeeded} # announce
spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: tool, command: [sleep, "1"]}]}}}
---
kind: Job
metadata: {name: backup, annotations: {helm.sh/hook: pre-delete}}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: tool, command: [sleep, "1"]}]}}}
`;

const scenario = `
steps:
  - helm install demo CHART --wait
  - helm upgrade demo CHART --wait --set tag=2
  - helm uninstall demo
  - sleep 40s
expect:
  - within 120s
  - Deployment/web is Available within 10s of Deployment/web is created
  - Job/migrate completes before Deployment/web is created
`;

/** Who has to notice: the snapshot of the order, an expectation, or nobody, for what happens is the same. */
type Noticed = "order" | "expectation" | "nobody";

const mutations: readonly (readonly [what: string, from: string, to: string, noticed: Noticed])[] = [
  ["a weight that comes after another", '"-5" # check', '"5"', "order"],
  ["a weight that comes before another", '"0" # migrate', '"-10"', "order"],
  ["a weight that is still before the other", '"-5" # check', '"-3"', "nobody"],
  [
    "the weight of the only hook of an event",
    'helm.sh/hook-weight: "0", ',
    'helm.sh/hook-weight: "7", ',
    "nobody",
  ],
  ["a hook that no longer runs on upgrades", "pre-install,pre-upgrade # check", "pre-install", "order"],
  [
    "a hook that runs on upgrades, too",
    "helm.sh/hook: post-install,",
    'helm.sh/hook: "post-install,post-upgrade",',
    "order",
  ],
  [
    "a hook that comes after the release",
    "pre-install,pre-upgrade # migrate",
    "post-install,post-upgrade",
    "expectation",
  ],
  ["a hook that comes after the deletion", "helm.sh/hook: pre-delete", "helm.sh/hook: post-delete", "order"],
  [
    "the events of a hook in another order",
    "pre-install,pre-upgrade # check",
    "pre-upgrade,pre-install",
    "nobody",
  ],
  ["a hook that becomes an ordinary Job", "helm.sh/hook: pre-install,pre-upgrade # check", "x: z", "order"],
  [
    "a delete policy that is dropped",
    "helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded",
    "x: z",
    "order",
  ],
  [
    "a delete policy for failures alone",
    "helm.sh/hook-delete-policy: hook-succeeded",
    "helm.sh/hook-delete-policy: hook-failed",
    "order",
  ],
  [
    "delete policies in another order",
    "before-hook-creation,hook-succeeded",
    "hook-succeeded,before-hook-creation",
    "nobody",
  ],
  [
    "a probe that is added",
    'image: "db:1"',
    'image: "db:1", readinessProbe: {tcpSocket: {port: 1}}',
    "order",
  ],
  [
    "a probe that is dropped",
    "readinessProbe: {httpGet: {path: /, port: 80}, periodSeconds: 1} # web",
    "",
    "order",
  ],
  ["a probe at another path", "{path: /, port: 80}", "{path: /health, port: 80}", "nobody"],
  ["more replicas", "replicas: 2 # web", "replicas: 3", "order"],
  ["fewer replicas", "replicas: 2 # db", "replicas: 1", "order"],
  [
    "pods that come side by side",
    "serviceName: db",
    "serviceName: db\n  podManagementPolicy: Parallel",
    "order",
  ],
  ["a rollout with a gap", "replicas: 2 # web", "replicas: 2\n  strategy: {type: Recreate}", "order"],
  ["an image that an upgrade does not change", "web:{{ .Values.tag }}", "web:1", "order"],
  ["the image of what never changes", "db:1", "db:2", "nobody"],
  ["a hook that fails", "exit 0", "exit 1", "expectation"],
  ["a hook that takes too long", "sleep 3;", "sleep 50;", "expectation"],
  [
    "a deadline that a hook does not meet",
    "spec: {backoffLimit: 0,",
    "spec: {activeDeadlineSeconds: 2,",
    "expectation",
  ],
  [
    "a deadline that it does meet",
    "spec: {backoffLimit: 0,",
    "spec: {backoffLimit: 0, activeDeadlineSeconds: 200,",
    "nobody",
  ],
  ["a Job that is tried again", 'command: [sleep, "2"]', 'command: [sh, -c, "exit 1"]', "order"],
  [
    "a Job that goes when it is done",
    "spec: {backoffLimit: 1,",
    "spec: {ttlSecondsAfterFinished: 1, backoffLimit: 1,",
    "order",
  ],
  [
    "an init container",
    'spec: {containers: [{name: main, image: "db:1"}]}',
    'spec: {initContainers: [{name: init, image: tool}], containers: [{name: main, image: "db:1"}]}',
    "order",
  ],
  ["pods that are available late", "replicas: 2 # web", "replicas: 2\n  minReadySeconds: 12", "expectation"],
  [
    "an object that is gone",
    "kind: ConfigMap\nmetadata: {name: settings}\ndata: {color: blue}\n---\n",
    "",
    "order",
  ],
  ["another name", "metadata: {name: settings}", "metadata: {name: options}", "order"],
  ["what a ConfigMap holds", "color: blue", "color: red", "nobody"],
  [
    "a label that selects nothing",
    "labels: {app: web}}\nspec",
    "labels: {app: web, team: a}}\nspec",
    "nobody",
  ],
  [
    "room that every node has",
    'image: "db:1"',
    'image: "db:1", resources: {requests: {cpu: 100m}}',
    "nobody",
  ],
  [
    "patience that nobody needs",
    'spec: {containers: [{name: main, image: "db:1"',
    'spec: {terminationGracePeriodSeconds: 60, containers: [{name: main, image: "db:1"',
    "nobody",
  ],
];

const root = mkdtempSync(join(tmpdir(), "seatrial-"));
afterAll(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, "templates"));
writeFileSync(join(root, "Chart.yaml"), "apiVersion: v2\nname: demo\nversion: 1.0.0\n");
writeFileSync(join(root, "values.yaml"), "tag: 1\n");

const apiVersions: Readonly<Record<string, string>> = {
  Deployment: "apps/v1",
  StatefulSet: "apps/v1",
  Job: "batch/v1",
};

const { expect: expectations, ...plan } = await loadScenario({
  file: "x.yaml",
  text: scenario.replaceAll("CHART", root),
  readFile: () => "",
});

function run(text: string): Recording {
  const manifests = text.replace(
    /^kind: (\w+)$/gm,
    (line, kind) => `apiVersion: ${apiVersions[kind] ?? "v1"}\n${line}`,
  );
  writeFileSync(join(root, "templates/all.yaml"), manifests);
  return simulate({ ...plan, expect: [] }, nodeAdapters);
}

/**
 * What people at two terminals see of a run, but for the time: what kubectl shows of each object, one after the other,
 * which objects come and go in which order, and how the commands end.
 */
function seen(recording: Recording): unknown {
  const stable = normalizeRecording(recording, { resolution: 0.001 });
  const objects = new Map<string, string[]>();
  for (const { line } of Object.values(stable.watch).flatMap((lines) => lines.slice(1))) {
    const [name = "", ...cells] = line.split(/ {2,}/);
    const states = objects.get(name) ?? [];
    objects.set(name, states);
    states.push(cells.filter((cell) => !/^(\d+[smh])+$/.test(cell)).join(" "));
  }
  const comings = stable.objects
    .filter(({ kind, name }) => kind !== "Event" && !name.startsWith("sh.helm."))
    // pods that are deleted at the same time go in any order
    .filter(
      ({ type, object }) => type === "ADDED" || (type === "DELETED" && controllerOf(object) === undefined),
    )
    .map(({ type, kind, name }) => `${type} ${kind}/${name}`);
  return {
    objects: [...objects],
    comings,
    exits: stable.steps.map(({ exitCode }) => exitCode),
  };
}

const base = run(chart);
const before = { order: snapshotText(base), seen: seen(base) };

function noticedBy(recording: Recording): Noticed {
  if (checkExpectations(expectations, recording).length > 0) return "expectation";
  return snapshotText(recording) === before.order ? "nobody" : "order";
}

test("the chart as it is goes as expected", () => {
  expect(mutations.length).toBeGreaterThanOrEqual(30);
  expect(checkExpectations(expectations, base)).toEqual([]);
  expect(base.steps.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
});

describe("a change of the chart is noticed where it changes what happens", () => {
  test.each(mutations)("%s", (_, from, to, noticed) => {
    expect(chart.split(from)).toHaveLength(2);
    const recording = run(chart.replace(from, to));
    expect(noticedBy(recording)).toBe(noticed);
    // the table does not decide this by itself
    if (noticed !== "expectation")
      expect(JSON.stringify(seen(recording)) === JSON.stringify(before.seen)).toBe(noticed === "nobody");
  });
});
