import type { Recording } from "../../recording/recording.ts";
import type { Reason } from "../review-result.ts";
import { type ReasonRule, reason } from "./compared-case.ts";

const where = {
  install: "In an install",
  upgrade: "In the upgrade",
  rollback: "In the rollback",
  uninstall: "In the uninstall",
  scenario: "In the scenario",
} as const;

/**
 * Things that come in another order. What is the same in several runs is told of the first; of runs that end otherwise the
 * order says nothing.
 */
export const changedOrder: ReasonRule = ({ runs }) => {
  const told = new Set<string>();
  return runs.flatMap(({ name, order, before, after }): Reason[] => {
    if (codes(before) !== codes(after)) return [];
    const fresh = order.sentences.filter((sentence) => !told.has(subjects(sentence)));
    for (const sentence of fresh) told.add(subjects(sentence));
    const [first] = fresh;
    if (first === undefined) return [];
    return [reason("look-here", `${where[name]} the order changes: ${first}.`, { detail: fresh.slice(1) })];
  });
};

const codes = (recording: Recording | undefined): string =>
  recording?.steps.map(({ exitCode }) => exitCode).join() ?? "";

/** Hooks of different events tell the same story of the same objects. */
const subjects = (sentence: string): string => (sentence.match(/[\w.-]+\/[\w.~/-]+/g) ?? []).join(" ");
