import type { KubeObject, LabelSelector } from "../../cluster/api/object.ts";
import type { PodTemplate } from "../../cluster/api/pod.ts";
import { type Column, none } from "./column.ts";
import { selectorText } from "./labels-text.ts";

/** A workload that makes pods from a template. */
export interface Workload extends KubeObject {
  readonly spec?: { readonly template?: PodTemplate; readonly selector?: LabelSelector };
}

/** The wide columns CONTAINERS and IMAGES of whatever has a pod template. */
export const containerColumns = <T extends KubeObject>(
  templateOf: (object: T) => PodTemplate | undefined,
): readonly Column<T>[] => [
  { name: "CONTAINERS", wide: true, cell: (object) => joined(templateOf(object), "name") },
  { name: "IMAGES", wide: true, cell: (object) => joined(templateOf(object), "image") },
];

export const workloadColumns: readonly Column[] = [
  ...containerColumns<Workload>(({ spec }) => spec?.template),
  { name: "SELECTOR", wide: true, cell: ({ spec }: Workload) => selectorText(spec?.selector) || none },
];

const joined = (template: PodTemplate | undefined, field: "name" | "image"): string =>
  (template?.spec.containers ?? []).map((container) => container[field] ?? "").join(",");
