import { controllerOf } from "../../cluster/api/object.ts";
import { History } from "../../findings/history.ts";
import { isBookkeeping } from "../../recording/bookkeeping.ts";
import type { ObjectName, Recording } from "../../recording/recording.ts";
import type { Reason } from "../review-result.ts";
import { type ReasonRule, reason, short } from "./compared-case.ts";

/** Objects of the running release that the upgrade deletes. */
export const lostObjects: ReasonRule = ({ runs }) =>
  runs.flatMap(({ name, before, after }): Reason[] => {
    if (name !== "upgrade" || after === undefined) return [];
    const kept = new Set(before === undefined ? [] : lost(before).map(short));
    const names = lost(after)
      .map(short)
      .filter((each) => !kept.has(each));
    if (names.length === 0) return [];
    return [reason("look-here", `The upgrade deletes ${sentence(names)}.`, { detail: names.slice(most) })];
  });

/** What was there when the run began and is not at its end; what controllers made and hooks left is theirs. */
function lost({ objects, hooks }: Recording): ObjectName[] {
  const ofHooks = new Set(hooks.map(short));
  return [...new History(objects).all()].flatMap((writes) => {
    const [first] = writes;
    const last = writes.at(-1);
    if (first?.type !== "EXISTING" || last?.type !== "DELETED") return [];
    const isOwn = controllerOf(first.object) === undefined && !ofHooks.has(short(first));
    return isOwn && !isBookkeeping(first) && !first.name.startsWith("sh.helm.release.") ? [first] : [];
  });
}

const most = 5;

const sentence = (names: readonly string[]): string =>
  names.length <= most
    ? names.join(", ")
    : `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
