import { RetryLater } from "./work-queue.ts";

/**
 * Calls `create` for 0 … count-1 in batches of 1, 2, 4 …; after a batch with a refusal no further one is begun, so that
 * a quota costs few refusals and not hundreds (pkg/controller/controller_utils.go, slowStartBatch). Gives how many
 * were created, and the first refusal.
 */
export function slowStart(
  count: number,
  create: (index: number) => void,
): { readonly created: number; readonly error: RetryLater | undefined } {
  let created = 0;
  let error: RetryLater | undefined;
  let next = 0;
  for (let batch = 1; next < count && error === undefined; batch *= 2)
    for (const end = Math.min(next + batch, count); next < end; next++)
      try {
        create(next);
        created++;
      } catch (refusal) {
        if (!(refusal instanceof RetryLater)) throw refusal;
        error ??= refusal;
      }
  return { created, error };
}

/** In how many batches so many are created. */
export const batchesOf = (count: number): number => Math.ceil(Math.log2(count + 1));
