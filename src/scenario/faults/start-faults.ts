import type { Fault } from "./fault.ts";
import { type Battlefield, strike } from "./strike.ts";

/** Faults of a run that did nothing, each with the reason. */
export interface IdleFault {
  readonly fault: Fault;
  readonly why: string;
}

/** A lost node is noticed after so long at most, milliseconds. */
const noticing = 60_000;

/** When a fault has had its effects, as far as that is known beforehand; virtual milliseconds from the start. */
export function settledAt({ at, action }: Fault): number {
  const lasts = "for" in action && action.for < Number.POSITIVE_INFINITY ? action.for : 0;
  return at + Math.max(lasts, action.kind === "node-down" ? noticing : 0);
}

/**
 * Lets faults happen when their time comes. A condition for an object that is not there yet is set when the object
 * comes, as an operator would do.
 *
 * @returns asks, at the end of the run, for the faults that did nothing
 */
export function startFaults(faults: readonly Fault[], field: Battlefield): () => readonly IdleFault[] {
  const { api, kernel } = field.cluster;
  const idle = new Map(faults.map((fault) => [fault, "the run was over before"]));
  const waiting = new Set<Fault>();
  const tryNow = (fault: Fault): void => {
    const why = strike(fault.action, field);
    if (why === undefined) idle.delete(fault);
    else idle.set(fault, why);
    if (why !== undefined && fault.action.kind === "condition") waiting.add(fault);
    else waiting.delete(fault);
  };
  for (const fault of faults) kernel.schedule(fault.at, () => tryNow(fault));
  api.onWrite(({ type, object }) => {
    if (type !== "ADDED") return;
    for (const fault of waiting)
      if (fault.action.kind === "condition" && fault.action.object.name === object.metadata.name)
        kernel.schedule(0, () => waiting.has(fault) && tryNow(fault));
  });
  return () => [...idle].map(([fault, why]) => ({ fault, why }));
}
