import { expect, test } from "vitest";
import { nodeAdapters } from "../node/node-adapters.ts";
import { findingsIn } from "./findings.test-support.ts";

// Faults that public charts had, each before and after its fix, cut down to what matters.

const meta = (name: string, hook = "", weight = "", policy = ""): string => {
  const annotations = [
    hook && `helm.sh/hook: "${hook}"`,
    weight && `helm.sh/hook-weight: "${weight}"`,
    policy && `helm.sh/hook-delete-policy: "${policy}"`,
  ].filter(Boolean);
  return `metadata: {name: ${name}${annotations.length === 0 ? "" : `, annotations: {${annotations.join(", ")}}`}}`;
};
const object = (head: string, metadata: string, rest = ""): string => `---\n${head}\n${metadata}\n${rest}\n`;
const core = (kind: string, metadata: string, rest = "") =>
  object(`apiVersion: v1\nkind: ${kind}`, metadata, rest);
const rbac = (kind: string, metadata: string, rest: string) =>
  object(`apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}`, metadata, rest);
const role = (metadata: string, resources: string, verbs: string, more = "") =>
  rbac(
    "Role",
    metadata,
    `rules: [{apiGroups: ["", apps, batch], resources: [${resources}], verbs: [${verbs}]${more}}]`,
  );
const binding = (metadata: string, name: string) =>
  rbac(
    "RoleBinding",
    metadata,
    `roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${name}}\nsubjects: [{kind: ServiceAccount, name: ${name}, namespace: "{{ .Release.Namespace }}"}]`,
  );
const job = (metadata: string, container: string, pod = "", spec = "backoffLimit: 1") =>
  object(
    "apiVersion: batch/v1\nkind: Job",
    metadata,
    `spec:\n  ${spec}\n  template:\n    spec:\n      restartPolicy: Never\n      ${pod}\n      containers: [{name: main, image: "acme/tool:1", ${container}}]`,
  );
const sleeps = "command: [sleep, '1']";
const web = (pod = "", container = "", spec = "replicas: 2", labels = "{app: web}") =>
  object(
    "apiVersion: apps/v1\nkind: Deployment",
    meta("web"),
    `spec:\n  ${spec}\n  selector: {matchLabels: ${labels}}\n  template:\n    metadata: {labels: ${labels}}\n    spec:\n      ${pod}\n      containers: [{name: web, image: "acme/web:1", readinessProbe: {httpGet: {port: 80}}${container}}]`,
  );
const service = (name: string) =>
  core("Service", meta(name), `spec: {selector: {app: ${name}}, ports: [{port: 5432}]}`);
const database = service("db") + web().replaceAll("web", "db");
const claim = (metadata: string, mode = "ReadWriteOnce") =>
  core(
    "PersistentVolumeClaim",
    metadata,
    `spec: {accessModes: [${mode}], resources: {requests: {storage: 1Gi}}}`,
  );
const mounts = "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]";
const both = "pre-install,pre-upgrade";

interface Bug {
  readonly rule: string;
  readonly object: string;
  readonly before: string;
  readonly after: string;
}

const kubectl = (command: string) => `command: [sh, -c, "${command}"]`;
const setup = (event: string, verbs: string, resources: string, command: string, more = "") =>
  core("ServiceAccount", meta("setup", event, "-2")) +
  role(meta("setup", event, "-2"), resources, verbs, more) +
  binding(meta("setup", event, "-1"), "setup") +
  job(meta("setup", event, "0"), kubectl(command), "serviceAccountName: setup");

const bugs: Readonly<Record<string, Bug>> = {
  "a migration before its ServiceAccount": {
    rule: "hook-needs-later-object",
    object: "Job/migrate",
    before:
      core("ServiceAccount", meta("app")) + job(meta("migrate", both), sleeps, "serviceAccountName: app"),
    after:
      core("ServiceAccount", meta("app", both, "-10")) +
      job(meta("migrate", both), sleeps, "serviceAccountName: app"),
  },
  "a migration before the ConfigMap of its variables": {
    rule: "hook-needs-later-object",
    object: "Job/migrate",
    before:
      core("ConfigMap", meta("env")) +
      job(meta("migrate", both), `${sleeps}, envFrom: [{configMapRef: {name: env}}]`),
    after:
      core("ConfigMap", meta("env")) +
      job(meta("migrate", "post-install,pre-upgrade"), `${sleeps}, envFrom: [{configMapRef: {name: env}}]`),
  },
  "weights that were left out": {
    rule: "hook-name-order",
    object: "Job/migrate",
    before:
      core("Secret", meta("zz-key", both)) +
      job(meta("migrate", both), `${sleeps}, envFrom: [{secretRef: {name: zz-key}}]`),
    after:
      core("Secret", meta("zz-key", both, "-1")) +
      job(meta("migrate", both), `${sleeps}, envFrom: [{secretRef: {name: zz-key}}]`),
  },
  "a pull secret of the main phase": {
    rule: "hook-needs-later-object",
    object: "Job/migrate",
    before:
      core("Secret", meta("registry")) +
      job(meta("migrate", both), sleeps, "imagePullSecrets: [{name: registry}]"),
    after:
      core("Secret", meta("registry", both, "-5")) +
      job(meta("migrate", both), sleeps, "imagePullSecrets: [{name: registry}]"),
  },
  "a priority class of the main phase": {
    rule: "hook-needs-later-object",
    object: "Job/migrate",
    before:
      object("apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass", meta("high"), "value: 1000") +
      job(meta("migrate", both), sleeps, "priorityClassName: high"),
    after:
      object(
        "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass",
        meta("high", both, "-5"),
        "value: 1000",
      ) + job(meta("migrate", both), sleeps, "priorityClassName: high"),
  },
  "a pre-delete hook whose account comes later": {
    rule: "hook-needs-later-object",
    object: "Job/clean",
    before:
      core("ServiceAccount", meta("clean", "pre-delete", "5")) +
      job(meta("clean", "pre-delete", "0"), sleeps, "serviceAccountName: clean"),
    after:
      core("ServiceAccount", meta("clean", "pre-delete", "-5")) +
      job(meta("clean", "pre-delete", "0"), sleeps, "serviceAccountName: clean"),
  },
  "a test whose ConfigMap comes after it by name": {
    rule: "hook-name-order",
    object: "Pod/smoke",
    before:
      core("ConfigMap", meta("tests", "test", "", "before-hook-creation,hook-succeeded")) +
      core(
        "Pod",
        meta("smoke", "test", "", "before-hook-creation,hook-succeeded"),
        "spec: {restartPolicy: Never, volumes: [{name: t, configMap: {name: tests}}], containers: [{name: c, image: 'acme/t:1', command: [sleep, '1']}]}",
      ),
    after:
      core("ConfigMap", meta("tests", "test", "-1", "before-hook-creation,hook-succeeded")) +
      core(
        "Pod",
        meta("smoke", "test", "", "before-hook-creation,hook-succeeded"),
        "spec: {restartPolicy: Never, volumes: [{name: t, configMap: {name: tests}}], containers: [{name: c, image: 'acme/t:1', command: [sleep, '1']}]}",
      ),
  },
  "an account whose role is no hook": {
    rule: "hook-before-its-role",
    object: "Job/setup",
    before:
      core("ServiceAccount", meta("setup", "pre-install", "-2")) +
      role(meta("setup"), "secrets", "create") +
      binding(meta("setup"), "setup") +
      job(meta("setup", "pre-install"), sleeps, "serviceAccountName: setup"),
    after: setup("pre-install", "create", "secrets", "sleep 1"),
  },
  "roles deleted before the post-delete hook": {
    rule: "hook-before-its-role",
    object: "Job/setup",
    before:
      core("ServiceAccount", meta("setup", "post-delete", "-2")) +
      role(meta("setup"), "secrets", "delete") +
      binding(meta("setup"), "setup") +
      job(meta("setup", "post-delete"), kubectl("kubectl delete secret tls"), "serviceAccountName: setup"),
    after: setup("post-delete", "delete", "secrets", "kubectl delete secret tls"),
  },
  "a verb that kubectl needs": {
    rule: "hook-lacks-permission",
    object: "Job/setup",
    before:
      setup(
        "post-install",
        "get, list",
        "deployments",
        "kubectl rollout status deployment/web -n {{ .Release.Namespace }}",
      ) + web(),
    after:
      setup(
        "post-install",
        "get, list, watch",
        "deployments",
        "kubectl rollout status deployment/web -n {{ .Release.Namespace }}",
      ) + web(),
  },
  "a rule with names that is to allow create": {
    rule: "hook-lacks-permission",
    object: "Job/setup",
    before: setup(
      "pre-install",
      "create, get",
      "secrets",
      "kubectl create secret generic app-key --from-literal=a=b",
      ", resourceNames: [app-key]",
    ),
    after: setup(
      "pre-install",
      "create, get",
      "secrets",
      "kubectl create secret generic app-key --from-literal=a=b",
    ),
  },
  "kubectl as the account default": {
    rule: "hook-lacks-permission",
    object: "Job/label",
    before: job(meta("label", "post-install"), kubectl("kubectl label pod db-0 primary=true")),
    after: setup("post-install", "get, patch", "pods", "kubectl label pod db-0 primary=true"),
  },
  "a hook that waits for the Deployment before it is there": {
    rule: "hook-needs-later-object",
    object: "Job/setup",
    before: setup("pre-install", "'*'", "'*'", "kubectl rollout status deployment/web") + web(),
    after: setup("post-install", "'*'", "'*'", "kubectl rollout status deployment/web") + web(),
  },
  "a migration before the database of the same chart": {
    rule: "hook-needs-later-service",
    object: "Job/migrate",
    before: database + job(meta("migrate", both), `${sleeps}, env: [{name: DB_HOST, value: db}]`),
    after:
      database +
      job(meta("migrate", "post-install,pre-upgrade"), `${sleeps}, env: [{name: DB_HOST, value: db}]`),
  },
  "a loop that waits for the database of the same chart": {
    rule: "hook-needs-later-service",
    object: "Job/migrate",
    before:
      database +
      job(meta("migrate", "pre-install"), kubectl("until nc -z db 5432; do sleep 1; done; sleep 1")),
    after:
      database +
      job(meta("migrate", "post-install"), kubectl("until nc -z db 5432; do sleep 1; done; sleep 1")),
  },
  "pods that need what a post hook makes": {
    rule: "wait-deadlock",
    object: "Deployment/web",
    before: core("Secret", meta("key", "post-install")) + web("", ", envFrom: [{secretRef: {name: key}}]"),
    after: core("Secret", meta("key")) + web("", ", envFrom: [{secretRef: {name: key}}]"),
  },
  "pods that need the certificate of a post hook's command": {
    rule: "wait-deadlock",
    object: "Deployment/web",
    before:
      job(meta("certgen", "post-install"), "args: [create, --host=web, --secret-name=web-tls]") +
      web("volumes: [{name: tls, secret: {secretName: web-tls}}]"),
    after:
      job(meta("certgen", "pre-install"), "args: [create, --host=web, --secret-name=web-tls]") +
      web("volumes: [{name: tls, secret: {secretName: web-tls}}]"),
  },
  "pods that wait for the migration of a post hook": {
    rule: "init-waits-for-post-hook",
    object: "Deployment/web",
    before:
      job(meta("run-migrations", "post-install,post-upgrade"), sleeps) +
      web("initContainers: [{name: wait-for-migrations, image: 'acme/web:1', args: [check-migrations]}]"),
    after:
      job(meta("run-migrations-{{ .Release.Revision }}"), sleeps) +
      web("initContainers: [{name: wait-for-migrations, image: 'acme/web:1', args: [check-migrations]}]"),
  },
  "a Job that is no hook": {
    rule: "immutable-job",
    object: "Job/seed",
    before: job(meta("seed"), 'command: [sh, -c, "seed {{ .Chart.AppVersion }}"]'),
    after: job(
      meta("seed", "post-install,post-upgrade"),
      'command: [sh, -c, "seed {{ .Chart.AppVersion }}"]',
    ),
  },
  "a selector with the version": {
    rule: "immutable-field",
    object: "Deployment/web",
    before: web("", "", "replicas: 2", '{app: web, chart: "web-{{ .Chart.Version }}"}'),
    after: web(),
  },
  "a selector with a random text": {
    rule: "immutable-field",
    object: "Deployment/web",
    before: `{{ $id := randAlphaNum 5 }}\n${web("", "", "replicas: 2", '{app: web, id: "{{ $id }}"}')}`,
    after: web(),
  },
  "a config that cannot be changed and holds the version": {
    rule: "immutable-field",
    object: "ConfigMap/env",
    before: core("ConfigMap", meta("env"), 'immutable: true\ndata: {version: "{{ .Chart.AppVersion }}"}'),
    after: core(
      "ConfigMap",
      meta("env-{{ .Chart.Version }}"),
      'immutable: true\ndata: {version: "{{ .Chart.AppVersion }}"}',
    ),
  },
  "a hook of upgrades whose account only the installation has for a while": {
    rule: "hook-deleted-too-early",
    object: "ServiceAccount/migrate",
    before:
      core("ServiceAccount", meta("migrate", "pre-install", "-5", "before-hook-creation,hook-succeeded")) +
      job(meta("migrate", both), sleeps, "serviceAccountName: migrate"),
    after:
      core("ServiceAccount", meta("migrate", both, "-5", "before-hook-creation,hook-succeeded")) +
      job(meta("migrate", both), sleeps, "serviceAccountName: migrate"),
  },
  "hooks that only success deletes": {
    rule: "hook-left-blocks-next-run",
    object: "Job/migrate",
    before: job(meta("migrate", "pre-upgrade", "", "hook-succeeded"), sleeps),
    after: job(meta("migrate", "pre-upgrade", "", "before-hook-creation,hook-succeeded"), sleeps),
  },
  "an account that its policy takes from the pods": {
    rule: "hook-deleted-too-early",
    object: "ServiceAccount/app",
    before:
      core("ServiceAccount", meta("app", both, "-5", "before-hook-creation,hook-succeeded")) +
      web("serviceAccountName: app"),
    after:
      core("ServiceAccount", meta("app", both, "-5", "before-hook-creation")) +
      web("serviceAccountName: app"),
  },
  "a config that its policy takes from the next upgrade": {
    rule: "hook-deleted-too-early",
    object: "ConfigMap/settings",
    before:
      core("ConfigMap", meta("settings", "pre-install", "-5", "hook-succeeded")) +
      job(meta("migrate", "pre-upgrade"), `${sleeps}, envFrom: [{configMapRef: {name: settings}}]`),
    after:
      core("ConfigMap", meta("settings")) +
      job(meta("migrate", "pre-upgrade"), `${sleeps}, envFrom: [{configMapRef: {name: settings}}]`),
  },
  "an object that is a hook and a manifest": {
    rule: "duplicate-object",
    object: "ServiceAccount/app",
    before:
      core("ServiceAccount", meta("app", "pre-install", "-5")) +
      core("ServiceAccount", meta("app")) +
      web("serviceAccountName: app"),
    after:
      core("ServiceAccount", meta("app-hook", "pre-install", "-5")) +
      core("ServiceAccount", meta("app")) +
      web("serviceAccountName: app"),
  },
  "a volume that is a hook": {
    rule: "hook-recreated-on-upgrade",
    object: "PersistentVolumeClaim/data",
    before: claim(meta("data", both)) + web(mounts, "", "strategy: {type: Recreate}"),
    after: claim(meta("data")) + web(mounts, "", "strategy: {type: Recreate}"),
  },
  "a rolling update with a volume for one node": {
    rule: "volume-held-by-old-pod",
    object: "Deployment/web",
    before: claim(meta("data")) + web(mounts, "", "replicas: 1"),
    after: claim(meta("data")) + web(mounts, "", "strategy: {type: Recreate}"),
  },
  "a password that each upgrade draws": {
    rule: "random-value-changes",
    object: "Secret/key",
    before: core("Secret", meta("key"), "stringData: {password: {{ randAlphaNum 16 | quote }}}"),
    after: `{{ $old := lookup "v1" "Secret" .Release.Namespace "key" }}\n${core("Secret", meta("key"), "data: {password: {{ if $old }}{{ $old.data.password }}{{ else }}{{ randAlphaNum 16 | b64enc }}{{ end }}}")}`,
  },
  "an apiVersion of the past": {
    rule: "kind-not-served",
    object: "PodDisruptionBudget/web",
    before: object(
      "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget",
      meta("web"),
      "spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}",
    ),
    after: object(
      "apiVersion: policy/v1\nkind: PodDisruptionBudget",
      meta("web"),
      "spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}",
    ),
  },
  "a port that is no string in the environment of a hook": {
    rule: "field-of-wrong-type",
    object: "Job/migrate",
    before: job(meta("migrate", both), `${sleeps}, env: [{name: DB_PORT, value: {{ 5432 }}}]`),
    after: job(meta("migrate", both), `${sleeps}, env: [{name: DB_PORT, value: {{ 5432 | quote }}}]`),
  },
  "thresholds of a probe below its request": {
    rule: "unknown-field",
    object: "Deployment/web",
    before: web("", ", livenessProbe: {httpGet: {port: 80, periodSeconds: 5}}"),
    after: web("", ", livenessProbe: {httpGet: {port: 80}, periodSeconds: 5}"),
  },
  "a name that the server refuses": {
    rule: "object-refused",
    object: "Service/web_main",
    before: service("web").replaceAll("web", "web_main"),
    after: service("web").replaceAll("web", "web-main"),
  },
  "a delete policy that Helm does not know": {
    rule: "hook-delete-policy-unknown",
    object: "Job/migrate",
    before: job(meta("migrate", both, "", "before-hook-create"), sleeps),
    after: job(meta("migrate", both, "", "before-hook-creation"), sleeps),
  },
  "a hook event that Helm does not know": {
    rule: "unknown-hook-event",
    object: "Job/clean",
    before: job(meta("clean", "pre-uninstall"), sleeps),
    after: job(meta("clean", "pre-delete"), sleeps),
  },
};

/** Rules that go by what Helm says or does, which differs between its versions; the others see the same cluster. */
const readHelm = [
  ...["field-of-wrong-type", "unknown-field"],
  ...["duplicate-object", "hook-left-blocks-next-run", "immutable-field", "immutable-job", "kind-not-served"],
  ...["object-refused", "wait-deadlock"],
];

test.each(
  Object.entries(bugs).flatMap(([name, bug]) =>
    (readHelm.includes(bug.rule) ? ["3.17.3", "4.1.4"] : ["4.1.4"]).map((helm) => ({ name, helm, ...bug })),
  ),
)("$name, with Helm $helm", ({ helm, rule, object: concerned, before, after }) => {
  const found = (chart: string) =>
    findingsIn(nodeAdapters, { charts: { c: chart }, scenario: { helmVersion: helm } }).filter(
      ({ severity }) => severity !== "note",
    );
  const named = found(before).filter((finding) => finding.rule === rule);
  expect(named.map((finding) => `${finding.object?.kind}/${finding.object?.name}`)).toContain(concerned);
  expect(found(after)).toEqual([]);
});

test("the host names in a certificate are no Services that a hook talks to", () => {
  const certificate = job(
    meta("certgen", "pre-install"),
    "args: [create, --host=db.default.svc, --secret-name=tls]",
  );
  const found = findingsIn(nodeAdapters, { charts: { c: database + certificate } });
  expect(found.filter(({ severity }) => severity !== "note")).toEqual([]);
});
