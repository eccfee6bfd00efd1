import { nodeObject } from "../cluster/api/node.ts";
import type { ObjectInput } from "../cluster/api/object.ts";
import { builtInResources, groupOf } from "../cluster/api/resources.ts";
import { SeatrialError } from "../util/errors.ts";
import { remembering } from "../util/remembering.ts";
import type { NodeSpec, Scenario } from "./scenario.ts";

/**
 * What a cluster holds before the first step: its nodes, the usual namespaces and the one that commands use by default,
 * what every cluster brings along, and the scenario's own objects. These are put where `kubectl apply -n NAMESPACE`
 * would put them; a namespace that they need and do not bring is made.
 */
export const initialObjects = (
  { nodes, objects }: Pick<Scenario, "nodes" | "objects">,
  namespace: string,
  kubernetesVersion: string,
): readonly ObjectInput[] => objectsFor(nodes, objects, namespace, kubernetesVersion);

const objectsFor = remembering(allObjects);

function allObjects(
  nodes: Scenario["nodes"],
  objects: Scenario["objects"],
  namespace: string,
  kubernetesVersion: string,
): readonly ObjectInput[] {
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace))
    throw new SeatrialError("namespace", `"${namespace}" is no name of a namespace.`, {
      hint: "It has small letters, digits and dashes, 63 at most, and neither begins nor ends with a dash.",
    });
  const placed = objects.map((object) => withNamespace(object, namespace, objects));
  const wanted = placed.map(({ metadata }) => metadata.namespace ?? namespace);
  const own = placed.filter(({ kind }) => kind === "Namespace");
  const usual = ["default", "kube-node-lease", "kube-public", "kube-system", namespace, ...wanted];
  const missing = [...new Set(usual)].filter((name) => !own.some(({ metadata }) => metadata.name === name));
  const rank = ({ kind }: ObjectInput): number => (kind === "CustomResourceDefinition" ? 0 : 1);
  return [
    ...nodes.map((node) => nodeObject(describeNode(node), kubernetesVersion)),
    ...own,
    ...missing.map(namespaceObject),
    ...[...new Set([...usual, ...own.map(({ metadata }) => metadata.name ?? "")])].flatMap(bootstrapObjects),
    ...clusterObjects,
    ...placed.filter(({ kind }) => kind !== "Namespace").sort((a, b) => rank(a) - rank(b)),
  ];
}

const describeNode = ({ pods, taints, ...node }: NodeSpec) => ({
  ...node,
  pods: String(pods),
  taints: taints.map(({ key, value, effect }) => ({
    key,
    effect,
    ...(value === undefined ? {} : { value }),
  })),
});

const namespaceObject = (name: string): ObjectInput => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name, labels: { "kubernetes.io/metadata.name": name } },
  spec: { finalizers: ["kubernetes"] },
  status: { phase: "Active" },
});

/** What controllers give every namespace soon after it was made; here it is old. */
const bootstrapObjects = (namespace: string): ObjectInput[] => [
  { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace } },
  {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "kube-root-ca.crt", namespace },
    data: { "ca.crt": "" },
  },
];

const priorityClass = (name: string, value: number): ObjectInput => ({
  apiVersion: "scheduling.k8s.io/v1",
  kind: "PriorityClass",
  metadata: { name },
  value,
});

const clusterObjects: readonly ObjectInput[] = [
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: {
      name: "kubernetes",
      namespace: "default",
      labels: { component: "apiserver", provider: "kubernetes" },
    },
    spec: {
      clusterIP: "10.96.0.1",
      ports: [{ name: "https", port: 443, protocol: "TCP", targetPort: 6443 }],
    },
  },
  priorityClass("system-cluster-critical", 2_000_000_000),
  priorityClass("system-node-critical", 2_000_001_000),
  {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name: "standard", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
    provisioner: "example.com/standard",
    reclaimPolicy: "Delete",
    volumeBindingMode: "WaitForFirstConsumer",
  },
];

function withNamespace(object: ObjectInput, namespace: string, all: readonly ObjectInput[]): ObjectInput {
  if (!isNamespaced(object, all) || object.metadata.namespace !== undefined) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

function isNamespaced({ apiVersion, kind }: ObjectInput, all: readonly ObjectInput[]): boolean {
  const group = groupOf(apiVersion);
  const builtIn = builtInResources.find((resource) => resource.kind === kind && resource.group === group);
  if (builtIn !== undefined) return builtIn.namespaced;
  const definition = all.find((other) => {
    const spec = other.spec as { group?: string; names?: { kind?: string } } | undefined;
    return other.kind === "CustomResourceDefinition" && spec?.group === group && spec.names?.kind === kind;
  });
  return (definition?.spec as { scope?: string } | undefined)?.scope !== "Cluster";
}
