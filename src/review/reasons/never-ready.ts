import { readinessOf } from "../readiness.ts";
import { type ReasonRule, reason, short } from "./compared-case.ts";

/** Workloads that have too few ready pods at the end of an install or upgrade, and had not without the change. */
export const neverReady: ReasonRule = ({ runs }) => {
  const told = new Set<string>();
  return runs.flatMap(({ name, before, after, readiness }) => {
    if ((name !== "install" && name !== "upgrade") || after === undefined) return [];
    const others = before === undefined ? [] : readinessOf(before, undefined);
    return readiness.flatMap((each) => {
      const other = others.find(
        ({ kind, namespace, name }) =>
          kind === each.kind && namespace === each.namespace && name === each.name,
      );
      const badBefore = other !== undefined && other.end.ready < other.end.wanted;
      if (each.end.ready >= each.end.wanted || badBefore || told.has(short(each))) return [];
      told.add(short(each));
      const when = name === "install" ? "after an install" : "after the upgrade";
      return [
        reason(
          "breaks",
          `${short(each)} does not get ready ${when}: ${each.end.ready} of ${each.end.wanted} pods are.`,
        ),
      ];
    });
  });
};
