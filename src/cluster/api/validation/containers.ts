import type { KubernetesRules } from "../../kubernetes-rules.ts";
import { type Container, isSidecar, type PodSpec } from "../pod.ts";
import { validateEnv, validateEnvFrom } from "./environment.ts";
import {
  duplicate,
  type FieldErrors,
  forbidden,
  invalid,
  invalidFor,
  none,
  notFound,
  required,
  unsupported,
} from "./field-errors.ts";
import { dns1123Label, portName, portNumber } from "./names.ts";
import { oneOf } from "./object-meta.ts";
import { validateHandlers } from "./probe.ts";
import { validateResources } from "./resources.ts";

/** All containers of a pod (pkg/apis/core/validation/validation.go, validateContainers and validateInitContainers). */
export function validateContainers(spec: PodSpec, path: string, rules: KubernetesRules): FieldErrors {
  const { containers = [], initContainers = [] } = spec;
  const names = new Set<string>();
  const volumes = new Set((spec.volumes ?? []).map(({ name }) => name));
  const validate = (list: readonly Container[], field: "containers" | "initContainers"): FieldErrors =>
    list.flatMap((container, i) => {
      const at = `${path}.${field}[${i}]`;
      const { name } = container;
      const errors = [...validateContainer(container, at, spec, volumes, rules)];
      if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
      if (name !== undefined) names.add(name);
      const init = field === "initContainers";
      errors.push(...validateHandlers(container, at, !init || isSidecar(container)));
      return [...errors, ...validateRestartPolicy(container, at, init, rules)];
    });
  return [
    ...(containers.length === 0 ? [required(`${path}.containers`)] : none),
    ...validate(containers, "containers"),
    ...validate(initContainers, "initContainers"),
  ];
}

function validateContainer(
  container: Container,
  path: string,
  spec: PodSpec,
  volumes: ReadonlySet<string>,
  rules: KubernetesRules,
): FieldErrors {
  const { name, image, imagePullPolicy, terminationMessagePolicy } = container as Container & {
    readonly terminationMessagePolicy?: string;
  };
  return [
    ...(name === undefined || name === ""
      ? [required(`${path}.name`)]
      : invalidFor(`${path}.name`, name, dns1123Label(name))),
    ...validateImage(image, `${path}.image`),
    ...oneOf(`${path}.terminationMessagePolicy`, terminationMessagePolicy, ["File", "FallbackToLogsOnError"]),
    ...validatePorts(container, `${path}.ports`, spec.hostNetwork === true),
    ...validateEnv(container.env, `${path}.env`, rules),
    ...validateEnvFrom(container.envFrom, `${path}.envFrom`),
    ...validateMounts(container, `${path}.volumeMounts`, volumes),
    ...oneOf(`${path}.imagePullPolicy`, imagePullPolicy, ["Always", "IfNotPresent", "Never"]),
    ...validateResources(container.resources, `${path}.resources`),
    ...validatePrivileges(container, `${path}.securityContext`),
  ];
}

function validateImage(image: string | undefined, path: string): FieldErrors {
  if (image === undefined || image === "") return [required(path)];
  return image.trim() === image
    ? none
    : [invalid(path, image, "must not have leading or trailing whitespace")];
}

function validatePorts({ ports = [] }: Container, path: string, hostNetwork: boolean): FieldErrors {
  const names = new Set<string>();
  return ports.flatMap((port, i) => {
    const at = `${path}[${i}]`;
    const { name, containerPort, hostPort, protocol } = port as typeof port & {
      name?: string;
      protocol?: string;
    };
    const errors: string[] = [];
    if (name !== undefined && name !== "") {
      errors.push(...invalidFor(`${at}.name`, name, portName(name)));
      if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
      names.add(name);
    }
    if (containerPort === undefined || containerPort === 0) errors.push(required(`${at}.containerPort`));
    else errors.push(...invalidFor(`${at}.containerPort`, containerPort, portNumber(containerPort)));
    if (hostPort !== undefined && hostPort !== 0) {
      errors.push(...invalidFor(`${at}.hostPort`, hostPort, portNumber(hostPort)));
      if (hostNetwork && hostPort !== containerPort)
        errors.push(
          invalid(`${at}.containerPort`, containerPort, "must match `hostPort` when `hostNetwork` is true"),
        );
    }
    return [...errors, ...oneOf(`${at}.protocol`, protocol, ["SCTP", "TCP", "UDP"])];
  });
}

function validateMounts(
  { volumeMounts = [] }: Container,
  path: string,
  volumes: ReadonlySet<string>,
): FieldErrors {
  const paths = new Set<string>();
  return volumeMounts.flatMap((mount, i) => {
    const at = `${path}[${i}]`;
    const { name, mountPath } = mount;
    const errors: string[] = [];
    if (name === undefined || name === "") errors.push(required(`${at}.name`));
    if (!volumes.has(name)) errors.push(notFound(`${at}.name`, name ?? ""));
    if (mountPath === undefined || mountPath === "") errors.push(required(`${at}.mountPath`));
    if (paths.has(mountPath)) errors.push(invalid(`${at}.mountPath`, mountPath, "must be unique"));
    paths.add(mountPath);
    const subPath = mount["subPath"];
    if (typeof subPath === "string" && subPath.startsWith("/"))
      errors.push(invalid(`${at}.subPath`, subPath, "must be a relative path"));
    if (typeof subPath === "string" && subPath.split("/").includes(".."))
      errors.push(invalid(`${at}.subPath`, subPath, "must not contain '..'"));
    return errors;
  });
}

function validatePrivileges(container: Container, path: string): FieldErrors {
  const context = (container["securityContext"] ?? {}) as Readonly<Record<string, unknown>>;
  const ids = (["runAsUser", "runAsGroup"] as const).flatMap((field) => {
    const id = context[field];
    return typeof id === "number" && (id < 0 || id > 2_147_483_647)
      ? [invalid(`${path}.${field}`, id, "must be between 0 and 2147483647, inclusive")]
      : none;
  });
  if (context["allowPrivilegeEscalation"] !== false || context["privileged"] !== true) return ids;
  return [
    ...ids,
    invalid(path, context, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true"),
  ];
}

/** Since 1.35 every container may have a policy of its own, before that only sidecars. */
function validateRestartPolicy(
  { restartPolicy }: Container,
  path: string,
  init: boolean,
  rules: KubernetesRules,
): FieldErrors {
  if (restartPolicy === undefined) return none;
  const at = `${path}.restartPolicy`;
  if (rules.containerRestartRules)
    return ["Always", "Never", "OnFailure"].includes(restartPolicy)
      ? none
      : [unsupported(at, restartPolicy, ["Always", "Never", "OnFailure"])];
  if (!init) return [forbidden(at, "may not be set for non-init containers")];
  return restartPolicy === "Always" ? none : [unsupported(at, restartPolicy, ["Always"])];
}
