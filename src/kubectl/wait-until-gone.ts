import type { ObjectRef } from "../cluster/api/object.ts";
import type { Resource } from "../cluster/api/resources.ts";
import { objectEvents } from "../helm/waiters/object-events.ts";
import type { Process } from "../sim/wait.ts";
import { KubectlError } from "./kubectl-error.ts";
import type { Session } from "./session.ts";

export interface Vanishing {
  readonly resource: Resource;
  readonly ref: ObjectRef;
  /** of the object that is to vanish: one with the same name and another uid does not count */
  readonly uid: string | undefined;
}

/** What kubectl says when it has waited long enough; names come without their group. */
export const timedOut = ({ plural }: Resource, name: string): KubectlError =>
  new KubectlError(`timed out waiting for the condition on ${plural}/${name}`);

/**
 * Waits until an object is gone (kubectl/pkg/cmd/wait/delete.go).
 *
 * @param deadline virtual milliseconds
 * @throws KubectlError
 */
export function* waitUntilGone(
  session: Session,
  { resource, ref, uid }: Vanishing,
  deadline: number,
): Process<void> {
  const { api } = session.cluster;
  const isGone = (): boolean => {
    const object = api.get(ref);
    return object === undefined || (uid !== undefined && object.metadata.uid !== uid);
  };
  if (yield* session.api.call(isGone)) return;
  const stream = objectEvents(api, ref);
  try {
    for (;;) {
      const event = yield* stream.next(deadline);
      if (event === undefined) throw timedOut(resource, ref.name);
      if (event.type === "DELETED" || (uid !== undefined && event.object.metadata.uid !== uid)) return;
    }
  } finally {
    stream.close();
  }
}
