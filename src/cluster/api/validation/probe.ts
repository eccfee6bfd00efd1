import type { Container, LifecycleHandler, Probe } from "../pod.ts";
import {
  atLeastZero,
  type FieldErrors,
  forbidden,
  invalid,
  invalidFor,
  none,
  required,
  unsupported,
} from "./field-errors.ts";
import { portName, portNumber } from "./names.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The probes and hooks of a container; `restartable`: it keeps running, so that it may have them. */
export function validateHandlers(container: Container, path: string, restartable: boolean): FieldErrors {
  const { lifecycle, livenessProbe, readinessProbe, startupProbe } = container;
  if (!restartable) {
    const message = "may not be set for init containers without restartPolicy=Always";
    return (["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] as const)
      .filter((name) => container[name] !== undefined)
      .map((name) => forbidden(`${path}.${name}`, message));
  }
  return [
    ...(["postStart", "preStop"] as const).flatMap((hook) =>
      validateHandler(lifecycle?.[hook], `${path}.lifecycle.${hook}`, [
        "exec",
        "httpGet",
        "tcpSocket",
        "sleep",
      ]),
    ),
    ...validateProbe(livenessProbe, `${path}.livenessProbe`, true),
    ...validateProbe(readinessProbe, `${path}.readinessProbe`, false),
    ...validateProbe(startupProbe, `${path}.startupProbe`, true),
  ];
}

function validateProbe(probe: Probe | undefined, path: string, once: boolean): FieldErrors {
  if (probe === undefined) return none;
  const errors = [
    ...validateHandler(probe, path, ["exec", "httpGet", "tcpSocket", "grpc"]),
    ...atLeastZero(`${path}.initialDelaySeconds`, probe.initialDelaySeconds),
    ...atLeastZero(`${path}.timeoutSeconds`, probe.timeoutSeconds),
    ...atLeastZero(`${path}.periodSeconds`, probe.periodSeconds),
    ...atLeastZero(`${path}.successThreshold`, probe.successThreshold),
    ...atLeastZero(`${path}.failureThreshold`, probe.failureThreshold),
  ];
  const { successThreshold, terminationGracePeriodSeconds: grace } = probe;
  if (grace !== undefined && grace <= 0)
    errors.push(invalid(`${path}.terminationGracePeriodSeconds`, grace, "must be greater than 0"));
  if (once && successThreshold !== undefined && successThreshold !== 1)
    errors.push(invalid(`${path}.successThreshold`, successThreshold, "must be 1"));
  if (!once && grace !== undefined)
    errors.push(
      invalid(`${path}.terminationGracePeriodSeconds`, grace, "must not be set for readinessProbes"),
    );
  return errors;
}

/** Exactly one way to act (pkg/apis/core/validation/validation.go, validateHandler). */
function validateHandler(
  handler: Probe | LifecycleHandler | undefined,
  path: string,
  kinds: readonly string[],
): FieldErrors {
  if (handler === undefined) return none;
  const given = kinds.filter((kind) => handler[kind] !== undefined && handler[kind] !== null);
  if (given.length === 0) return [required(path, "must specify a handler type")];
  return given.flatMap((kind, i) =>
    i > 0
      ? [forbidden(`${path}.${kind}`, "may not specify more than 1 handler type")]
      : validateAction(kind, handler[kind] as Fields, `${path}.${kind}`),
  );
}

function validateAction(kind: string, action: Fields, path: string): FieldErrors {
  switch (kind) {
    case "exec":
      return Array.isArray(action["command"]) && action["command"].length > 0
        ? none
        : [required(`${path}.command`)];
    case "httpGet":
      return [
        ...(action["path"] === undefined || action["path"] === "" ? [required(`${path}.path`)] : none),
        ...validatePort(action["port"], `${path}.port`),
        ...(action["scheme"] === undefined || action["scheme"] === "HTTP" || action["scheme"] === "HTTPS"
          ? none
          : [unsupported(`${path}.scheme`, action["scheme"], ["HTTP", "HTTPS"])]),
      ];
    case "tcpSocket":
    case "grpc":
      return validatePort(action["port"], `${path}.port`);
    default:
      return none;
  }
}

function validatePort(port: unknown, path: string): FieldErrors {
  if (typeof port === "string") return invalidFor(path, port, portName(port));
  const number = typeof port === "number" ? port : 0;
  return invalidFor(path, number, portNumber(number));
}
