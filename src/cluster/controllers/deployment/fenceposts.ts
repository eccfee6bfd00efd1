import type { Deployment } from "../../api/workloads.ts";
import { scaledAmount } from "../scaled-amount.ts";

/** How many pods a rollout may have beyond, and lack below, the wanted number. */
export interface Fenceposts {
  readonly surge: number;
  readonly unavailable: number;
}

/** pkg/controller/deployment/util/deployment_util.go, ResolveFenceposts and MaxUnavailable */
export function fenceposts(deployment: Deployment): Fenceposts {
  const { replicas, strategy } = deployment.spec;
  if (strategy.type !== "RollingUpdate") return { surge: 0, unavailable: 0 };
  const surge = scaledAmount(strategy.rollingUpdate?.maxSurge ?? "25%", replicas, Math.ceil);
  const wanted = scaledAmount(strategy.rollingUpdate?.maxUnavailable ?? "25%", replicas, Math.floor);
  const unavailable = surge === 0 && wanted === 0 ? 1 : wanted;
  return { surge, unavailable: Math.min(unavailable, replicas) };
}
