import { expect, test } from "vitest";
import { latencyProfiles } from "../cluster/latency.ts";
import { loadScenario } from "./load-scenario.ts";
import { ScenarioError } from "./source/scenario-error.ts";

const files: Readonly<Record<string, string>> = {
  "ci/pre.yaml":
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n---\napiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: b}}\n",
  "ci/bad.yaml": "kind: Secret\nmetadata: {}\n",
};
const load = (text: string) =>
  loadScenario({
    file: "ci/scenario.yaml",
    text,
    readFile: (path) => {
      const found = files[path];
      if (found === undefined) throw new Error("ENOENT");
      return found;
    },
  });

async function problemsOf(text: string): Promise<string> {
  try {
    await load(text);
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return "";
}

test("a whole scenario", async () => {
  const scenario = await load(
    `
name: migrate
helm: { version: 4.1.4 }
kubernetes: { version: 1.30 }
seed: 7
start: 2025-01-15T18:20:03Z
cluster:
  nodes:
    - { name: node-1, cpu: "2", memory: 24Gi }
    - { name: db, count: 2, labels: { disk: ssd }, taints: ["dedicated=db:NoSchedule", { key: gpu, effect: NoExecute }] }
  objects: [./pre.yaml]
  latency: { profile: cloud, podSandbox: 550ms }
  references: absent
images:
  - { match: "acme/wbe:*", missing: true }
  - { match: "*", pull: { p50: 2s, p95: 9s } }
containers:
  - match: { workload: Job/check, container: check, index: 1, attempt: 2 }
    run: 1s
    exitCode: 3
  - { match: { image: "nginx*" }, run: forever, readyAfter: never, stop: ignore }
  - { run: { min: 1s, max: 2s }, creates: [Secret/app-tls] }
steps:
  - helm install demo ./chart --wait
  - sleep 3s
expect:
  - step 1 exits 0
`.replace("./pre.yaml", "pre.yaml"),
  );
  expect(scenario).toMatchObject({
    name: "migrate",
    directory: "ci",
    helmVersion: "4.1.4",
    kubernetesVersion: "1.30",
    seed: 7,
    start: Date.UTC(2025, 0, 15, 18, 20, 3),
    references: "absent",
    latency: { ...latencyProfiles.cloud, podSandbox: 550 },
    objects: [{ kind: "ConfigMap" }, { kind: "Secret" }],
    images: [{ missing: true }, { pull: { kind: "lognormal", p50: 2000, p95: 9000 } }],
    steps: [{ kind: "helm" }, { kind: "sleep", milliseconds: 3000, place: { line: 25, column: 5 } }],
    expect: [{ sentence: "step 1 exits 0", place: { line: 27 } }],
  });
  expect(scenario.nodes.map((node) => node.name)).toEqual(["node-1", "db-1", "db-2"]);
  expect(scenario.nodes[2]).toMatchObject({
    cpu: "16",
    pods: 110,
    labels: { disk: "ssd" },
    taints: [
      { key: "dedicated", value: "db", effect: "NoSchedule" },
      { key: "gpu", effect: "NoExecute" },
    ],
  });
  expect(scenario.containers[0]).toMatchObject({
    match: { workload: "Job/check", container: "check", index: 1, attempt: 2 },
    run: { kind: "fixed", value: 1000 },
    exitCode: 3,
    line: 18,
  });
  expect(scenario.containers[1]).toMatchObject({ run: "forever", readyAfter: "never", stop: "ignore" });
});

test("a scenario needs no more than steps", async () => {
  const scenario = await load("steps:\n  - helm install demo ./chart\n");
  expect(scenario).toMatchObject({ name: "ci", seed: 1, references: "assume", latency: latencyProfiles.lab });
  expect(scenario.nodes.map((node) => node.name)).toEqual(["node-1", "node-2", "node-3"]);
});

test("every mistake is told at once, in the order of the file, with its line", async () => {
  expect(
    await problemsOf(`name: x
cluster:
  nodse: []
  latency: { podSandbix: 1s }
conatiners: []
containers:
  - { match: { workload: Job/a }, run: 5, readyafter: 2s }
  - { run: forever, exitCode: 3 }
steps:
  - hlem install demo ./chart
`),
  ).toBe(`ci/scenario.yaml:3:3: the cluster has no key "nodse". Did you mean "nodes"?
   3 |   nodse: []
     |   ^^^^^

ci/scenario.yaml:4:14: a latency profile has no key "podSandbix". Did you mean "podSandbox"?
   4 |   latency: { podSandbix: 1s }
     |              ^^^^^^^^^^

ci/scenario.yaml:5:1: a scenario has no key "conatiners". Did you mean "containers"?
   5 | conatiners: []
     | ^^^^^^^^^^

ci/scenario.yaml:7:40: expected a duration, {min, max}, {mean, sd} or {p50, p95}, or forever; found 5. Did you mean 5s?
   7 |   - { match: { workload: Job/a }, run: 5, readyafter: 2s }
     |                                        ^

ci/scenario.yaml:7:43: a container rule has no key "readyafter". Did you mean "readyAfter"?
   7 |   - { match: { workload: Job/a }, run: 5, readyafter: 2s }
     |                                           ^^^^^^^^^^

ci/scenario.yaml:8:5: a container that runs forever has no exit code. Give it a time to run, or drop exitCode.
   8 |   - { run: forever, exitCode: 3 }
     |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

ci/scenario.yaml:10:5: a step runs helm, kubectl or sleep, not "hlem". Did you mean "helm"?
  10 |   - hlem install demo ./chart
     |     ^^^^`);
});

test.each([
  ["", "the file is empty."],
  ["- a\n", "expected a scenario, which is a map, found a list."],
  ["steps: []\ncluster: {latency: {bind: 12}}\n", "found 12. Did you mean 12s?"],
  ["name: x\n", 'a scenario needs the key "steps".'],
  ["steps: helm install\n", 'expected a list, found "helm install".'],
  ["steps: []\nsteps: []\n", "Map keys must be unique."],
  ["steps: []\n---\nsteps: []\n", "a scenario file has one document."],
  ["steps: [\n", "Flow sequence"],
  ["steps: [sleep 1s]\nseed: -1\n", "expected a whole number from 0 on, found -1."],
  [
    "steps: []\nkubernetes: {version: 1.12}\n",
    "expected a Kubernetes version from 1.25 on, such as 1.36, found 1.12.",
  ],
  [
    "steps: []\nhelm: {version: 2.16.0}\n",
    'expected a Helm version from 3.0.0 on, such as 4.1.4, found "2.16.0".',
  ],
  ["steps: []\nstart: yesterday\n", 'expected a time such as 2025-01-15T18:20:03Z, found "yesterday".'],
  ["steps: []\nload: [{workload: Deployment/web, at: 3s}]\n", "a load is one of cpu, of memory, or of both."],
  [
    "steps: []\nload: [{workload: Deployment/web, cpu: lots}]\n",
    'expected an amount such as 2, 500m or 24Gi, found "lots".',
  ],
  ["steps: []\nimages: [{missing: true}]\n", 'an image rule needs the key "match".'],
  [
    "steps: []\nimages: [{match: x, missing: true, pull: 1s}]\n",
    "an image that is missing takes no time to pull.",
  ],
  ["steps: []\ncontainers: [{run: {min: 3s, max: 1s}}]\n", "min is more than max."],
  [
    "steps: []\ncontainers: [{run: {min: 3s}}]\n",
    "a spread of durations is {min, max}, {mean, sd} or {p50, p95}.",
  ],
  [
    "steps: []\ncontainers: [{run: 5s, oomKilled: true, exitCode: 1}]\n",
    "a container that is killed for its memory exits with 137.",
  ],
  ["steps: []\ncontainers: [{stop: ignor}]\n", 'or ignore; found "ignor".'],
  [
    "steps: []\ncluster: {latency: clod}\n",
    'expected one of lab, cloud, instant, found "clod". Did you mean "cloud"?',
  ],
  [
    "steps: []\ncluster: {nodes: [{name: a, taints: ['a=b:Never']}]}\n",
    "expected a taint such as dedicated=db:NoSchedule",
  ],
  [
    "steps: []\ncluster: {nodes: [{name: a, memory: 2GB}]}\n",
    'expected an amount such as 2, 500m or 24Gi, found "2GB".',
  ],
  ["steps: []\ncluster: {nodes: [{name: a}, {name: a}]}\n", 'two nodes are called "a".'],
  ["steps: []\ncluster: {objects: [none.yaml]}\n", "the file ci/none.yaml cannot be read."],
  [
    "steps: []\ncluster: {objects: [bad.yaml]}\n",
    "ci/bad.yaml:1:1: a Kubernetes object needs apiVersion, metadata.name.",
  ],
])("%j is refused", async (text, message) => {
  expect(await problemsOf(text)).toContain(message);
});

test("a required key that was mistyped is told once", async () => {
  expect((await problemsOf("stpes: []\n")).match(/ci\/scenario\.yaml:/g)).toHaveLength(1);
});

test("a step's mistake is marked where it stands, in quotes too", async () => {
  expect(await problemsOf('steps:\n  - "sleep soon"\n')).toContain(`ci/scenario.yaml:2:12:`);
  expect(await problemsOf("steps:\n  - helm list | grep x\n")).toContain(`ci/scenario.yaml:2:15:`);
});

test("of many mistakes the first ones are told, of a long line the part that is wrong", async () => {
  const many = await problemsOf(`steps: []\n${"x: 1\n".repeat(500)}`);
  expect(many.length).toBeLessThan(4000);
  expect(many).toMatch(/And \d+ more\.$/);
  const long = await problemsOf(`name: ${"a".repeat(9000)}: b\nsteps: []\n`);
  expect(Math.max(...long.split("\n").map((line) => line.length))).toBeLessThan(200);
});

test.each([
  ["aliases of aliases", "aliases of the file stand for too much", aliasBomb()],
  ["brackets in brackets", "ci/scenario.yaml:1:", `steps: ${"[".repeat(6000)}${"]".repeat(6000)}`],
])("%s end in an error", async (_, message, text) => {
  expect(await problemsOf(text)).toContain(message);
});

function aliasBomb(): string {
  const lines = Array.from(
    { length: 12 },
    (_, i) => `- &a${i} [${`*a${i - 1}, `.repeat(i === 0 ? 0 : 10)}x]`,
  );
  return `containers:\n${lines.map((line) => `  ${line}\n`).join("")}steps: []\n`;
}

test("anchors and aliases mean what they name", async () => {
  const scenario = await load("containers:\n  - &web { run: 1s }\n  - *web\nsteps: []\n");
  expect(scenario.containers.map((rule) => rule.run)).toEqual([
    { kind: "fixed", value: 1000 },
    { kind: "fixed", value: 1000 },
  ]);
});

test("a sentence that is expected may hold a colon, and is marked where it is wrong", async () => {
  const scenario = await load("steps: []\nexpect:\n  - left: Job/a, Job/b\n  - step 1 prints Error: no\n");
  expect(scenario.expect).toMatchObject([
    { claim: { kind: "left", objects: [{ name: "a" }, { name: "b" }] }, place: { line: 3, column: 5 } },
    { sentence: "step 1 prints Error: no", claim: { kind: "prints", text: "Error: no" } },
  ]);
  expect(
    await problemsOf("steps: []\nexpect:\n  - Job/a competes\n  - within 5\n"),
  ).toBe(`ci/scenario.yaml:3:11: expected one of starts, completes, fails, is, has, overlaps, never, found "competes". Did you mean "completes"?
   3 |   - Job/a competes
     |           ^^^^^^^^

ci/scenario.yaml:4:12: expected a duration such as 300ms, 90s or 5m, found "5".
   4 |   - within 5
     |            ^`);
});

test("which findings are harmless in it, and why", async () => {
  const scenario = await load(
    "steps: []\nignore:\n  - {rule: upgrade-downtime, object: Deployment/web, reason: one replica is enough here}\n",
  );
  expect(scenario.ignore).toEqual([
    { rule: "upgrade-downtime", object: "Deployment/web", reason: "one replica is enough here" },
  ]);
  expect(await problemsOf("steps: []\nignore: [{rule: upgrade-downtme, reason: x}]\n")).toContain(
    'Did you mean "upgrade-downtime"?',
  );
  expect(await problemsOf("steps: []\nignore: [{rule: upgrade-downtime}]\n")).toContain('"reason"');
});

test("how strict its snapshot is, and what it is run with", async () => {
  const scenario = await load(
    "steps: []\nsnapshot: {level: states, grain: 2s}\nmatrix: {set: [a=1, a=2], helm: [3.17.3], kubernetes: [1.30]}\n",
  );
  expect(scenario).toMatchObject({
    snapshot: { level: "states", grain: 2000 },
    matrix: { set: ["a=1", "a=2"], helm: ["3.17.3"], kubernetes: ["1.30"], values: undefined },
  });
  expect(await problemsOf("steps: []\nsnapshot: {level: stats}\n")).toContain('Did you mean "states"?');
});
