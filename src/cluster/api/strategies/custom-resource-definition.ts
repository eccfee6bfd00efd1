import type { KubeObject } from "../object.ts";
import { type FieldErrors, invalid, none, required, unsupported } from "../validation/field-errors.ts";
import { withDefaults, withStruct } from "../with-defaults.ts";
import type { Condition } from "../workloads.ts";
import type { Strategy } from "./strategy.ts";

export interface CustomResourceDefinition extends KubeObject {
  readonly spec: {
    readonly group: string;
    readonly scope: "Namespaced" | "Cluster";
    readonly names: {
      readonly plural: string;
      readonly singular?: string;
      readonly kind: string;
      readonly listKind?: string;
      readonly shortNames?: readonly string[];
      readonly categories?: readonly string[];
    };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly storage: boolean;
      readonly schema?: Readonly<Record<string, unknown>>;
      readonly subresources?: { readonly status?: Readonly<Record<string, unknown>> };
    }[];
  };
  readonly status: {
    readonly conditions?: readonly Condition[];
    readonly acceptedNames?: Readonly<Record<string, unknown>>;
    readonly storedVersions?: readonly string[];
  };
}

type Spec = CustomResourceDefinition["spec"];

/** apiextensions-apiserver, pkg/apis/apiextensions/v1/defaults.go and validation/validation.go */
export const customResourceDefinitionStrategy: Strategy<CustomResourceDefinition> = {
  defaults: (object) =>
    withStruct(object, "spec", (spec) =>
      withStruct(withDefaults(spec, { conversion: { strategy: "None" }, versions: [] }), "names", (names) =>
        withDefaults(names, {
          singular: names.kind?.toLowerCase(),
          listKind: names.kind && `${names.kind}List`,
        }),
      ),
    ),
  prepare: (object) => ({
    ...object,
    status: {
      conditions: [],
      acceptedNames: { kind: "", plural: "" },
      storedVersions: object.spec.versions.filter(({ storage }) => storage).map(({ name }) => name),
    },
  }),
  validate: ({ metadata, spec }) => validateSpec(metadata.name, spec),
};

function validateSpec(name: string, { group = "", scope, names, versions = [] }: Spec): FieldErrors {
  const wanted = `${names?.plural ?? ""}.${group}`;
  const stored = versions.filter(({ storage }) => storage).length;
  return [
    ...(name === wanted
      ? none
      : [invalid("metadata.name", name, 'must be spec.names.plural+"."+spec.group')]),
    ...(group === "" ? [required("spec.group")] : none),
    ...(scope === "Namespaced" || scope === "Cluster"
      ? none
      : scope === undefined
        ? [required("spec.scope")]
        : [unsupported("spec.scope", scope, ["Cluster", "Namespaced"])]),
    ...(stored === 1
      ? none
      : [invalid("spec.versions", versions, "must have exactly one version marked as storage version")]),
    ...versions.flatMap(({ schema }, i) =>
      schema === undefined
        ? [required(`spec.versions[${i}].schema.openAPIV3Schema`, "schemas are required")]
        : none,
    ),
    ...(["plural", "kind"] as const)
      .filter((field) => (names?.[field] ?? "") === "")
      .map((field) => required(`spec.names.${field}`)),
  ];
}
