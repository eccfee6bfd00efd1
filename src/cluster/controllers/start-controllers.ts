import { kindName } from "../api/resources.ts";
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

/** Controllers that have nothing to do before there is an object of their kind; few charts have one. */
const onDemand: Readonly<Record<string, (context: ClusterContext) => void>> = {
  CronJob: startCronJobController,
  CustomResourceDefinition: startCustomResourceDefinitions,
  DaemonSet: startDaemonSetController,
  HorizontalPodAutoscaler: startAutoscalerController,
  ReplicationController: (context) => startReplicaController(context, replicationControllers),
  ResourceQuota: startResourceQuotaController,
  StatefulSet: startStatefulSetController,
};

/** The kube-controller-manager. */
export function startControllers(context: ClusterContext): void {
  startGarbageCollector(context);
  startNamespaceBootstrap(context);
  startNamespaceController(context);
  startJobController(context);
  startTtlAfterFinished(context);
  startNodeLifecycleController(context);
  startTaintEvictionController(context);
  startPodGarbageCollector(context);
  startDeploymentController(context);
  startReplicaController(context, replicaSets);
  startVolumeControllers(context);
  startEndpointsController(context);
  const waiting = new Map(Object.entries(onDemand));
  context.api.onWrite(({ object }) => {
    const kind = kindName(object.apiVersion, object.kind);
    const start = waiting.get(kind);
    if (start === undefined) return;
    waiting.delete(kind);
    // in time to be told of this write
    start(context);
  });
}
