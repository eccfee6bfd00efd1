import { controllerOf } from "../cluster/api/object.ts";
import { leftObjects } from "../recording/left-objects.ts";
import type { ObjectName, Recording } from "../recording/recording.ts";
import type { LeftObject } from "./review-result.ts";

/**
 * What is left at the end of a run of all that its release and the commands before it made; what a controller made
 * counts as part of its owner.
 *
 * @param empty a run on the same cluster in which nothing is done
 */
export function leftOf(
  after: Recording,
  before: Recording | undefined,
  empty: Recording | undefined,
): LeftObject[] {
  const known = new Set(before === undefined ? [] : left(before, empty).map(keyOf));
  return left(after, empty).map((object) => ({ ...object, before: known.has(keyOf(object)) }));
}

function left(recording: Recording, empty: Recording | undefined): ObjectName[] {
  const ofCluster = new Set(
    (empty?.objects ?? []).filter(({ type }) => type === "EXISTING").map((write) => keyOf(write)),
  );
  const owned = new Set(
    recording.objects.filter(({ object }) => controllerOf(object) !== undefined).map(keyOf),
  );
  const writes = recording.objects.map((write) =>
    write.type === "EXISTING" && empty !== undefined && !ofCluster.has(keyOf(write))
      ? { ...write, type: "ADDED" as const }
      : write,
  );
  return leftObjects(writes).filter((object) => !owned.has(keyOf(object)));
}

const keyOf = ({ kind, namespace, name }: ObjectName): string => `${kind}/${namespace}/${name}`;
