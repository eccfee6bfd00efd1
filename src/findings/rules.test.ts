import { describe, expect, test } from "vitest";
import { nodeAdapters } from "../node/node-adapters.ts";
import type { Finding } from "../recording/finding.ts";
import { findingsIn, of, type Trial } from "./findings.test-support.ts";

const both = ["3.17.3", "4.1.4"] as const;

/** What a rule finds with each of two Helm versions. */
function find(rule: string, trial: Trial, helmVersion: string = "4.1.4"): readonly Finding[] {
  const scenario = { helmVersion, ...trial.scenario };
  return of(rule, findingsIn(nodeAdapters, { ...trial, scenario }));
}

const objects = (findings: readonly Finding[]): string[] =>
  findings.map(({ object }) => `${object?.kind}/${object?.name}`);

interface Options {
  readonly hook?: string;
  readonly policy?: string;
  readonly weight?: string;
  readonly spec?: string;
  readonly pod?: string;
  readonly image?: string;
  readonly command?: string;
}

const annotations = ({ hook, policy, weight }: Options): string =>
  hook === undefined
    ? ""
    : `, annotations: {helm.sh/hook: "${hook}"${policy === undefined ? "" : `, helm.sh/hook-delete-policy: "${policy}"`}${weight === undefined ? "" : `, helm.sh/hook-weight: "${weight}"`}}`;

const job = (name: string, options: Options = {}): string => `---
apiVersion: batch/v1
kind: Job
metadata: {name: ${name}${annotations(options)}}
spec:
  ${options.spec ?? "backoffLimit: 0"}
  template:
    spec:
      restartPolicy: Never
      ${options.pod ?? ""}
      containers: [{name: c, image: "${options.image ?? "acme/tool:1"}", command: [sh, -c, "${options.command ?? "sleep 2"}"]}]
`;

const simple = (kind: string, name: string, options: Options = {}): string => `---
apiVersion: v1
kind: ${kind}
metadata: {name: ${name}${annotations(options)}}
`;

const deployment = (name: string, spec = "replicas: 1", container = "", pod = ""): string => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  ${spec}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      ${pod}
      containers: [{name: ${name}, image: "acme/web:1"${container}}]
`;

const usesConfig = "volumes: [{name: v, configMap: {name: settings}}]";
const usesSecret = ", envFrom: [{secretRef: {name: key}}]";

describe.each(both)("with Helm %s", (helm) => {
  describe("hook-needs-later-object", () => {
    const rule = "hook-needs-later-object";
    test.each([
      ["a volume", simple("ConfigMap", "settings"), usesConfig],
      ["a ServiceAccount", simple("ServiceAccount", "runner"), "serviceAccountName: runner"],
      [
        "a Secret in a projected volume",
        simple("Secret", "key"),
        "volumes: [{name: v, projected: {sources: [{secret: {name: key}}]}}]",
      ],
      ["a later weight", simple("ConfigMap", "settings", { hook: "pre-install", weight: "5" }), usesConfig],
    ])("names a hook that needs %s of later", (_, made, pod) => {
      const found = find(rule, { charts: { c: made + job("migrate", { hook: "pre-install", pod }) } }, helm);
      expect(objects(found)).toEqual(["Job/migrate"]);
      expect(found[0]).toMatchObject({ severity: "error", place: { file: "demo/templates/all.yaml" } });
      expect(found[0]?.rows?.length).toBeGreaterThan(0);
    });

    test.each([
      [
        "an object of an earlier weight",
        simple("ConfigMap", "settings", { hook: "pre-install", weight: "-5" }),
        "pre-install",
        usesConfig,
      ],
      ["a post hook", simple("ConfigMap", "settings"), "post-install", usesConfig],
      ["what nobody makes", "", "pre-install", usesConfig],
      [
        "an optional reference",
        simple("ConfigMap", "settings"),
        "pre-install",
        "volumes: [{name: v, configMap: {name: settings, optional: true}}]",
      ],
    ])("is silent about %s", (_, made, hook, pod) => {
      expect(find(rule, { charts: { c: made + job("migrate", { hook, pod }) } }, helm)).toEqual([]);
    });
  });

  describe("hook-name-order", () => {
    const chart = (name: string) =>
      simple("ServiceAccount", name, { hook: "pre-install" }) +
      job("migrate", { hook: "pre-install", pod: `serviceAccountName: ${name}` });
    test("names a Job that runs before its ServiceAccount for its name", () => {
      expect(objects(find("hook-name-order", { charts: { c: chart("runner") } }, helm))).toEqual([
        "Job/migrate",
      ]);
    });
    test("is silent where the names happen to fit", () => {
      expect(find("hook-name-order", { charts: { c: chart("a-runner") } }, helm)).toEqual([]);
    });
  });

  describe("hook-left-blocks-next-run", () => {
    const rule = "hook-left-blocks-next-run";
    test.each(["pre-install", "post-install", "pre-upgrade", "pre-delete"])(
      "names a %s hook that an interruption leaves",
      (hook) => {
        const charts = { c: job("init", { hook, policy: "hook-succeeded,hook-failed" }) };
        const found = find(rule, { charts }, helm);
        expect(objects(found)).toEqual(["Job/init"]);
        expect(found[0]?.trial).toContain("timeout -s KILL");
      },
    );
    test.each([undefined, "before-hook-creation", "before-hook-creation,hook-succeeded"])(
      "is silent with the policy %s",
      (policy) => {
        const charts = {
          c: job("init", { hook: "pre-install,post-upgrade", ...(policy === undefined ? {} : { policy }) }),
        };
        expect(find(rule, { charts }, helm)).toEqual([]);
      },
    );
    test("is silent where each run has a name of its own", () => {
      const charts = {
        c: job("init-{{ .Release.Revision }}", { hook: "pre-upgrade", policy: "hook-succeeded" }),
      };
      expect(find(rule, { charts }, helm)).toEqual([]);
    });
  });

  describe("wait-deadlock", () => {
    const rule = "wait-deadlock";
    const chart =
      deployment("web", "replicas: 1", usesSecret) + simple("Secret", "key", { hook: "post-install" });
    test("names a workload that needs what a post hook makes", () => {
      const found = find(
        rule,
        { charts: { c: chart }, steps: ["helm install demo c --wait --timeout 30s"] },
        helm,
      );
      expect(found).toMatchObject([{ severity: "error", object: { name: "web" } }]);
    });
    test("foresees it without --wait", () => {
      expect(find(rule, { charts: { c: chart } }, helm)).toMatchObject([
        { severity: "warning", object: { name: "web" } },
      ]);
    });
    test("is silent where the object is an ordinary one", () => {
      const charts = {
        c:
          deployment("web", "replicas: 1", usesSecret) +
          simple("Secret", "key") +
          job("after", { hook: "post-install" }),
      };
      expect(find(rule, { charts, steps: ["helm install demo c --wait"] }, helm)).toEqual([]);
    });
    test("does not blame a hook for an image that is missing", () => {
      const charts = { c: deployment("web") + job("after", { hook: "post-install" }) };
      const scenario = { images: [{ match: "acme/web:*", missing: true, pull: undefined, step: undefined }] };
      const trial = { charts, steps: ["helm install demo c --wait --timeout 20s"], scenario };
      expect(find(rule, trial, helm)).toEqual([]);
      expect(objects(find("image-cannot-be-pulled", trial, helm))).toEqual(["Deployment/web"]);
    });
  });

  describe("immutable-job", () => {
    test("names a Job whose template holds the chart's version", () => {
      const charts = { c: job("seed", { image: "acme/tool:{{ .Chart.AppVersion }}" }) };
      expect(find("immutable-job", { charts }, helm)).toMatchObject([
        { severity: "warning", object: { name: "seed" } },
      ]);
    });
    test.each([
      ["a fixed template", job("seed")],
      [
        "a name with the version",
        job('seed-{{ .Chart.AppVersion | replace \\".\\" \\"-\\" }}'.replaceAll("\\", ""), {
          image: "acme/tool:{{ .Chart.AppVersion }}",
        }),
      ],
      [
        "a hook",
        job("seed", { hook: "post-install,post-upgrade", image: "acme/tool:{{ .Chart.AppVersion }}" }),
      ],
    ])("is silent about %s", (_, chart) => {
      expect(find("immutable-job", { charts: { c: chart } }, helm)).toEqual([]);
    });
  });

  describe("immutable-field", () => {
    test("names a selector that holds the chart's version", () => {
      const charts = {
        c: deployment("web").replaceAll("{app: web}", '{app: web, v: "{{ .Chart.Version }}"}'),
      };
      expect(objects(find("immutable-field", { charts }, helm))).toEqual(["Deployment/web"]);
    });
    test("is silent where only a label of the object does", () => {
      const charts = {
        c: deployment("web").replace("{name: web}", '{name: web, labels: {v: "{{ .Chart.Version }}"}}'),
      };
      expect(find("immutable-field", { charts }, helm)).toEqual([]);
    });
  });

  test("object-turned-into-hook: the upgrade deletes it", () => {
    const charts = {
      c: simple("ConfigMap", "settings"),
      next: simple("ConfigMap", "settings", { hook: "pre-upgrade" }),
    };
    const steps = ["helm install demo c", "helm upgrade demo next"];
    expect(objects(find("object-turned-into-hook", { charts, steps }, helm))).toEqual(["ConfigMap/settings"]);
    const fine = {
      c: simple("ConfigMap", "settings"),
      next: simple("ConfigMap", "other", { hook: "pre-upgrade" }),
    };
    expect(find("object-turned-into-hook", { charts: fine, steps }, helm)).toEqual([]);
  });

  test("pre-upgrade-needs-new-object: only where this upgrade brings it", () => {
    const migrate = job("migrate", { hook: "pre-upgrade", pod: usesConfig });
    const charts = { c: deployment("web"), next: migrate + simple("ConfigMap", "settings") };
    const steps = ["helm install demo c", "helm upgrade demo next --timeout 20s"];
    expect(objects(find("pre-upgrade-needs-new-object", { charts, steps }, helm))).toEqual(["Job/migrate"]);
    const before = { c: simple("ConfigMap", "settings"), next: charts.next };
    expect(find("pre-upgrade-needs-new-object", { charts: before, steps }, helm)).toEqual([]);
  });

  test("pre-upgrade-old-config: only where the upgrade changes it", () => {
    const chart = (value: string) =>
      job("migrate", { hook: "pre-upgrade", pod: usesConfig }) +
      `${simple("ConfigMap", "settings")}data: {url: ${value}}\n`;
    const steps = ["helm install demo c", "helm upgrade demo next"];
    const charts = { c: chart("old"), next: chart("new") };
    expect(objects(find("pre-upgrade-old-config", { charts, steps }, helm))).toEqual(["Job/migrate"]);
    expect(
      find("pre-upgrade-old-config", { charts: { c: chart("old"), next: chart("old") }, steps }, helm),
    ).toEqual([]);
  });

  test("hook-object-only-on-install: only where others need it and upgrades do not make it", () => {
    const chart = (hook: string) =>
      simple("Secret", "key", { hook }) + deployment("web", "replicas: 1", usesSecret);
    const rule = "hook-object-only-on-install";
    expect(objects(find(rule, { charts: { c: chart("pre-install") } }, helm))).toEqual(["Secret/key"]);
    expect(find(rule, { charts: { c: chart("pre-install,pre-upgrade") } }, helm)).toEqual([]);
    expect(find(rule, { charts: { c: simple("Secret", "key", { hook: "pre-install" }) } }, helm)).toEqual([]);
  });

  test("hook-deleted-too-early: what hook-succeeded takes from those who need it", () => {
    const chart = (policy: string) =>
      simple("Secret", "key", { hook: "pre-install", policy }) + deployment("web", "replicas: 1", usesSecret);
    const rule = "hook-deleted-too-early";
    expect(objects(find(rule, { charts: { c: chart("hook-succeeded") } }, helm))).toEqual(["Secret/key"]);
    expect(find(rule, { charts: { c: chart("hook-failed") } }, helm)).toEqual([]);
  });

  test("post-delete-hook-needs-deleted-object", () => {
    const chart = (hook: string) =>
      simple("ServiceAccount", "app") + job("clean", { hook, pod: "serviceAccountName: app" });
    const rule = "post-delete-hook-needs-deleted-object";
    expect(objects(find(rule, { charts: { c: chart("post-delete") } }, helm))).toEqual(["Job/clean"]);
    expect(find(rule, { charts: { c: chart("pre-delete") } }, helm)).toEqual([]);
  });

  test("hooks-left-after-uninstall: all that hook-succeeded does not take", () => {
    const chart = (policy: string) => job("seed", { hook: "post-install", policy });
    const rule = "hooks-left-after-uninstall";
    expect(objects(find(rule, { charts: { c: chart("before-hook-creation") } }, helm))).toEqual(["Job/seed"]);
    expect(find(rule, { charts: { c: chart("before-hook-creation,hook-succeeded") } }, helm)).toEqual([]);
    const policy = "before-hook-creation,hook-succeeded";
    const cleaning = (command: string) =>
      simple("Secret", "key", { hook: "pre-install" }) +
      job("clean", { hook: "pre-delete", policy, command });
    expect(find(rule, { charts: { c: cleaning("kubectl delete secret key") } }, helm)).toEqual([]);
    expect(objects(find(rule, { charts: { c: cleaning("sleep 1") } }, helm))).toEqual(["Secret/key"]);
  });

  test("test-leaves-pods", () => {
    const chart = (policy: string) => job("smoke", { hook: "test", policy });
    expect(objects(find("test-leaves-pods", { charts: { c: chart("before-hook-creation") } }, helm))).toEqual(
      ["Job/smoke"],
    );
    expect(
      find("test-leaves-pods", { charts: { c: chart("before-hook-creation,hook-succeeded") } }, helm),
    ).toEqual([]);
  });

  test("hook-fails: with the container and its exit code", () => {
    const chart = (command: string) => ({ c: job("check", { hook: "pre-install", command }) });
    const found = find("hook-fails", { charts: chart("exit 3") }, helm);
    expect(found[0]?.message).toContain("exit code 3");
    expect(find("hook-fails", { charts: chart("exit 0") }, helm)).toEqual([]);
  });

  test("hook-timeout-too-short: retries and pauses count, with the smallest safe value", () => {
    const chart = (spec: string) => ({ c: job("migrate", { hook: "pre-install", spec }) });
    const [found] = find("hook-timeout-too-short", { charts: chart("backoffLimit: 6") }, helm);
    expect(found?.advice).toContain("--timeout 11m");
    expect(find("hook-timeout-too-short", { charts: chart("backoffLimit: 1") }, helm)).toEqual([]);
    expect(find("hook-timeout-too-short", { charts: chart("activeDeadlineSeconds: 100") }, helm)).toEqual([]);
    expect(
      find(
        "hook-timeout-too-short",
        { charts: chart("backoffLimit: 6"), steps: ["helm install demo c --timeout 20m"] },
        helm,
      ),
    ).toEqual([]);
  });

  test("hook-kind-not-waited-for", () => {
    const hook = deployment("db").replace(
      "{name: db}",
      "{name: db, annotations: {helm.sh/hook: pre-install}}",
    );
    expect(objects(find("hook-kind-not-waited-for", { charts: { c: hook } }, helm))).toEqual([
      "Deployment/db",
    ]);
    expect(
      find("hook-kind-not-waited-for", { charts: { c: job("db", { hook: "pre-install" }) } }, helm),
    ).toEqual([]);
  });

  test("what is written wrong in annotations", () => {
    const charts = {
      c:
        job("a", { hook: "post-install, pre-uninstall" }) +
        job("b", { hook: "test-failure" }) +
        job("c", { hook: "pre-install", weight: "1.5" }) +
        job("d", { hook: "pre-install", policy: "hook-success" }) +
        job("e", { hook: "pre-install", weight: "-1", policy: "hook-succeeded, before-hook-creation" }),
    };
    expect(find("unknown-hook-event", { charts }, helm)).toMatchObject([
      { object: { name: "a" }, advice: expect.stringContaining('"pre-delete"') },
    ]);
    expect(objects(find("past-hook-event", { charts }, helm))).toEqual(["Job/b"]);
    expect(objects(find("hook-weight-not-integer", { charts }, helm))).toEqual(["Job/c"]);
    expect(find("hook-delete-policy-unknown", { charts }, helm)).toMatchObject([
      { object: { name: "d" }, advice: expect.stringContaining('"hook-succeeded"') },
    ]);
  });

  describe("field-of-wrong-type", () => {
    const web = (value: string) =>
      deployment("web", "replicas: 1", `, env: [{name: PORT, value: ${value}}, {name: A, value: ${value}}]`);
    const config = (value: string) => `${simple("ConfigMap", "cm")}data: {port: ${value}}\n`;

    test("a number where a string belongs", () => {
      expect(find("field-of-wrong-type", { charts: { c: web("80") + config("8.5") } }, helm)).toMatchObject([
        {
          object: { kind: "ConfigMap", name: "cm" },
          message:
            "In ConfigMap/cm data.port is the number 8.5 and has to be a string; the API server refuses the object.",
        },
        {
          object: { kind: "Deployment", name: "web" },
          message: expect.stringMatching(/env\[0\]\.value is the number 80 .*same goes for 1 more/),
          advice: "Quote it: {{ … | quote }}.",
        },
      ]);
    });

    test("a string where a number belongs, and a label of a kind that nobody knows", () => {
      const custom = `---\napiVersion: example.com/v1\nkind: Thing\nmetadata: {name: t, labels: {x: true}}\n`;
      const charts = { c: deployment("web", 'replicas: "2"') + custom };
      expect(find("field-of-wrong-type", { charts }, helm)).toMatchObject([
        { object: { name: "web" }, advice: "Take the quotes away." },
        { object: { name: "t" }, message: expect.stringContaining("metadata.labels.x is true") },
      ]);
    });

    test("quoted values, numbers for quantities and ports, and what is left empty", () => {
      const fine = `, env: [{name: A, value: "80"}, {name: B, value: }], resources: {limits: {cpu: 1, memory: 1Gi}}`;
      const charts = { c: deployment("web", "replicas: 1", fine) + config('"80"') };
      expect(find("field-of-wrong-type", { charts }, helm)).toEqual([]);
    });
  });

  describe("unknown-field", () => {
    test("a field that stands too deep, and one that is mistyped", () => {
      const deep = ", nodeSelector: {disk: ssd}";
      const charts = { c: deployment("web", "replicas: 1", deep) + deployment("api", "replica: 2") };
      expect(find("unknown-field", { charts }, helm)).toMatchObject([
        { severity: helm.startsWith("4.") ? "error" : "warning", advice: "Did you mean replicas?" },
        {
          object: { name: "web" },
          message: expect.stringContaining("spec.template.spec.containers[0].nodeSelector"),
          advice: "It is a field of spec.template.spec: look at its indentation.",
        },
      ]);
    });

    test("fields of custom kinds, whatever they are called", () => {
      const custom =
        "---\napiVersion: example.com/v1\nkind: Deployment\nmetadata: {name: t}\nspec: {replica: 2}\n";
      expect(find("unknown-field", { charts: { c: deployment("web") + custom } }, helm)).toEqual([]);
    });
  });

  test("retry-skips-pre-install", () => {
    const charts = { c: job("seed", { hook: "pre-install", command: "exit 1" }) };
    const steps = ["helm install demo c", "helm upgrade --install demo c"];
    expect(objects(find("retry-skips-pre-install", { charts, steps }, helm))).toEqual(["Job/seed"]);
    const again = ["helm install demo c", "helm uninstall demo", "helm upgrade --install demo c"];
    expect(find("retry-skips-pre-install", { charts, steps: again }, helm)).toEqual([]);
  });

  test("rollback-keeps-migration: only what an upgrade's Job did", () => {
    const steps = ["helm install demo c", "helm upgrade demo c", "helm rollback demo 1"];
    const charts = { c: job("migrate", { hook: "pre-upgrade" }) };
    expect(objects(find("rollback-keeps-migration", { charts, steps }, helm))).toEqual(["Job/migrate"]);
    expect(find("rollback-keeps-migration", { charts, steps: steps.slice(0, 2) }, helm)).toEqual([]);
  });

  test("replicas-under-autoscaler", () => {
    const requests = ", resources: {requests: {cpu: 100m}}";
    const autoscaler = `---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 4}
`;
    const rule = "replicas-under-autoscaler";
    const both = { c: deployment("web", "replicas: 2", requests) + autoscaler };
    const [finding, ...rest] = find(rule, { charts: both }, helm);
    expect(rest).toEqual([]);
    expect(finding?.message).toBe(
      helm.startsWith("4.")
        ? "Once its autoscaler has changed the number of pods of Deployment/web, helm upgrade fails: the chart sets spec.replicas, too."
        : "helm upgrade sets Deployment/web back from 4 to 2 pods, whatever its autoscaler has made of the load.",
    );
    const left = { c: deployment("web", "minReadySeconds: 0", requests) + autoscaler };
    expect(find(rule, { charts: left }, helm)).toEqual([]);
    const unmeasured = { c: deployment("web", "replicas: 2") + autoscaler };
    expect(find(rule, { charts: unmeasured }, helm)).toEqual([]);
    const unscaled = { c: deployment("web", "replicas: 2", requests) };
    expect(find(rule, { charts: unscaled }, helm)).toEqual([]);
  });

  test("upgrade-downtime", () => {
    const chart = (spec: string) => ({ c: deployment("web", spec) });
    const rule = "upgrade-downtime";
    expect(find(rule, { charts: chart("strategy: {type: Recreate}") }, helm)).toMatchObject([
      { severity: "note" },
    ]);
    const risky = "strategy: {rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}";
    expect(find(rule, { charts: chart(risky) }, helm)).toMatchObject([{ severity: "warning" }]);
    expect(find(rule, { charts: chart("replicas: 1") }, helm)).toEqual([]);
  });

  test("readiness-absent: only behind a Service", () => {
    const service =
      "---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n";
    const probed = ", readinessProbe: {httpGet: {port: 80}}";
    const rule = "readiness-absent";
    expect(objects(find(rule, { charts: { c: service + deployment("web") } }, helm))).toEqual([
      "Deployment/web",
    ]);
    expect(find(rule, { charts: { c: service + deployment("web", "replicas: 1", probed) } }, helm)).toEqual(
      [],
    );
    expect(find(rule, { charts: { c: service + deployment("worker") } }, helm)).toEqual([]);
  });

  test("pod-never-scheduled", () => {
    const asking = (cpu: string) => ({
      c: deployment("web", "replicas: 1", `, resources: {requests: {cpu: "${cpu}"}}`),
    });
    expect(objects(find("pod-never-scheduled", { charts: asking("64") }, helm))).toEqual(["Deployment/web"]);
    expect(find("pod-never-scheduled", { charts: asking("1") }, helm)).toEqual([]);
    // of three nodes with 16 each, an upgrade needs a second place
    const three = (cpu: string) => ({
      c: deployment("web", "replicas: 3", `, resources: {requests: {cpu: "${cpu}"}}`),
    });
    expect(find("pod-never-scheduled", { charts: three("10") }, helm)).toMatchObject([
      { severity: "warning", object: { name: "web" }, trial: expect.stringContaining("rollout restart") },
    ]);
    expect(find("pod-never-scheduled", { charts: three("8") }, helm)).toEqual([]);
  });

  test("image-tag-moves", () => {
    const chart = (image: string) => ({ c: job("seed", { image }) });
    for (const image of ["acme/tool", "acme/tool:latest", "host:5000/tool"])
      expect(objects(find("image-tag-moves", { charts: chart(image) }, helm)), image).toEqual(["Job/seed"]);
    for (const image of ["acme/tool:1", "host:5000/tool:1.2", `acme/tool@sha256:${"0".repeat(64)}`])
      expect(find("image-tag-moves", { charts: chart(image) }, helm), image).toEqual([]);
  });

  test("duplicate-object", () => {
    const charts = { c: simple("ConfigMap", "settings") + simple("ConfigMap", "settings") };
    expect(objects(find("duplicate-object", { charts }, helm))).toEqual(["ConfigMap/settings"]);
    const fine = { c: simple("ConfigMap", "settings") + simple("Secret", "settings") };
    expect(find("duplicate-object", { charts: fine }, helm)).toEqual([]);
  });

  test("job-fails: an ordinary Job", () => {
    const charts = { c: job("seed", { command: "exit 1" }) };
    const steps = ["helm install demo c", "sleep 30s"];
    expect(objects(find("job-fails", { charts, steps }, helm))).toEqual(["Job/seed"]);
    expect(find("job-fails", { charts: { c: job("seed") }, steps }, helm)).toEqual([]);
  });

  test("job-ttl-during-wait", () => {
    const chart = (ttl: number) => ({
      c: job("quick", { spec: `ttlSecondsAfterFinished: ${ttl}` }) + job("slow", { command: "sleep 60" }),
    });
    const steps = ["helm install demo c --wait --wait-for-jobs --timeout 2m"];
    expect(objects(find("job-ttl-during-wait", { charts: chart(2), steps }, helm))).toEqual(["Job/quick"]);
    expect(find("job-ttl-during-wait", { charts: chart(600), steps }, helm)).toEqual([]);
    const hook = (ttl: number) => ({
      c: job("init", { hook: "pre-install", spec: `ttlSecondsAfterFinished: ${ttl}` }),
    });
    const raced = helm.startsWith("4.") ? ["Job/init"] : [];
    expect(objects(find("job-ttl-during-wait", { charts: hook(0) }, helm))).toEqual(raced);
    expect(find("job-ttl-during-wait", { charts: hook(60) }, helm)).toEqual([]);
  });

  test("claim-waits-for-consumer", () => {
    const claim =
      "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n";
    const used = deployment(
      "web",
      "replicas: 1",
      "",
      "volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]",
    );
    expect(objects(find("claim-waits-for-consumer", { charts: { c: claim } }, helm))).toEqual([
      "PersistentVolumeClaim/data",
    ]);
    expect(find("claim-waits-for-consumer", { charts: { c: claim + used } }, helm)).toEqual([]);
  });

  test("custom-resource-before-definition", () => {
    const definition = `---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Thing, plural: things}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
`;
    const thing = "---\napiVersion: example.com/v1\nkind: Thing\nmetadata: {name: one}\n";
    const rule = "custom-resource-before-definition";
    expect(objects(find(rule, { charts: { c: definition + thing } }, helm))).toEqual([
      "Thing.example.com/one",
    ]);
    expect(find(rule, { charts: { c: definition } }, helm)).toEqual([]);
  });

  test("a storage class that nothing declares is taken to be there, unless the scenario says otherwise", () => {
    const charts = {
      c: `---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {storageClassName: fast, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n${deployment(
        "web",
        "strategy: {type: Recreate}",
        "",
        "volumes: [{name: v, persistentVolumeClaim: {claimName: data}}]",
      )}`,
    };
    expect(find("pod-never-scheduled", { charts }, helm)).toEqual([]);
    const absent = { charts, scenario: { references: "absent" as const } };
    expect(objects(find("pod-never-scheduled", absent, helm))).toEqual(["Deployment/web"]);
  });

  test("object-missing: only where the scenario says that it is absent", () => {
    const charts = { c: deployment("web", "replicas: 1", usesSecret) };
    const steps = ["helm install demo c", "sleep 20s"];
    const absent = { charts, steps, scenario: { references: "absent" as const } };
    expect(objects(find("object-missing", absent, helm))).toEqual(["Deployment/web"]);
    expect(find("object-missing", { charts, steps }, helm)).toEqual([]);
  });

  test("hook-lacks-permission: what kubectl plainly does against the bound role", () => {
    const chart = (verbs: string) =>
      `${simple("ServiceAccount", "clean")}---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: clean}
rules: [{apiGroups: [""], resources: [secrets], verbs: [${verbs}]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: clean}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: clean}
subjects: [{kind: ServiceAccount, name: clean, namespace: default}]
${job("clean", { hook: "pre-delete", pod: "serviceAccountName: clean", command: "kubectl delete secret tls" })}`;
    const rule = "hook-lacks-permission";
    expect(objects(find(rule, { charts: { c: chart("get, list") } }, helm))).toEqual(["Job/clean"]);
    expect(find(rule, { charts: { c: chart("get, delete") } }, helm)).toEqual([]);
  });

  test("hook-deleted-before-log", () => {
    const chart = (policy: string) => ({
      c: job("check", { hook: "pre-install", policy, command: "exit 1" }),
    });
    expect(objects(find("hook-deleted-before-log", { charts: chart("hook-failed") }, helm))).toEqual([
      "Job/check",
    ]);
    expect(find("hook-deleted-before-log", { charts: chart("before-hook-creation") }, helm)).toEqual([]);
  });
});
