import type { KubeObject } from "../../cluster/api/object.ts";
import { qualifiedName } from "../../cluster/api/resources.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import type { FlagValues } from "../../helm/flags/flag-values.ts";
import type { Process } from "../../sim/wait.ts";
import { deepEqual } from "../../util/deep-equal.ts";
import { attemptEach } from "../attempt-each.ts";
import { claimed } from "../claim.ts";
import { type Command, changeFlags } from "../command.ts";
import { KubectlError } from "../kubectl-error.ts";
import { templateOf } from "../pod-template.ts";
import { dryRunMode, outcomeText } from "../print-object.ts";
import { type Found, select } from "../resources/select.ts";
import { type Revision, rolloutHistory } from "../rollout-revisions.ts";
import type { Session } from "../session.ts";
import { resourceRequired } from "./rollout-restart.ts";

/** kubectl/pkg/cmd/rollout/rollout_undo.go and pkg/polymorphichelpers/rollback.go */
export const rolloutUndo: Command = {
  name: "rollout undo",
  flags: [
    flag("to-revision", "int", "The revision to rollback to. Default to 0 (last revision)."),
    ...changeFlags,
  ],

  *run(session, flags, operands): Process<void> {
    const { found, errors } = yield* select(session, flags, operands, {
      listsAll: true,
      nothing: resourceRequired,
    });
    yield* attemptEach(found, (each) => undo(session, flags, each), errors);
  },
};

function* undo(session: Session, flags: FlagValues, found: Found): Process<void> {
  const { object, ref, resource } = found;
  const history = yield* session.api.call(() => rolloutHistory(session.cluster.api, object));
  if (history === undefined)
    throw new KubectlError(`no rollbacker has been implemented for ${qualifiedName(resource)}`);
  const target = chooseRevision(object, history, flags.int("to-revision"));
  if ((object.spec as { paused?: boolean } | undefined)?.paused === true)
    throw new KubectlError(
      `you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume ${resource.kind.toLowerCase()}/${ref.name}' and try again`,
    );
  if (deepEqual(templateOf(target.restore(object)), templateOf(object))) {
    const text = `skipped rollback (current template already matches revision ${target.number})`;
    session.output.stdout += outcomeText(flags, object, text);
    return;
  }
  const next =
    dryRunMode(flags) === "none"
      ? yield* session.api.update<KubeObject>(ref, claimed({ manager: "kubectl" }, target.restore))
      : target.restore(object);
  session.output.stdout += outcomeText(flags, next, "rolled back");
}

/** The one that is asked for, or the last but one. */
function chooseRevision(object: KubeObject, history: readonly Revision[], number: number): Revision {
  if (number > 0) {
    const found = history.find((revision) => revision.number === number);
    if (found === undefined) throw new KubectlError(`unable to find specified revision ${number} in history`);
    return found;
  }
  const previous = history.at(-2);
  if (previous !== undefined) return previous;
  throw new KubectlError(
    object.kind === "Deployment"
      ? `no rollout history found for deployment ${JSON.stringify(object.metadata.name)}`
      : "no last revision to roll back to",
  );
}
