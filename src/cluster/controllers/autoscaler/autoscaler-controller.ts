import { claimChanges } from "../../api/apply/managed-fields.ts";
import {
  type KubeObject,
  keyOf,
  type LabelSelector,
  matchesSelector,
  refFromKey,
  refOf,
} from "../../api/object.ts";
import type { Pod } from "../../api/pod.ts";
import { kindName } from "../../api/resources.ts";
import { type Autoscaler, averageCpu } from "../../api/strategies/autoscaler.ts";
import type { ClusterContext } from "../../cluster.ts";
import { nextTick } from "../../periodic.ts";
import { WorkQueue } from "../work-queue.ts";
import { measureMetrics } from "./measure-metrics.ts";
import { normalizedReplicas, type ScalingHistory } from "./scaling-rules.ts";

interface Scalable extends KubeObject {
  readonly spec?: { readonly replicas?: number; readonly selector?: LabelSelector };
}

interface Decision {
  readonly replicas: number;
  readonly reason: string;
  /** what the metrics ask for, whatever else holds it back */
  readonly recommended?: number;
  readonly currentMetrics: readonly unknown[] | null;
}

const source = "horizontal-pod-autoscaler";
/** An autoscaler looks at its target so often, milliseconds. */
const period = 15_000;
/** What it once recommended or changed matters for so long, milliseconds; no policy may look further back. */
const memory = 3_600_000;
const targets = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"] as const;
const manager = { manager: "kube-controller-manager", subresource: "scale" } as const;

/**
 * Keeps the number of pods within the bounds of a HorizontalPodAutoscaler and, where the scenario gives a load, at what
 * its metrics ask for (pkg/controller/podautoscaler/horizontal.go). Without a load nobody knows what the metrics would
 * say, so the number changes only to keep the bounds, and nothing runs while it does.
 */
export function startAutoscalerController(context: ClusterContext): void {
  const { api, kernel, latency, events, behaviours } = context;
  const histories = new Map<string, ScalingHistory & { readonly since: number }>();
  const queue = new WorkQueue(kernel, {
    latency: latency.controller,
    sync,
    retry: { first: period, longest: period },
  });
  api.watch<Autoscaler>("HorizontalPodAutoscaler", ({ type, object }) => {
    const { uid } = object.metadata;
    if (type === "DELETED") histories.delete(uid);
    else {
      if (!histories.has(uid)) histories.set(uid, { since: kernel.now, recommendations: [], changes: [] });
      look(object);
    }
  });
  for (const kind of targets)
    api.watch<Scalable>(kind, ({ type, object, old }) => {
      if (histories.size === 0 || type === "DELETED") return;
      if (old !== undefined && object.spec?.replicas === (old as Scalable).spec?.replicas) return;
      const { namespace, name } = object.metadata;
      for (const each of api.list<Autoscaler>("HorizontalPodAutoscaler", namespace))
        if (each.spec.scaleTargetRef.kind === kind && each.spec.scaleTargetRef.name === name) look(each);
    });

  /** Has the autoscaler look at its target when it is its time again. */
  function look(autoscaler: Autoscaler): void {
    const since = histories.get(autoscaler.metadata.uid)?.since ?? kernel.now;
    const next = nextTick(Math.max(kernel.now + 1, since + period), period, since);
    queue.addAfter(keyOf(autoscaler), next - kernel.now);
  }

  function sync(key: string): void {
    const autoscaler = api.get<Autoscaler>(refFromKey("HorizontalPodAutoscaler", key));
    const history = histories.get(autoscaler?.metadata.uid ?? "");
    if (autoscaler === undefined || history === undefined) return;
    const { apiVersion = "", kind, name } = autoscaler.spec.scaleTargetRef;
    const ref = { kind: kindName(apiVersion, kind), namespace: autoscaler.metadata.namespace ?? "", name };
    const target = api.get<Scalable>(ref);
    if (target === undefined) {
      events.record(source, autoscaler, "Warning", "FailedGetScale", noTarget(apiVersion, kind, name));
      return;
    }
    const current = target.spec?.replicas ?? 1;
    const decision = decide(autoscaler, target, current, history);
    const wanted = decision?.replicas ?? current;
    if (decision !== undefined && wanted !== current) {
      api.update<Scalable>(ref, (live) =>
        claimChanges(live, { ...live, spec: { ...live.spec, replicas: wanted } }, manager),
      );
      const message = `New size: ${wanted}; reason: ${decision.reason}`;
      events.record(source, autoscaler, "Normal", "SuccessfulRescale", message);
    }
    remember(autoscaler, history, decision?.recommended, wanted - current);
    api.updateStatus<Autoscaler>(refOf(autoscaler), (status) => ({
      ...status,
      currentReplicas: current,
      desiredReplicas: wanted,
      currentMetrics: decision === undefined ? (status["currentMetrics"] ?? null) : decision.currentMetrics,
      ...(wanted === current ? {} : { lastScaleTime: context.clock.timestamp() }),
    }));
    if (behaviours.loadOf(`${kind}/${name}`) !== undefined) look(autoscaler);
  }

  function noTarget(apiVersion: string, kind: string, name: string): string {
    const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
    const resource = api.resources.find(apiVersion, kind);
    if (resource === undefined) return `no matches for kind "${kind}" in group "${group}"`;
    return `${resource.plural}/scale${group === "" ? "" : `.${group}`} "${name}" not found`;
  }

  /** How many pods there are to be; undefined if the metrics do not tell. */
  function decide(
    autoscaler: Autoscaler,
    target: Scalable,
    current: number,
    history: ScalingHistory,
  ): Decision | undefined {
    const { minReplicas, maxReplicas, behavior, scaleTargetRef, targetCPUUtilizationPercentage } =
      autoscaler.spec;
    const unknown = { currentMetrics: null };
    if (current === 0) return { ...unknown, replicas: 0, reason: "" };
    if (current > maxReplicas)
      return {
        ...unknown,
        replicas: maxReplicas,
        reason: "Current number of replicas above Spec.MaxReplicas",
      };
    if (current < minReplicas)
      return {
        ...unknown,
        replicas: minReplicas,
        reason: "Current number of replicas below Spec.MinReplicas",
      };
    const load = behaviours.loadOf(`${scaleTargetRef.kind}/${scaleTargetRef.name}`);
    if (load === undefined) return { ...unknown, replicas: current, reason: "" };
    const pods = api
      .list<Pod>("Pod", autoscaler.metadata.namespace)
      .filter(({ metadata }) => matchesSelector(target.spec?.selector ?? {}, metadata.labels));
    const metrics = autoscaler.spec.metrics ?? [averageCpu(targetCPUUtilizationPercentage)];
    const measured = measureMetrics(metrics, pods, load, current, context.clock.milliseconds);
    for (const { reason, message } of measured.problems)
      events.record(source, autoscaler, "Warning", reason, message);
    if (measured.replicas === undefined) return undefined;
    const allowed = normalizedReplicas(current, measured.replicas, behavior, history, kernel.now);
    return {
      recommended: measured.replicas,
      replicas: Math.min(Math.max(allowed, minReplicas), maxReplicas),
      reason: measured.replicas > current ? `${measured.what} above target` : "All metrics below target",
      currentMetrics: measured.currentMetrics,
    };
  }

  function remember(
    { metadata }: Autoscaler,
    history: ScalingHistory,
    recommended: number | undefined,
    by: number,
  ): void {
    const { now } = kernel;
    const fresh = <T extends { readonly time: number }>(entries: readonly T[]): T[] =>
      entries.filter(({ time }) => time > now - memory);
    const recommendations = fresh(history.recommendations);
    if (recommended !== undefined) recommendations.push({ time: now, replicas: recommended });
    const changes = fresh(history.changes);
    if (by !== 0) changes.push({ time: now, by });
    histories.set(metadata.uid, {
      since: histories.get(metadata.uid)?.since ?? now,
      recommendations,
      changes,
    });
  }
}
