import type { Pod } from "../api/pod.ts";

const phases = ["Pending", "Unknown", "Running"];

/** How far an active pod has come: more is further. */
export const phaseRank = (pod: Pod): number => phases.indexOf(pod.status.phase);

/** How often that container of a pod was restarted which was restarted most. */
export const mostRestarts = (pod: Pod): number =>
  (pod.status.containerStatuses ?? []).reduce((most, each) => Math.max(most, each.restartCount), 0);
