import { controllerOf, type KubeObject } from "../../cluster/api/object.ts";
import type { PodTemplate } from "../../cluster/api/pod.ts";
import { groupOf } from "../../cluster/api/resources.ts";
import { ageColumn, type Column, nameColumn, none } from "./column.ts";
import { fieldColumn } from "./field-columns.ts";
import { labelsText } from "./labels-text.ts";
import { containerColumns } from "./template-columns.ts";

export const controllerRevisionColumns: readonly Column[] = [
  nameColumn,
  { name: "CONTROLLER", cell: controller },
  fieldColumn("REVISION", "revision", "0"),
  ageColumn,
];

function controller(revision: KubeObject): string {
  const owner = controllerOf(revision);
  if (owner === undefined) return none;
  const group = groupOf(owner.apiVersion);
  return `${`${owner.kind}${group === "" ? "" : `.${group}`}`.toLowerCase()}/${owner.name}`;
}

interface PodTemplateObject extends KubeObject {
  readonly template?: PodTemplate;
}

export const podTemplateColumns: readonly Column[] = [
  nameColumn,
  ...containerColumns<PodTemplateObject>(({ template }) => template).map((each) => ({
    ...each,
    wide: false,
  })),
  { name: "POD LABELS", cell: ({ template }: PodTemplateObject) => labelsText(template?.metadata?.labels) },
];
