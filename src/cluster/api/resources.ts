/** What the API server knows of a kind. */
export interface Resource {
  readonly group: string;
  /** served versions, preferred first */
  readonly versions: readonly string[];
  readonly kind: string;
  /** the resource name in URLs and messages: `jobs` */
  readonly plural: string;
  readonly namespaced: boolean;
  /** the server counts changes of the spec in metadata.generation */
  readonly generation: boolean;
  /** defined by a CustomResourceDefinition */
  readonly custom?: boolean;
}

const table = `
core v1 Pod pods ns gen
core v1 Service services ns
core v1 ConfigMap configmaps ns
core v1 Secret secrets ns
core v1 ServiceAccount serviceaccounts ns
core v1 PersistentVolumeClaim persistentvolumeclaims ns
core v1 PersistentVolume persistentvolumes -
core v1 Namespace namespaces -
core v1 Node nodes -
core v1 Event events ns
core v1 Endpoints endpoints ns
core v1 ReplicationController replicationcontrollers ns gen
core v1 ResourceQuota resourcequotas ns
core v1 LimitRange limitranges ns
core v1 PodTemplate podtemplates ns gen
apps v1 Deployment deployments ns gen
apps v1 ReplicaSet replicasets ns gen
apps v1 StatefulSet statefulsets ns gen
apps v1 DaemonSet daemonsets ns gen
apps v1 ControllerRevision controllerrevisions ns
batch v1 Job jobs ns gen
batch v1 CronJob cronjobs ns gen
networking.k8s.io v1 Ingress ingresses ns gen
networking.k8s.io v1 IngressClass ingressclasses - gen
networking.k8s.io v1 NetworkPolicy networkpolicies ns gen
policy v1 PodDisruptionBudget poddisruptionbudgets ns gen
autoscaling v2,v1 HorizontalPodAutoscaler horizontalpodautoscalers ns
rbac.authorization.k8s.io v1 Role roles ns
rbac.authorization.k8s.io v1 RoleBinding rolebindings ns
rbac.authorization.k8s.io v1 ClusterRole clusterroles -
rbac.authorization.k8s.io v1 ClusterRoleBinding clusterrolebindings -
storage.k8s.io v1 StorageClass storageclasses -
storage.k8s.io v1 VolumeAttachment volumeattachments -
storage.k8s.io v1 CSIDriver csidrivers -
storage.k8s.io v1 CSINode csinodes -
scheduling.k8s.io v1 PriorityClass priorityclasses -
coordination.k8s.io v1 Lease leases ns
discovery.k8s.io v1 EndpointSlice endpointslices ns
node.k8s.io v1 RuntimeClass runtimeclasses -
certificates.k8s.io v1 CertificateSigningRequest certificatesigningrequests -
apiextensions.k8s.io v1 CustomResourceDefinition customresourcedefinitions - gen
apiregistration.k8s.io v1 APIService apiservices -
admissionregistration.k8s.io v1 MutatingWebhookConfiguration mutatingwebhookconfigurations - gen
admissionregistration.k8s.io v1 ValidatingWebhookConfiguration validatingwebhookconfigurations - gen
admissionregistration.k8s.io v1 ValidatingAdmissionPolicy validatingadmissionpolicies - gen
admissionregistration.k8s.io v1 ValidatingAdmissionPolicyBinding validatingadmissionpolicybindings - gen
flowcontrol.apiserver.k8s.io v1 FlowSchema flowschemas - gen
flowcontrol.apiserver.k8s.io v1 PriorityLevelConfiguration prioritylevelconfigurations - gen
`;

/** The kinds that every Kubernetes 1.36 serves. */
export const builtInResources: readonly Resource[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const [group = "", versions = "", kind = "", plural = "", scope, generation] = line.split(" ");
    return {
      group: group === "core" ? "" : group,
      versions: versions.split(","),
      kind,
      plural,
      namespaced: scope === "ns",
      generation: generation === "gen",
    };
  });

/** `jobs.batch`, `configmaps`: how the server names a resource in its messages. */
export const qualifiedName = (resource: Resource): string =>
  resource.group === "" ? resource.plural : `${resource.plural}.${resource.group}`;

/** `Job.batch`, `Pod`: how the server names a kind in validation messages. */
export const qualifiedKind = (resource: Resource): string =>
  resource.group === "" ? resource.kind : `${resource.kind}.${resource.group}`;

/** What objects of a built-in kind say of their group, nearly always in the words of its preferred version. */
const builtInGroups = new Map(
  builtInResources.map(({ kind, group, versions }) => {
    const version = versions[0] ?? "";
    return [kind, { group, preferred: group === "" ? version : `${group}/${version}` }];
  }),
);

export const groupOf = (apiVersion: string): string =>
  apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";

/** The name under which objects of a kind are kept: the plain kind if it is built in, `Kind.group` if not. */
export function kindName(apiVersion: string, kind: string): string {
  const known = builtInGroups.get(kind);
  if (known === undefined) return `${kind}.${groupOf(apiVersion)}`;
  if (apiVersion === known.preferred) return kind;
  const group = groupOf(apiVersion);
  return group === known.group ? kind : `${kind}.${group}`;
}
