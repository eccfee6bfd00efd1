import { pathSegmentName } from "../validation/names.ts";
import { autoscalerStrategy } from "./autoscaler.ts";
import { configMapStrategy } from "./config-map.ts";
import { cronJobStrategy } from "./cron-job.ts";
import { customResourceDefinitionStrategy } from "./custom-resource-definition.ts";
import { daemonSetStrategy } from "./daemon-set.ts";
import { deploymentStrategy } from "./deployment.ts";
import { disruptionBudgetStrategy } from "./disruption-budget.ts";
import { ingressStrategy } from "./ingress.ts";
import { jobStrategy } from "./job.ts";
import { namespaceStrategy } from "./namespace.ts";
import { persistentVolumeStrategy } from "./persistent-volume.ts";
import { persistentVolumeClaimStrategy } from "./persistent-volume-claim.ts";
import { podStrategy } from "./pod.ts";
import { priorityClassStrategy } from "./priority-class.ts";
import { replicaSetStrategy, replicationControllerStrategy } from "./replica-set.ts";
import { roleBindingStrategy } from "./role-binding.ts";
import { secretStrategy } from "./secret.ts";
import { serviceStrategy } from "./service.ts";
import { statefulSetStrategy } from "./stateful-set.ts";
import { storageClassStrategy } from "./storage-class.ts";
import type { Strategy } from "./strategy.ts";

const plain: Strategy = {};
const pathNamed: Strategy = { nameRule: pathSegmentName };

const strategies: Readonly<Record<string, unknown>> = {
  ClusterRole: pathNamed,
  ClusterRoleBinding: roleBindingStrategy,
  ConfigMap: configMapStrategy,
  CronJob: cronJobStrategy,
  CustomResourceDefinition: customResourceDefinitionStrategy,
  DaemonSet: daemonSetStrategy,
  Deployment: deploymentStrategy,
  HorizontalPodAutoscaler: autoscalerStrategy,
  Ingress: ingressStrategy,
  Job: jobStrategy,
  Namespace: namespaceStrategy,
  PersistentVolume: persistentVolumeStrategy,
  PersistentVolumeClaim: persistentVolumeClaimStrategy,
  Pod: podStrategy,
  PodDisruptionBudget: disruptionBudgetStrategy,
  PriorityClass: priorityClassStrategy,
  ReplicaSet: replicaSetStrategy,
  ReplicationController: replicationControllerStrategy,
  Role: pathNamed,
  RoleBinding: roleBindingStrategy,
  Secret: secretStrategy,
  Service: serviceStrategy,
  StatefulSet: statefulSetStrategy,
  StorageClass: storageClassStrategy,
};

/** The strategy of a kind as refs name it; one that does nothing for kinds without rules of their own. */
export const strategyOf = (kind: string): Strategy => (strategies[kind] as Strategy | undefined) ?? plain;
