import type { Propagation } from "../../cluster/api/api-server.ts";
import type { Process } from "../../sim/wait.ts";
import { failureText, isNotFound } from "../helm-failure.ts";
import { type Resource, requireName } from "../resource.ts";
import type { Session } from "../session.ts";
import { performBatches } from "./perform.ts";

/** Deletes every resource; what is not there is fine. Gives the texts of all refusals. */
export function* deleteResources(
  session: Session,
  resources: readonly Resource[],
  propagation: Propagation,
): Process<readonly string[]> {
  const results = yield* performBatches(session, resources, "helm delete", (each) =>
    deleteOne(session, each, propagation),
  );
  return results.flatMap((each) =>
    "error" in each && !isNotFound(each.error) ? [failureText(each.error)] : [],
  );
}

function* deleteOne(session: Session, resource: Resource, propagation: Propagation): Process<void> {
  requireName(resource);
  yield* session.api.delete(resource.ref, { propagation });
}
