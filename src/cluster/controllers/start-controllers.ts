import type { ClusterContext } from "../cluster.ts";
import { startAutoscalerController } from "./autoscaler/autoscaler-controller.ts";
import { startCronJobController } from "./cron-job/cron-job-controller.ts";
import { startCustomResourceDefinitions } from "./custom-resource-definitions.ts";
import { startDaemonSetController } from "./daemon-set/daemon-set-controller.ts";
import { startDeploymentController } from "./deployment/deployment-controller.ts";
import { startEndpointsController } from "./endpoints/endpoints-controller.ts";
import { startGarbageCollector } from "./garbage-collector.ts";
import { startJobController } from "./job/job-controller.ts";
import { startNamespaceBootstrap } from "./namespace-bootstrap.ts";
import { startNamespaceController } from "./namespace-controller.ts";
import { startNodeLifecycleController } from "./nodes/node-lifecycle-controller.ts";
import { startTaintEvictionController } from "./nodes/taint-eviction-controller.ts";
import { startPodGarbageCollector } from "./pod-garbage-collector.ts";
import {
  replicaSets,
  replicationControllers,
  startReplicaController,
} from "./replicas/replica-controller.ts";
import { startResourceQuotaController } from "./resource-quota-controller.ts";
import { startStatefulSetController } from "./stateful-set/stateful-set-controller.ts";
import { startTtlAfterFinished } from "./ttl-after-finished.ts";
import { startVolumeControllers } from "./volumes/start-volume-controllers.ts";

/** The kube-controller-manager. */
export function startControllers(context: ClusterContext): void {
  startGarbageCollector(context);
  startNamespaceBootstrap(context);
  startNamespaceController(context);
  startCustomResourceDefinitions(context);
  startJobController(context);
  startCronJobController(context);
  startTtlAfterFinished(context);
  startNodeLifecycleController(context);
  startTaintEvictionController(context);
  startPodGarbageCollector(context);
  startDaemonSetController(context);
  startDeploymentController(context);
  startReplicaController(context, replicaSets);
  startReplicaController(context, replicationControllers);
  startStatefulSetController(context);
  startAutoscalerController(context);
  startResourceQuotaController(context);
  startVolumeControllers(context);
  startEndpointsController(context);
}
