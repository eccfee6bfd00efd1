import type { Container, Probe, Resources } from "../pod.ts";
import { mapped, withDefaults, withField } from "../with-defaults.ts";

type Fields = Readonly<Record<string, unknown>>;

const defaulted = new WeakMap<readonly Container[], readonly Container[]>();
const completed = new WeakMap<readonly Container[], readonly Container[]>();

/** Fills containers as pkg/apis/core/v1/defaults.go does, wherever they stand. */
export const defaultContainers = (containers: readonly Container[]): readonly Container[] =>
  mapped(defaulted, containers, defaultContainer);

/** What a pod's containers get beyond those of a template: a request that is left out is that of the limit. */
export const completeContainers = (containers: readonly Container[]): readonly Container[] =>
  mapped(completed, containers, (container) => withField(container, "resources", requestsFromLimits));

function defaultContainer(container: Container): Container {
  let next = withDefaults(container, {
    resources: {},
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
    imagePullPolicy: defaultPullPolicy(container.image ?? ""),
  });
  next = withField(next, "ports", (ports) => same(ports, (port) => withDefaults(port, { protocol: "TCP" })));
  next = withField(next, "env", (env) =>
    same(env, (variable) =>
      withField(variable, "valueFrom", (source) =>
        withField(source as Fields, "fieldRef", (ref) => withDefaults(ref as object, { apiVersion: "v1" })),
      ),
    ),
  );
  for (const probe of ["livenessProbe", "readinessProbe", "startupProbe"] as const)
    next = withField(next, probe, defaultProbe);
  return withField(next, "lifecycle", (lifecycle) => {
    const started = withField(lifecycle, "postStart", defaultHandler);
    return withField(started, "preStop", defaultHandler);
  });
}

const probeDefaults = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };

/** A zero counts as absent, for these numbers are no pointers in Go. */
function defaultProbe(probe: Probe): Probe {
  const handled = withDefaults(defaultHandler(probe), probeDefaults);
  const zeros = Object.entries(probeDefaults).filter(([name]) => handled[name as keyof Probe] === 0);
  return zeros.length === 0 ? handled : { ...handled, ...Object.fromEntries(zeros) };
}

function defaultHandler<T extends Fields>(handler: T): T {
  const reached = withField(handler as Fields, "httpGet", (get) =>
    withDefaults(get as object, { path: "/", scheme: "HTTP" }),
  );
  return withField(reached, "grpc", (grpc) => withDefaults(grpc as object, { service: "" })) as T;
}

/** An image without tag, or with `latest`, is pulled each time. */
function defaultPullPolicy(image: string): "Always" | "IfNotPresent" {
  if (image.includes("@")) return "IfNotPresent";
  const tag = /:([^/:]+)$/.exec(image)?.[1];
  return tag === undefined || tag === "latest" ? "Always" : "IfNotPresent";
}

function requestsFromLimits(resources: Resources): Resources {
  const { limits, requests = {} } = resources;
  if (limits === undefined) return resources;
  return Object.keys(limits).every((name) => requests[name] !== undefined)
    ? resources
    : { ...resources, requests: { ...limits, ...requests } };
}

function same<T extends object>(list: readonly T[], change: (element: T) => T): readonly T[] {
  const next = list.map(change);
  return next.every((each, i) => each === list[i]) ? list : next;
}
