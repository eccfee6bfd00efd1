import { deepEqual } from "../../../util/deep-equal.ts";
import { extended } from "../../../util/extended.ts";
import { remembering } from "../../../util/remembering.ts";
import type { KubernetesRules } from "../../kubernetes-rules.ts";
import { renderInternal } from "../internal/render-internal.ts";
import type { Service, ServicePort } from "../service.ts";
import {
  duplicate,
  type FieldErrors,
  invalid,
  invalidFor,
  none,
  required,
  Shown,
  unsupported,
} from "../validation/field-errors.ts";
import { dns1035Label, dns1123Label, dns1123Subdomain, portName, portNumber } from "../validation/names.ts";
import { validateLabels } from "../validation/object-meta.ts";
import { withDefaults, withField, withStruct } from "../with-defaults.ts";
import type { Strategy } from "./strategy.ts";

type Spec = Service["spec"];

const types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

/** pkg/apis/core/v1/defaults.go, pkg/apis/core/validation/validation.go (ValidateService) */
export const serviceStrategy: Strategy<Service> = {
  nameRule: (name, rules) => (rules.relaxedServiceNames ? dns1123Label(name) : dns1035Label(name)),
  defaults: (object) => withStruct(object, "spec", defaultSpec),
  prepare: (object) => extended(object, { status: { loadBalancer: {} } }),
  prepareUpdate: (wanted, old) => ({ ...wanted, spec: withAllocated(wanted.spec, old.spec) }),
  validate: ({ spec }, rules) => validateSpec(spec, rules),
  validateUpdate: ({ spec }, old) => validateAddress(spec, old.spec),
};

const defaultSpec = remembering((given: Spec): Spec => {
  const typed = withDefaults(given, { type: "ClusterIP", sessionAffinity: "None" });
  const external = typed.type === "ExternalName";
  const outside = typed.type === "NodePort" || typed.type === "LoadBalancer";
  const filled = withDefaults(typed, {
    ...(external ? {} : { internalTrafficPolicy: "Cluster" }),
    ...(outside ? { externalTrafficPolicy: "Cluster" } : {}),
    ...(typed.type === "LoadBalancer" ? { allocateLoadBalancerNodePorts: true } : {}),
  });
  return withField(filled, "ports", (ports) => {
    const next = ports.map((port) => withDefaults(port, { protocol: "TCP", targetPort: port.port }));
    return next.every((each, i) => each === ports[i]) ? ports : next;
  });
});

/** What the server has given out stays, also where an update does not mention it. */
function withAllocated(spec: Spec, old: Spec): Spec {
  if (spec.type === "ExternalName" || old.type === "ExternalName") return spec;
  const kept = withDefaults(spec, {
    clusterIP: old.clusterIP,
    clusterIPs:
      spec.clusterIP === undefined || spec.clusterIP === old.clusterIP ? old.clusterIPs : [spec.clusterIP],
    ipFamilies: old.ipFamilies,
    ipFamilyPolicy: old.ipFamilyPolicy,
  });
  if (spec.type === "ClusterIP") return kept;
  return withField(kept, "ports", (ports) =>
    ports.map((port) =>
      withDefaults(port, {
        nodePort: old.ports?.find((each) => each.port === port.port && each.protocol === port.protocol)
          ?.nodePort,
      }),
    ),
  );
}

function validateSpec(spec: Spec, rules: KubernetesRules): FieldErrors {
  const { ports = [], type, clusterIP, externalName } = spec;
  const headless = clusterIP === "None";
  const errors: string[] = [];
  if (ports.length === 0 && !headless && type !== "ExternalName") errors.push(required("spec.ports"));
  if (type === "LoadBalancer" && headless)
    errors.push(
      invalid("spec.clusterIPs[0]", clusterIP, "may not be set to 'None' for LoadBalancer services"),
    );
  if (type === "NodePort" && headless)
    errors.push(invalid("spec.clusterIPs[0]", clusterIP, "may not be set to 'None' for NodePort services"));
  if (type === "ExternalName") {
    if (externalName === undefined || externalName === "") errors.push(required("spec.externalName"));
    else
      errors.push(
        ...invalidFor("spec.externalName", externalName, dns1123Subdomain(externalName.replace(/\.$/, ""))),
      );
  }
  errors.push(...validatePorts(ports, rules), ...validateLabels(spec.selector, "spec.selector"));
  if (spec.sessionAffinity !== "ClientIP" && spec.sessionAffinity !== "None")
    errors.push(unsupported("spec.sessionAffinity", spec.sessionAffinity ?? "", ["ClientIP", "None"]));
  if (!types.includes(type)) errors.push(unsupported("spec.type", type, types));
  return errors;
}

function validatePorts(ports: readonly ServicePort[], rules: KubernetesRules): FieldErrors {
  const names = new Set<string>();
  const taken = new Set<string>();
  return ports.flatMap((each, i) => {
    const at = `spec.ports[${i}]`;
    const { name = "", port, protocol = "", targetPort } = each;
    const errors: string[] = [];
    if (ports.length > 1 && name === "") errors.push(required(`${at}.name`));
    if (name !== "") {
      errors.push(...invalidFor(`${at}.name`, name, dns1123Label(name)));
      if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
      names.add(name);
    }
    errors.push(...invalidFor(`${at}.port`, port ?? 0, portNumber(port)));
    if (!["SCTP", "TCP", "UDP"].includes(protocol))
      errors.push(unsupported(`${at}.protocol`, protocol, ["SCTP", "TCP", "UDP"]));
    if (typeof targetPort === "number")
      errors.push(...invalidFor(`${at}.targetPort`, targetPort, portNumber(targetPort)));
    else if (typeof targetPort === "string")
      errors.push(...invalidFor(`${at}.targetPort`, targetPort, portName(targetPort)));
    const key = `${protocol} ${port}`;
    if (taken.has(key))
      errors.push(duplicate(at, new Shown(renderInternal("ServicePort", { protocol, port }, rules))));
    taken.add(key);
    return errors;
  });
}

function validateAddress(spec: Spec, old: Spec): FieldErrors {
  if (spec.type === "ExternalName" || old.type === "ExternalName") return none;
  const [before, after] = [old.clusterIPs ?? [], spec.clusterIPs ?? []];
  return before.length === 0 || deepEqual(before[0], after[0])
    ? none
    : [invalid("spec.clusterIPs[0]", after, "may not change once set")];
}
