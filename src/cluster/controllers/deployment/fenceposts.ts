import type { Deployment, IntOrPercent } from "../../api/workloads.ts";

/** How many pods a rollout may have beyond, and lack below, the wanted number. */
export interface Fenceposts {
  readonly surge: number;
  readonly unavailable: number;
}

/** pkg/controller/deployment/util/deployment_util.go, ResolveFenceposts and MaxUnavailable */
export function fenceposts(deployment: Deployment): Fenceposts {
  const { replicas, strategy } = deployment.spec;
  if (strategy.type !== "RollingUpdate") return { surge: 0, unavailable: 0 };
  const surge = scaled(strategy.rollingUpdate?.maxSurge ?? "25%", replicas, Math.ceil);
  const wanted = scaled(strategy.rollingUpdate?.maxUnavailable ?? "25%", replicas, Math.floor);
  const unavailable = surge === 0 && wanted === 0 ? 1 : wanted;
  return { surge, unavailable: Math.min(unavailable, replicas) };
}

function scaled(value: IntOrPercent, total: number, round: (n: number) => number): number {
  if (typeof value === "number") return value;
  const percent = Number(value.replace(/%$/, ""));
  return value.endsWith("%") ? round((total * percent) / 100) : percent;
}
