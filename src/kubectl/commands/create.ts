import type { ObjectInput } from "../../cluster/api/object.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import type { FlagValues } from "../../helm/flags/flag-values.ts";
import type { Process } from "../../sim/wait.ts";
import { attemptEach } from "../attempt-each.ts";
import { claimedNew } from "../claim.ts";
import { type Command, changeFlags, validateFlag } from "../command.ts";
import { prefixed } from "../error-text.ts";
import { KubectlError, usageError } from "../kubectl-error.ts";
import { withLastApplied } from "../last-applied.ts";
import { dryRunMode, outcomeText } from "../print-object.ts";
import { readSelectedManifests } from "../resources/read-manifests.ts";
import type { Session } from "../session.ts";

/** kubectl/pkg/cmd/create/create.go */
export const create: Command = {
  name: "create",
  flags: [
    flag("save-config", "bool", "Save the configuration of current object in its annotation."),
    flag("edit", "bool", "Edit the API resource before creating."),
    ...changeFlags,
    validateFlag,
  ],

  *run(session, flags, operands): Process<void> {
    if (flags.all("filename").length === 0) {
      if (operands.length > 0) throw usageError("create", `Unexpected args: [${operands.join(" ")}]`);
      throw new KubectlError("must specify one of -f and -k");
    }
    const manifests = readSelectedManifests(session, flags);
    if (manifests.length === 0) throw new KubectlError("no objects passed to create");
    yield* attemptEach(manifests, function* ({ object, source }) {
      try {
        yield* createObject(session, flags, flags.bool("save-config") ? withLastApplied(object) : object);
      } catch (error) {
        throw prefixed(error, `error when creating ${JSON.stringify(source)}`);
      }
    });
  },
};

/** Creates one object, or only says so, and prints what became of it. */
export function* createObject(session: Session, flags: FlagValues, object: ObjectInput): Process<void> {
  const created =
    dryRunMode(flags) === "none" ? yield* session.api.create(claimedNew(object, "kubectl-create")) : object;
  session.output.stdout += outcomeText(flags, created, "created");
}
