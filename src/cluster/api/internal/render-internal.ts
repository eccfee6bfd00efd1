import type { KubernetesRules } from "../../kubernetes-rules.ts";
import { Quantity } from "../quantity.ts";
import { goJson, goJsonString } from "../validation/go-json.ts";
import { type InternalField, internalFields } from "./internal-types.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Keys that do not follow from the field's name. */
const irregular: Readonly<Record<string, string>> = { CephFS: "cephfs", StorageOS: "storageos" };
const hostFields = ["hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers"];

/** An object as an error message shows the internal struct that the server made of it: every field, in declared order. */
export function renderInternal(type: string, value: unknown, rules: KubernetesRules): string {
  const minor = Number(rules.version.slice(2));
  const struct = (name: string, fields: Fields): string => `{${members(name, fields).join(",")}}`;

  const members = (name: string, fields: Fields): readonly string[] =>
    internalFields(name)
      .filter(({ since }) => since <= minor)
      .flatMap((field) => {
        if (field.kind === "embedded")
          return field.type === "Meta" ? metadata(fields) : members(field.type, fields);
        return [`${goJsonString(field.name)}:${member(name, field, fields)}`];
      });

  const member = (owner: string, field: InternalField, fields: Fields): string => {
    const found = fields[externalName(field.name)];
    const value = found === null ? undefined : found;
    switch (field.kind) {
      case "s":
        return goJson(value ?? "");
      case "i":
      case "x":
        return goJson(value ?? 0);
      case "b":
        return goJson(value ?? false);
      case "q":
        return goJson(Quantity.of(value as string | undefined).toString());
      case "p":
        return goJson(isResourceList(field.name) ? canonical(value) : (value ?? null));
      case "list":
        return value === undefined
          ? "null"
          : `[${(value as Fields[]).map((each) => struct(field.type, each)).join(",")}]`;
      case "pointer":
        return value === undefined ? "null" : struct(field.type, value as Fields);
      default:
        return struct(field.type, owner === "PodSpec" ? securityContext(fields) : ((value as Fields) ?? {}));
    }
  };
  return struct(type, (value ?? {}) as Fields);
}

/** The metadata of a template stands among its fields, under the names of the API. */
const metadata = (fields: Fields): readonly string[] =>
  Object.entries((fields["metadata"] ?? {}) as Fields)
    .filter(([key, value]) => value !== undefined && value !== null && key !== "creationTimestamp")
    .sort(([a], [b]) => metadataOrder.indexOf(a) - metadataOrder.indexOf(b))
    .map(([key, value]) => `${goJsonString(key)}:${goJson(value)}`);

const metadataOrder = ["name", "generateName", "namespace", "labels", "annotations", "finalizers"];

/** A pod's settings about its host are part of its internal security context. */
const securityContext = (spec: Fields): Fields => ({
  ...((spec["securityContext"] ?? {}) as Fields),
  ...Object.fromEntries(hostFields.map((each) => [each, spec[each]])),
});

const isResourceList = (name: string): boolean =>
  name === "Limits" || name === "Requests" || name === "Overhead" || name === "SizeLimit";

function canonical(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value !== "object" || value === null) return Quantity.of(value as string).toString();
  return Object.fromEntries(
    Object.entries(value).map(([name, amount]) => [name, Quantity.of(amount as string).toString()]),
  );
}

/** `TerminationGracePeriodSeconds` is `terminationGracePeriodSeconds`, `HTTPGet` is `httpGet`, `TTY` is `tty`. */
function externalName(name: string): string {
  const known = irregular[name];
  if (known !== undefined) return known;
  return name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+/, (capitals) => capitals.toLowerCase());
}
