import { object, optional } from "./object-schema.ts";
import { list, type Output, text } from "./schema.ts";
import { helmVersion, kubernetesVersion } from "./version-schema.ts";

export const matrix = object("matrix", {
  values: optional(
    list(text("the path of a values file")),
    'values files for each helm install and upgrade, "ci/*-values.yaml" for all that fit',
  ),
  set: optional(list(text("a value such as replicas=2")), "values as --set takes them"),
  helm: optional(list(helmVersion), "Helm versions"),
  kubernetes: optional(list(kubernetesVersion), "Kubernetes versions"),
});

export type Matrix = Output<typeof matrix>;
