import { qualifiedKind } from "../../cluster/api/resources.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import { objectEvents } from "../../helm/waiters/object-events.ts";
import type { Process } from "../../sim/wait.ts";
import { attemptEach } from "../attempt-each.ts";
import { type Command, filenameFlags, selectorFlag } from "../command.ts";
import { KubectlError } from "../kubectl-error.ts";
import { type Found, select } from "../resources/select.ts";
import { rolloutState } from "../rollout-state.ts";
import type { Session } from "../session.ts";
import { resourceRequired } from "./rollout-restart.ts";

/** kubectl/pkg/cmd/rollout/rollout_status.go */
export const rolloutStatus: Command = {
  name: "rollout status",
  flags: [
    flag("revision", "int", "Pin to a specific revision for showing its status."),
    flag("timeout", "duration", "The length of time to wait before ending watch, zero means never.", {
      default: "0s",
    }),
    flag("watch", "bool", "Watch the status of the rollout until it's done.", {
      shorthand: "w",
      default: "true",
    }),
    ...filenameFlags,
    selectorFlag,
  ],

  *run(session, flags, operands): Process<void> {
    const { found, errors } = yield* select(session, flags, operands, {
      listsAll: true,
      nothing: resourceRequired,
    });
    const timeout = flags.duration("timeout");
    yield* attemptEach(found, (each) => follow(session, each, timeout, flags.bool("watch")), errors);
  },
};

/** Prints where the rollout is at each change of the object, until it is done. */
function* follow(session: Session, { ref, resource }: Found, timeout: number, watch: boolean): Process<void> {
  const { api, kernel } = session.cluster;
  const deadline = timeout === 0 ? Number.POSITIVE_INFINITY : kernel.now + timeout;
  const stream = yield* session.api.call(() => objectEvents(api, ref));
  try {
    for (;;) {
      const event = yield* stream.next(deadline);
      if (event === undefined) throw new KubectlError("timed out waiting for the condition");
      if (event.type === "DELETED") throw new KubectlError("object has been deleted");
      const state = rolloutState(event.object);
      if (state === undefined)
        throw new KubectlError(`no status viewer has been implemented for ${qualifiedKind(resource)}`);
      session.output.line(state.text);
      if (state.done || !watch) return;
    }
  } finally {
    stream.close();
  }
}
