import { limit } from "./budget.ts";
import { GoList, GoMap, type Value } from "./value.ts";

const MAX_PARTS = 500_000;

/** Whoever goes through a value that is nested deeper than this looks for one that contains itself. */
const MAX_DEPTH = 500;

/**
 * Throws the budget's error for a value with more parts than can be gone through: a list that holds another one twice,
 * which holds another one twice, and so on, is small in memory and endless to write.
 */
export function checkParts(value: Value): void {
  let left = MAX_PARTS;
  /** Whether to go on. */
  const count = (part: Value, depth: number): boolean => {
    if (--left < 0) throw limit("makes a value with too many parts");
    if (depth > MAX_DEPTH) return false;
    if (part instanceof GoList) return part.items.every((item) => count(item, depth + 1));
    if (!(part instanceof GoMap)) return true;
    let goesOn = true;
    part.forEach((item) => {
      goesOn &&= count(item, depth + 1);
    });
    return goesOn;
  };
  count(value, 0);
}
