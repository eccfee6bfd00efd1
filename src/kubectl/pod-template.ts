import type { KubeObject } from "../cluster/api/object.ts";
import type { PodSpec } from "../cluster/api/pod.ts";

interface Holder {
  readonly spec?: {
    readonly template?: Template;
    readonly jobTemplate?: { readonly spec?: { readonly template?: Template } };
  };
}

interface Template {
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly spec?: PodSpec;
}

/** The pod template of a workload, a CronJob's among them; undefined for kinds without one. */
export function templateOf(object: KubeObject): Template | undefined {
  const { spec } = object as Holder;
  return spec?.template ?? spec?.jobTemplate?.spec?.template;
}

/** The object with its pod template changed; the same object if it has none or the template stays as it is. */
export function withTemplate<T extends KubeObject>(object: T, change: (template: Template) => Template): T {
  const { spec } = object as Holder;
  const template = templateOf(object);
  if (spec === undefined || template === undefined) return object;
  const next = change(template);
  if (next === template) return object;
  if (spec.template !== undefined) return { ...object, spec: { ...spec, template: next } };
  const { jobTemplate } = spec;
  return {
    ...object,
    spec: { ...spec, jobTemplate: { ...jobTemplate, spec: { ...jobTemplate?.spec, template: next } } },
  };
}

/** The object with the spec of its pods changed: that of its template, or a pod's own. */
export function withPodSpec<T extends KubeObject>(object: T, change: (spec: PodSpec) => PodSpec): T {
  if (object.kind !== "Pod")
    return withTemplate(object, (template) => {
      if (template.spec === undefined) return template;
      const spec = change(template.spec);
      return spec === template.spec ? template : { ...template, spec };
    });
  const spec = object.spec as PodSpec;
  const next = change(spec);
  return next === spec ? object : { ...object, spec: next };
}
