import { describe, expect, test } from "vitest";
import type { Container, Pod } from "../../cluster/api/pod.ts";
import type { ContainerStart } from "../../cluster/behaviour.ts";
import { Random } from "../../sim/random.ts";
import { SeatrialError } from "../../util/errors.ts";
import { loadScenario } from "../load-scenario.ts";
import type { Scenario } from "../scenario.ts";
import { trouble } from "../trouble.ts";
import { References } from "./references.ts";
import { scenarioBehaviours } from "./scenario-behaviours.ts";

type PodOptions = {
  readonly name?: string;
  readonly annotations?: Record<string, string>;
  readonly restartPolicy?: "Never" | "Always";
  readonly owner?: string;
  readonly attempt?: number;
  readonly init?: readonly Container[];
  readonly workload?: string;
  readonly spec?: Record<string, unknown>;
};

function start(container: Partial<Container>, options: PodOptions = {}): ContainerStart {
  const full: Container = { name: "main", image: "acme/web:1", ...container };
  const inInit = options.init?.some(({ name }) => name === full.name) ?? false;
  const pod: Pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: options.name ?? "web-abc",
      uid: options.name ?? "uid-1",
      resourceVersion: "1",
      creationTimestamp: "2025-01-01T00:00:00Z",
      annotations: options.annotations ?? {},
      ownerReferences: [
        { apiVersion: "v1", kind: options.owner ?? "ReplicaSet", name: "o", uid: "o", controller: true },
      ],
    },
    spec: {
      containers: inInit ? [{ name: "other", image: "x" }] : [full],
      initContainers: options.init ?? [],
      restartPolicy: options.restartPolicy ?? "Always",
      ...options.spec,
    },
    status: { phase: "Pending" },
  };
  return {
    pod,
    container: full,
    workload: options.workload ?? "Deployment/web",
    attempt: options.attempt ?? 1,
  };
}

async function behaviours(yaml = "", changes: Partial<Scenario> = {}, step = () => 1) {
  const scenario = await loadScenario({
    file: "scenario.yaml",
    text: `steps: []\n${yaml}`,
    readFile: () => "",
  });
  return scenarioBehaviours(
    { ...scenario, ...changes },
    new Random(scenario.seed),
    new References(scenario.references),
    { step },
  );
}

const sh = (script: string): Partial<Container> => ({ command: ["sh", "-c", script] });

describe("defaults by kind of workload", () => {
  test("what is restarted runs for ever, everything else ends with 0", async () => {
    const { behaviourOf } = await behaviours();
    expect(behaviourOf(start({}))).toMatchObject({
      run: undefined,
      exitCode: 0,
      readyAfter: 1000,
      startedAfter: 1000,
      liveUntil: undefined,
      stop: 100,
      stopExitCode: 0,
      source: { kind: "default", why: "a pod that is restarted runs forever" },
    });
    expect(behaviourOf(start({}, { restartPolicy: "Never" })).run).toBe(5000);
    expect(behaviourOf(start({}, { annotations: { "helm.sh/hook": "test" } })).run).toBe(5000);
    const init = [{ name: "main", image: "x" }];
    expect(behaviourOf(start({}, { init })).run).toBe(1000);
    const sidecar = [{ name: "main", image: "x", restartPolicy: "Always" as const }];
    expect(behaviourOf(start({}, { init: sidecar, restartPolicy: "Never" })).run).toBeUndefined();
  });
});

describe("the container's own command", () => {
  test("says how long it runs and how it ends", async () => {
    const { behaviourOf } = await behaviours();
    expect(behaviourOf(start(sh("sleep 2; exit 3"), { restartPolicy: "Never" }))).toMatchObject({
      run: 2000,
      exitCode: 3,
      stop: "ignore",
      source: { kind: "command", text: "sh -c sleep 2; exit 3" },
    });
    expect(
      behaviourOf(start({ command: ["sleep"], args: ["$(N)"], env: [{ name: "N", value: "4" }] })).run,
    ).toBe(4000);
    expect(behaviourOf(start({ args: ["sleep", "4"] })).source.kind).toBe("default");
  });

  test("reads fields of the pod from its environment", async () => {
    const { behaviourOf } = await behaviours();
    const index = "batch.kubernetes.io/job-completion-index";
    const env = [
      {
        name: "JOB_COMPLETION_INDEX",
        valueFrom: { fieldRef: { fieldPath: `metadata.annotations['${index}']` } },
      },
    ];
    const container = { ...sh("sleep $((JOB_COMPLETION_INDEX + 1))"), env };
    expect(behaviourOf(start(container, { annotations: { [index]: "3" } })).run).toBe(4000);
    const secret = [{ name: "N", valueFrom: { secretKeyRef: { name: "s", key: "k" } } }];
    expect(behaviourOf(start({ ...sh("sleep $N"), env: secret })).source.kind).toBe("default");
  });

  test("takes SIGTERM only where a trap answers it, or where it is not process 1", async () => {
    const { behaviourOf } = await behaviours();
    expect(behaviourOf(start(sh("trap 'exit 0' TERM; sleep 600 & wait")))).toMatchObject({
      stop: 0,
      stopExitCode: 0,
    });
    expect(behaviourOf(start(sh("sleep 600"), { spec: { shareProcessNamespace: true } }))).toMatchObject({
      stop: 0,
      stopExitCode: 143,
    });
  });

  test("decides exec probes that look at files which it makes and removes", async () => {
    const { behaviourOf } = await behaviours();
    const probe = (command: string[]) => ({ exec: { command } });
    expect(
      behaviourOf(
        start({
          ...sh("sleep 5; touch /tmp/up; sleep 25; rm -f /tmp/up; sleep 600"),
          startupProbe: probe(["cat", "/tmp/up"]),
          readinessProbe: probe(["sh", "-c", "test -f /tmp/up"]),
          livenessProbe: probe(["ls", "/tmp/up"]),
        }),
      ),
    ).toMatchObject({ run: 630_000, startedAfter: 5000, readyAfter: 5000, liveUntil: 30_000 });
    expect(behaviourOf(start({ readinessProbe: probe(["false"]) })).readyAfter).toBeUndefined();
    expect(behaviourOf(start({ readinessProbe: probe(["cat", "/etc/hosts"]) })).readyAfter).toBe(1000);
    expect(behaviourOf(start({ livenessProbe: probe(["true"]) })).liveUntil).toBeUndefined();
    expect(behaviourOf(start({ readinessProbe: { httpGet: { port: 80 } } })).readyAfter).toBe(1000);
  });

  test("and that of its postStart hook", async () => {
    const { behaviourOf } = await behaviours();
    const hook = (script: string) => ({
      lifecycle: { postStart: { exec: { command: ["sh", "-c", script] } } },
    });
    expect(behaviourOf(start(hook("sleep 3")))).toMatchObject({ postStart: 3000, postStartError: undefined });
    expect(behaviourOf(start(hook("exit 7"))).postStartError).toContain("exited with 7");
  });
});

describe("annotations", () => {
  test("count more than the command, and the one with a name more than the one without", async () => {
    const { behaviourOf } = await behaviours();
    const annotations = {
      "seatrial.dev/exit-code.main": "0",
      "seatrial.dev/run.main": "7s",
      "seatrial.dev/run": "3s",
      "seatrial.dev/ready-after": "never",
      "seatrial.dev/stop": "ignore",
    };
    expect(behaviourOf(start(sh("sleep 2; exit 3"), { annotations }))).toMatchObject({
      run: 7000,
      exitCode: 0,
      readyAfter: undefined,
      stop: "ignore",
      source: { kind: "annotation" },
    });
    const init = [{ name: "main", image: "x" }];
    expect(behaviourOf(start({}, { init, annotations: { "seatrial.dev/run": "9s" } })).run).toBe(1000);
    expect(behaviourOf(start({}, { init, annotations: { "seatrial.dev/run.main": "9s" } })).run).toBe(9000);
  });

  test("that cannot be understood are told", async () => {
    const { behaviourOf } = await behaviours();
    const told = (annotations: Record<string, string>): string => {
      try {
        behaviourOf(start({}, { annotations }));
      } catch (error) {
        if (error instanceof SeatrialError) return error.message;
      }
      return "";
    };
    expect(told({ "seatrial.dev/exitcode": "3" })).toBe(
      'The pod web-abc\'s annotation seatrial.dev/exitcode is unknown. Did you mean "exit-code"?',
    );
    expect(told({ "seatrial.dev/run": "soon" })).toContain('is "soon"; it takes a duration or forever.');
  });
});

describe("the scenario", () => {
  test("decides by the first rule that fits, and leaves what it does not state to the others", async () => {
    const { behaviourOf } = await behaviours(`
containers:
  - { match: { workload: Job/check, attempt: 1 }, exitCode: 1 }
  - { match: { workload: "Job/*", container: main }, run: 3s }
  - { match: { image: "acme/web:*", pod: web-* }, readyAfter: 200ms, stop: 150ms }
  - { match: { workload: StatefulSet/db, index: 1 }, run: 8s, oomKilled: true }
`);
    const job = { workload: "Job/check", restartPolicy: "Never" as const };
    expect(behaviourOf(start({}, job))).toMatchObject({
      run: 5000,
      exitCode: 1,
      source: { kind: "scenario", line: 4 },
    });
    expect(behaviourOf(start(sh("sleep 9; exit 4"), { ...job, attempt: 2 }))).toMatchObject({
      run: 3000,
      exitCode: 4,
    });
    expect(behaviourOf(start({}))).toMatchObject({
      run: undefined,
      readyAfter: 200,
      startedAfter: 200,
      stop: 150,
      source: { kind: "scenario", line: 6 },
    });
    const db = { workload: "StatefulSet/db", owner: "StatefulSet" };
    expect(behaviourOf(start({}, { ...db, name: "db-1" }))).toMatchObject({ run: 8000, oomKilled: true });
    expect(behaviourOf(start({}, { ...db, name: "db-0" })).run).toBeUndefined();
  });

  test("an exit code alone means that the container ends", async () => {
    const { behaviourOf } = await behaviours("containers: [{ exitCode: 1 }]");
    expect(behaviourOf(start({}))).toMatchObject({ run: 5000, exitCode: 1 });
    expect(behaviourOf(start(sh("sleep 2")))).toMatchObject({ run: 2000, exitCode: 1 });
  });

  test("draws from spreads by what the start is, not by what was drawn before", async () => {
    const { behaviourOf } = await behaviours(
      "containers: [{ run: { min: 1s, max: 9s }, readyAfter: { mean: 3s, sd: 1s } }]",
    );
    const first = behaviourOf(start({}, { name: "a" }));
    const other = behaviourOf(start({}, { name: "b" }));
    expect(behaviourOf(start({}, { name: "a" }))).toEqual(first);
    expect(other.run).not.toBe(first.run);
    for (const { run } of [first, other]) {
      expect(run).toBeGreaterThanOrEqual(1000);
      expect(run).toBeLessThanOrEqual(9000);
    }
  });

  test("says how images come to the nodes", async () => {
    const { imageSource } = await behaviours(
      `images: [{ match: "acme/wbe:*", missing: true }, { match: "*", pull: 20ms }]`,
    );
    expect(imageSource("acme/wbe:1")).toEqual({ missing: true, pull: undefined });
    expect(imageSource("nginx")).toEqual({ missing: false, pull: 20 });
    expect((await behaviours()).imageSource("nginx")).toEqual({ missing: false, pull: undefined });
  });
});

test("a rule for one command holds from when it is given until the next is", async () => {
  let step = 1;
  const { behaviourOf, imageSource } = await behaviours(
    `images: [{ match: nginx, missing: true, step: 2 }]\ncontainers: [{ match: { step: 2 }, exitCode: 3 }]`,
    {},
    () => step,
  );
  const now = () => [
    behaviourOf(start({}, { restartPolicy: "Never" })).exitCode,
    imageSource("nginx").missing,
  ];
  expect(now()).toEqual([0, false]);
  step = 2;
  expect(now()).toEqual([3, true]);
  step = 3;
  expect(now()).toEqual([0, false]);
});

test("what acts up leaves to the other rules what it does not state", async () => {
  const { behaviourOf } = await behaviours("containers: [{ run: 7s, stop: ignore }]", {
    troubles: [trouble({ workload: "Job/a" }, { exitCode: 1 })],
  });
  expect(behaviourOf(start({}, { workload: "Job/a" }))).toMatchObject({
    run: 7000,
    exitCode: 1,
    stop: "ignore",
  });
  expect(behaviourOf(start({}, { workload: "Job/b" }))).toMatchObject({ run: 7000, exitCode: 0 });
});

test("guesses are drawn around what they are otherwise, what is stated is not", async () => {
  const draws = async (yaml: string, options: PodOptions) => {
    const { behaviourOf } = await behaviours(yaml, { guesses: "spread" });
    return Array.from(
      { length: 400 },
      (_, attempt) => behaviourOf(start({}, { ...options, attempt })).run ?? -1,
    );
  };
  const guessed = (await draws("", { restartPolicy: "Never" })).sort((a, b) => a - b);
  const share = (limit: number) => guessed.filter((run) => run <= limit).length / guessed.length;
  expect(share(5000)).toBeCloseTo(0.5, 1);
  expect(share(15_000)).toBeCloseTo(0.95, 1);
  const stated = await draws("containers: [{ run: 4s }]", { restartPolicy: "Never" });
  expect(new Set(stated)).toEqual(new Set([4000]));
});

test("objects that nothing declares are assumed, unless the scenario says that they are absent", () => {
  const assumed: string[] = [];
  const references = new References("assume", ({ namespace, name }) => assumed.push(`${namespace}/${name}`));
  references.declare("Secret", "default", "from-chart");
  expect(references.isAssumed("Secret", "default", "from-chart")).toBe(false);
  expect(references.isAssumed("Secret", "other", "from-chart")).toBe(true);
  expect(references.isAssumed("Secret", "default", "by-hand")).toBe(true);
  expect(references.isAssumed("Secret", "default", "by-hand")).toBe(true);
  expect(assumed).toEqual(["other/from-chart", "default/by-hand"]);
  expect(new References("absent").isAssumed("Secret", "default", "by-hand")).toBe(false);
});
