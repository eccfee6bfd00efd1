import { ApiError } from "../../cluster/api/api-error.ts";
import type { KubeObject } from "../../cluster/api/object.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import { objectEvents } from "../../helm/waiters/object-events.ts";
import type { Process } from "../../sim/wait.ts";
import { attemptEach } from "../attempt-each.ts";
import { claimed } from "../claim.ts";
import { type Command, changeFlags } from "../command.ts";
import { KubectlError } from "../kubectl-error.ts";
import { dryRunMode, outcomeText } from "../print-object.ts";
import { type Found, select } from "../resources/select.ts";
import type { Session } from "../session.ts";

/** The kinds whose number of replicas can be set on its own. */
const scalable: ReadonlySet<string> = new Set([
  "Deployment",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
]);

interface Scalable extends KubeObject {
  readonly spec?: { readonly replicas?: number };
  readonly status?: { readonly replicas?: number; readonly observedGeneration?: number };
}

/** kubectl/pkg/cmd/scale/scale.go */
export const scale: Command = {
  name: "scale",
  flags: [
    flag("all", "bool", "Select all resources in the namespace of the specified resource types."),
    flag("current-replicas", "int", "Precondition for current size.", { default: "-1" }),
    flag("replicas", "int", "The new desired number of replicas. Required."),
    flag("resource-version", "string", "Precondition for resource version."),
    flag("timeout", "duration", "The length of time to wait before giving up on a scale operation.", {
      default: "0s",
    }),
    ...changeFlags,
  ],

  *run(session, flags, operands): Process<void> {
    if (!flags.changed("replicas")) throw new KubectlError('required flag(s) "replicas" not set');
    const replicas = flags.int("replicas");
    if (replicas < 0)
      throw new KubectlError(
        `The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0`,
      );
    const { found, errors } = yield* select(session, flags, operands);
    if (found.length === 0 && errors.length === 0) throw new KubectlError("no objects passed to scale");
    const really = dryRunMode(flags) === "none";
    const timeout = flags.duration("timeout");
    yield* attemptEach(
      found,
      function* (each) {
        const scaled = yield* scaleOne(session, each, replicas, flags.int("current-replicas"), really);
        session.output.stdout += outcomeText(flags, scaled, "scaled");
        if (timeout > 0) yield* waitForReplicas(session, each, replicas, timeout);
      },
      errors,
    );
  },
};

/** One call of the subresource `scale`. */
function* scaleOne(
  session: Session,
  { ref, object }: Found,
  replicas: number,
  expected: number,
  really: boolean,
): Process<KubeObject> {
  if (!scalable.has(ref.kind))
    throw new ApiError("NotFound", "the server could not find the requested resource");
  const manager = { manager: "kubectl", subresource: "scale" };
  const change = (live: Scalable): Scalable => {
    const current = live.spec?.replicas ?? 0;
    if (expected >= 0 && current !== expected)
      throw new KubectlError(`Expected replicas to be ${expected}, was ${current}`);
    return current === replicas ? live : { ...live, spec: { ...live.spec, replicas } };
  };
  return really
    ? yield* session.api.update<Scalable>(ref, claimed(manager, change))
    : change(object as Scalable);
}

function* waitForReplicas(
  session: Session,
  { ref }: Found,
  replicas: number,
  timeout: number,
): Process<void> {
  const { api, kernel } = session.cluster;
  const stream = objectEvents(api, ref);
  try {
    for (const deadline = kernel.now + timeout; ; ) {
      const event = yield* stream.next(deadline);
      if (event === undefined) throw new KubectlError("timed out waiting for the condition");
      const { metadata, status } = event.object as Scalable;
      const observed = (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0);
      if (observed && (status?.replicas ?? 0) === replicas) return;
    }
  } finally {
    stream.close();
  }
}
