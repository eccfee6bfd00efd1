import type { Container, PodSpec, PodTemplate, Probe, Resources } from "../pod.ts";

/** Fills a pod spec as pkg/apis/core/v1/defaults.go does. */
export function defaultPodSpec(spec: PodSpec): PodSpec {
  return {
    ...spec,
    restartPolicy: spec.restartPolicy ?? "Always",
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds ?? 30,
    dnsPolicy: spec["dnsPolicy"] ?? "ClusterFirst",
    schedulerName: spec.schedulerName ?? "default-scheduler",
    containers: (spec.containers ?? []).map(defaultContainer),
    ...(spec.initContainers === undefined
      ? {}
      : { initContainers: spec.initContainers.map(defaultContainer) }),
  };
}

export const defaultPodTemplate = (template: PodTemplate): PodTemplate => ({
  ...template,
  spec: defaultPodSpec(template.spec),
});

function defaultContainer(container: Container): Container {
  return {
    ...container,
    imagePullPolicy: container.imagePullPolicy ?? defaultPullPolicy(container.image ?? ""),
    terminationMessagePath: container["terminationMessagePath"] ?? "/dev/termination-log",
    terminationMessagePolicy: container["terminationMessagePolicy"] ?? "File",
    ...(container.resources === undefined ? {} : { resources: requestsFromLimits(container.resources) }),
    ...(container.startupProbe === undefined ? {} : { startupProbe: defaultProbe(container.startupProbe) }),
    ...(container.readinessProbe === undefined
      ? {}
      : { readinessProbe: defaultProbe(container.readinessProbe) }),
    ...(container.livenessProbe === undefined
      ? {}
      : { livenessProbe: defaultProbe(container.livenessProbe) }),
  };
}

const defaultProbe = (probe: Probe): Probe => ({
  ...probe,
  timeoutSeconds: probe.timeoutSeconds ?? 1,
  periodSeconds: probe.periodSeconds ?? 10,
  successThreshold: probe.successThreshold ?? 1,
  failureThreshold: probe.failureThreshold ?? 3,
});

/** An image without tag, or with `latest`, is pulled each time. */
function defaultPullPolicy(image: string): "Always" | "IfNotPresent" {
  if (image.includes("@")) return "IfNotPresent";
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  return tag === undefined || tag === "latest" ? "Always" : "IfNotPresent";
}

function requestsFromLimits(resources: Resources): Resources {
  if (resources.limits === undefined) return resources;
  return { ...resources, requests: { ...resources.limits, ...resources.requests } };
}

/** BestEffort, Burstable or Guaranteed (pkg/apis/core/helper/qos). */
export function qosClass(spec: PodSpec): string {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  const compute = ["cpu", "memory"];
  let any = false;
  let guaranteed = true;
  for (const { resources } of containers) {
    for (const name of compute) {
      const request = resources?.requests?.[name];
      const limit = resources?.limits?.[name];
      if (request !== undefined || limit !== undefined) any = true;
      if (limit === undefined || String(request ?? limit) !== String(limit)) guaranteed = false;
    }
  }
  if (!any) return "BestEffort";
  return guaranteed ? "Guaranteed" : "Burstable";
}
