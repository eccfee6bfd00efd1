import type { KubeObject } from "../../cluster/api/object.ts";
import type { KubernetesRules } from "../../cluster/kubernetes-rules.ts";
import { autoscalerColumns } from "./autoscaler-columns.ts";
import { type Column, minorVersion } from "./column.ts";
import { configMapColumns, secretColumns } from "./config-columns.ts";
import { cronJobColumns } from "./cron-job-columns.ts";
import { customColumns } from "./custom-columns.ts";
import { daemonSetColumns } from "./daemon-set-columns.ts";
import { createdAtColumns } from "./default-columns.ts";
import { deploymentColumns } from "./deployment-columns.ts";
import { disruptionBudgetColumns } from "./disruption-budget-columns.ts";
import { endpointSliceColumns, endpointsColumns } from "./endpoint-columns.ts";
import { eventColumns } from "./event-columns.ts";
import { ingressClassColumns, ingressColumns } from "./ingress-columns.ts";
import { jobColumns } from "./job-columns.ts";
import { namespaceColumns } from "./namespace-columns.ts";
import { nodeColumns } from "./node-columns.ts";
import { plumbingColumns } from "./plumbing-columns.ts";
import { podColumns } from "./pod-columns.ts";
import { replicaSetColumns, replicationControllerColumns } from "./replica-set-columns.ts";
import { resourceQuotaColumns } from "./resource-quota-columns.ts";
import { controllerRevisionColumns, podTemplateColumns } from "./revision-columns.ts";
import { roleBindingColumns } from "./role-binding-columns.ts";
import { serviceAccountColumns } from "./service-account-columns.ts";
import { serviceColumns } from "./service-columns.ts";
import { statefulSetColumns } from "./stateful-set-columns.ts";
import { storageClassColumns } from "./storage-class-columns.ts";
import { claimColumns, volumeColumns } from "./volume-columns.ts";

const byKind: ReadonlyMap<string, readonly Column[]> = new Map(
  Object.entries({
    Pod: podColumns,
    Job: jobColumns,
    CronJob: cronJobColumns,
    Deployment: deploymentColumns,
    ReplicaSet: replicaSetColumns,
    ReplicationController: replicationControllerColumns,
    StatefulSet: statefulSetColumns,
    DaemonSet: daemonSetColumns,
    Service: serviceColumns,
    Ingress: ingressColumns,
    IngressClass: ingressClassColumns,
    Endpoints: endpointsColumns,
    EndpointSlice: endpointSliceColumns,
    PersistentVolumeClaim: claimColumns,
    PersistentVolume: volumeColumns,
    StorageClass: storageClassColumns,
    ConfigMap: configMapColumns,
    Secret: secretColumns,
    ServiceAccount: serviceAccountColumns,
    Namespace: namespaceColumns,
    Node: nodeColumns,
    Event: eventColumns,
    HorizontalPodAutoscaler: autoscalerColumns,
    PodDisruptionBudget: disruptionBudgetColumns,
    ResourceQuota: resourceQuotaColumns,
    RoleBinding: roleBindingColumns,
    ClusterRoleBinding: roleBindingColumns,
    PodTemplate: podTemplateColumns,
    ControllerRevision: controllerRevisionColumns,
    ...plumbingColumns,
  }),
);

/**
 * The columns of a built-in kind as a server of this version prints it, wide ones included.
 *
 * @param kind as in an ObjectRef: `Deployment`, `Certificate.cert-manager.io`
 * @param definition the CustomResourceDefinition of a kind that is not built in, if there is one
 */
export function columnsFor(kind: string, rules: KubernetesRules, definition?: KubeObject): readonly Column[] {
  if (kind.includes(".")) return customColumns(definition);
  const minor = minorVersion(rules);
  return (byKind.get(kind) ?? createdAtColumns).filter(
    ({ since = 0, until = Number.POSITIVE_INFINITY }) => since <= minor && minor < until,
  );
}
