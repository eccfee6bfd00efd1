import { remembering } from "../../../util/remembering.ts";
import type { PodSpec, PodTemplate, Volume } from "../pod.ts";
import { Quantity } from "../quantity.ts";
import { mapped, withDefaults, withField, withStruct } from "../with-defaults.ts";
import { completeContainers, defaultContainers } from "./container-defaults.ts";

type Fields = Readonly<Record<string, unknown>>;

const defaultedVolumes = new WeakMap<readonly Volume[], readonly Volume[]>();

/** Fills a pod spec as pkg/apis/core/v1/defaults.go does. What is complete stays the same object. */
export function defaultPodSpec(spec: PodSpec): PodSpec {
  let next = withDefaults(spec, {
    restartPolicy: "Always",
    terminationGracePeriodSeconds: 30,
    dnsPolicy: "ClusterFirst",
    schedulerName: "default-scheduler",
    securityContext: {},
  });
  next = withField(next, "containers", defaultContainers);
  next = withField(next, "initContainers", defaultContainers);
  return withField(next, "volumes", (volumes) => mapped(defaultedVolumes, volumes, defaultVolume));
}

/** What a pod's spec gets beyond that of a template. */
export function completePodSpec(spec: PodSpec): PodSpec {
  let next = withDefaults(spec, { enableServiceLinks: true });
  next = withField(next, "containers", completeContainers);
  return withField(next, "initContainers", completeContainers);
}

export const defaultPodTemplate = (template: PodTemplate): PodTemplate =>
  withStruct(template, "spec", defaultPodSpec);

function defaultVolume(volume: Volume): Volume {
  let next: Fields = volume;
  for (const kind of ["secret", "configMap", "downwardAPI", "projected"])
    next = withField(next, kind, (source) => withDefaults(source as object, { defaultMode: 0o644 }));
  return withField(next, "hostPath", (source) => withDefaults(source as object, { type: "" })) as Volume;
}

/** BestEffort, Burstable or Guaranteed (pkg/apis/core/helper/qos). */
export const qosClass = remembering((spec: PodSpec): string => {
  const containers = [...(spec.containers ?? []), ...(spec.initContainers ?? [])];
  const compute = ["cpu", "memory"];
  let any = false;
  let guaranteed = true;
  for (const { resources } of containers) {
    for (const name of compute) {
      const limit = Quantity.of(resources?.limits?.[name]);
      const request = Quantity.of(resources?.requests?.[name] ?? resources?.limits?.[name]);
      if (request.compare(Quantity.zero) > 0 || limit.compare(Quantity.zero) > 0) any = true;
      if (limit.compare(Quantity.zero) === 0 || request.compare(limit) !== 0) guaranteed = false;
    }
  }
  if (!any) return "BestEffort";
  return guaranteed ? "Guaranteed" : "Burstable";
});
