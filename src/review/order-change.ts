import type { Recording } from "../recording/recording.ts";
import { explainMoves } from "../snapshot/explain-change.ts";
import { snapshotText } from "../snapshot/snapshot-text.ts";
import { unifiedDiff } from "../snapshot/unified-diff.ts";
import type { OrderChange } from "./review-result.ts";

export const sameOrder: OrderChange = { sentences: [], diff: "" };

/** What a client does, and not what controllers make of it: a hook that starts, an object that is created. */
const isAskedFor = / hook \S+ now starts |^(?!Pod\/|ReplicaSet\/)\S+ is now created /;

/** What is asked for in another order than before, and the whole difference of the two courses. */
export function orderChange(before: Recording, after: Recording): OrderChange {
  const [was, is] = [snapshotText(before), snapshotText(after)];
  return was === is
    ? sameOrder
    : {
        sentences: explainMoves(was, is).filter((each) => isAskedFor.test(each)),
        diff: unifiedDiff(was, is),
      };
}
