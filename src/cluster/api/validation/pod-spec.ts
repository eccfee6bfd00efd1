import { remembering } from "../../../util/remembering.ts";
import type { KubernetesRules } from "../../kubernetes-rules.ts";
import type { PodSpec, PodTemplate } from "../pod.ts";
import { validateContainers } from "./containers.ts";
import { type FieldErrors, invalid, invalidFor, none } from "./field-errors.ts";
import { dns1123Label, dns1123Subdomain } from "./names.ts";
import { oneOf, validateAnnotations, validateLabels } from "./object-meta.ts";
import { validatePlacement } from "./placement.ts";
import { validateVolumes } from "./volumes.ts";

/**
 * Containers that were found valid, with what stands beside them: all pods of a workload share theirs with its template
 * and are not looked through again.
 */
const valid = new WeakMap<readonly unknown[], PodSpec>();

/** pkg/apis/core/validation/validation.go, ValidatePodSpec */
export const validatePodSpec = remembering(
  (spec: PodSpec, path: string, rules: KubernetesRules): FieldErrors => {
    const errors = [...validateContainersOnce(spec, path, rules)];
    if (spec.restartPolicy !== undefined)
      errors.push(...oneOf(`${path}.restartPolicy`, spec.restartPolicy, ["Always", "OnFailure", "Never"]));
    errors.push(...oneOf(`${path}.dnsPolicy`, text(spec, "dnsPolicy"), dnsPolicies));
    errors.push(...validatePlacement(spec, path));
    const {
      activeDeadlineSeconds: deadline,
      serviceAccountName = "",
      priorityClassName = "",
      nodeName,
    } = spec;
    if (deadline !== undefined && (deadline < 1 || deadline > 2_147_483_647))
      errors.push(
        invalid(`${path}.activeDeadlineSeconds`, deadline, "must be between 1 and 2147483647, inclusive"),
      );
    if (serviceAccountName !== "")
      errors.push(
        ...invalidFor(`${path}.serviceAccountName`, serviceAccountName, dns1123Subdomain(serviceAccountName)),
      );
    if (nodeName !== undefined && nodeName !== "")
      errors.push(...invalidFor(`${path}.nodeName`, nodeName, dns1123Subdomain(nodeName)));
    if (priorityClassName !== "")
      errors.push(
        ...invalidFor(`${path}.priorityClassName`, priorityClassName, dns1123Subdomain(priorityClassName)),
      );
    for (const field of ["hostname", "subdomain"] as const) {
      const name = text(spec, field);
      if (name !== undefined && name !== "")
        errors.push(...invalidFor(`${path}.${field}`, name, dns1123Label(name)));
    }
    return errors;
  },
);

const dnsPolicies = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];

const text = (spec: PodSpec, field: string): string | undefined => spec[field] as string | undefined;

function validateContainersOnce(spec: PodSpec, path: string, rules: KubernetesRules): FieldErrors {
  const { containers, initContainers, volumes, hostNetwork } = spec;
  const known = containers === undefined ? undefined : valid.get(containers);
  const same = known?.volumes === volumes && known?.initContainers === initContainers;
  if (known !== undefined && same && known.hostNetwork === hostNetwork) return none;
  const errors = [...validateVolumes(volumes, `${path}.volumes`), ...validateContainers(spec, path, rules)];
  if (errors.length === 0) valid.set(containers, spec);
  return errors;
}

/** pkg/apis/core/validation/validation.go, ValidatePodTemplateSpec */
export const validatePodTemplate = (
  template: PodTemplate,
  path: string,
  rules: KubernetesRules,
): FieldErrors => [
  ...validateLabels(template.metadata?.labels, `${path}.labels`),
  ...validateAnnotations(template.metadata?.annotations, `${path}.annotations`),
  ...validatePodSpec(template.spec, `${path}.spec`, rules),
];
