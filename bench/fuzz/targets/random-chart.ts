import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RandomStream } from "../../../src/sim/random.ts";
import { pick } from "../mutate.ts";

/** A chart as its files, by path. */
export type ChartFiles = Readonly<Record<string, string>>;

const events =
  "pre-install post-install pre-upgrade post-upgrade pre-delete post-delete pre-rollback post-rollback test".split(
    " ",
  );
const policies = [
  "before-hook-creation",
  "hook-succeeded",
  "hook-failed",
  "hook-succeeded,hook-failed",
  undefined,
];

/** A chart with a few hooks and workloads of all kinds. What `change` says differs from the same chart of another. */
export function randomChart(random: RandomStream, change: RandomStream): ChartFiles {
  const files: Record<string, string> = { "Chart.yaml": "apiVersion: v2\nname: demo\nversion: 1.0.0\n" };
  const objects: object[] = [];
  for (let i = random.below(4); i > 0; i--) objects.push(hook(i, random));
  for (let i = 1 + random.below(3); i > 0; i--) objects.push(...workload(i, random, change));
  objects.forEach((object, i) => {
    files[`templates/${i}.yaml`] = JSON.stringify(object);
  });
  return files;
}

export function writeChart(folder: string, files: ChartFiles): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function hook(i: number, random: RandomStream): object {
  const policy = pick(policies, random);
  const metadata = {
    name: `hook-${i}`,
    annotations: {
      "helm.sh/hook": [...new Set([pick(events, random), pick(events, random)])].join(","),
      "helm.sh/hook-weight": String(random.below(5) - 2),
      ...(policy === undefined ? {} : { "helm.sh/hook-delete-policy": policy }),
    },
  };
  const container = {
    ...containerOf(random),
    command: ["sh", "-c", `sleep ${random.below(20)}; exit ${random.below(5) === 0 ? 1 : 0}`],
  };
  switch (random.below(4)) {
    case 0:
      return { apiVersion: "v1", kind: "ConfigMap", metadata, data: { a: "b" } };
    case 1:
      return {
        apiVersion: "v1",
        kind: "Pod",
        metadata,
        spec: { restartPolicy: "Never", containers: [container] },
      };
    default:
      return { apiVersion: "batch/v1", kind: "Job", metadata, spec: jobSpec(container, random) };
  }
}

const jobSpec = (container: object, random: RandomStream): object => ({
  backoffLimit: random.below(3),
  completions: 1 + random.below(3),
  parallelism: 1 + random.below(2),
  ...(random.below(4) === 0 ? { activeDeadlineSeconds: 5 + random.below(30) } : {}),
  ...(random.below(4) === 0 ? { ttlSecondsAfterFinished: random.below(20) } : {}),
  template: { spec: { restartPolicy: pick(["Never", "OnFailure"], random), containers: [container] } },
});

function workload(i: number, random: RandomStream, change: RandomStream): object[] {
  const name = `app-${i}`;
  const labels = { app: name };
  const template = {
    metadata: { labels, annotations: { version: String(change.below(2)) } },
    spec: {
      terminationGracePeriodSeconds: random.below(10),
      ...(random.below(3) === 0
        ? { initContainers: [{ name: "init", image: "acme/init:1", command: ["sleep", "1"] }] }
        : {}),
      containers: [containerOf(random)],
    },
  };
  const metadata = { name, labels };
  const selector = { matchLabels: labels };
  const replicas = change.below(4);
  switch (random.below(6)) {
    case 0:
      return [
        {
          apiVersion: "apps/v1",
          kind: "StatefulSet",
          metadata,
          spec: {
            serviceName: name,
            replicas,
            selector,
            template,
            podManagementPolicy: pick(["OrderedReady", "Parallel"], random),
          },
        },
      ];
    case 1:
      return [{ apiVersion: "apps/v1", kind: "DaemonSet", metadata, spec: { selector, template } }];
    case 2:
      return [{ apiVersion: "batch/v1", kind: "Job", metadata, spec: jobSpec(containerOf(random), random) }];
    case 3:
      return [
        {
          apiVersion: "batch/v1",
          kind: "CronJob",
          metadata,
          spec: { schedule: "* * * * *", jobTemplate: { spec: jobSpec(containerOf(random), random) } },
        },
      ];
    default:
      return [
        {
          apiVersion: "apps/v1",
          kind: "Deployment",
          metadata,
          spec: {
            replicas,
            selector,
            template,
            strategy: random.below(4) === 0 ? { type: "Recreate" } : {},
            progressDeadlineSeconds: 60,
          },
        },
        { apiVersion: "v1", kind: "Service", metadata, spec: { selector: labels, ports: [{ port: 80 }] } },
      ];
  }
}

const containerOf = (random: RandomStream): object => ({
  name: "main",
  image: pick(["acme/app:1", "acme/app:2", "acme/none:1"], random),
  ...(random.below(3) === 0
    ? { readinessProbe: { tcpSocket: { port: 80 }, periodSeconds: 1 + random.below(5) } }
    : {}),
  ...(random.below(6) === 0
    ? { livenessProbe: { tcpSocket: { port: 80 }, periodSeconds: 2, failureThreshold: 1 + random.below(3) } }
    : {}),
  ...(random.below(6) === 0 ? { envFrom: [{ configMapRef: { name: "hook-1" } }] } : {}),
  resources: { requests: { cpu: `${random.below(900)}m` } },
});
