import type { KubeObject, ObjectInput, ObjectMeta } from "../../cluster/api/object.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import type { Process } from "../../sim/wait.ts";
import { attemptEach } from "../attempt-each.ts";
import { claimed } from "../claim.ts";
import {
  type Command,
  dryRunFlag,
  filenameFlags,
  outputFlag,
  silentFlags,
  validateFlag,
} from "../command.ts";
import { prefixed } from "../error-text.ts";
import { KubectlError, usageError } from "../kubectl-error.ts";
import { dryRunMode, outcomeText } from "../print-object.ts";
import { readManifests } from "../resources/read-manifests.ts";

/** kubectl/pkg/cmd/replace/replace.go */
export const replace: Command = {
  name: "replace",
  flags: [
    flag("save-config", "bool", "Save the configuration of current object in its annotation."),
    ...filenameFlags,
    dryRunFlag,
    outputFlag,
    validateFlag,
    ...silentFlags,
  ],

  *run(session, flags, operands): Process<void> {
    if (operands.length > 0) throw usageError("replace", `Unexpected args: [${operands.join(" ")}]`);
    const files = flags.all("filename");
    if (files.length === 0) throw new KubectlError("must specify one of -f and -k");
    const manifests = readManifests(session, files, flags.bool("recursive"));
    if (manifests.length === 0) throw new KubectlError("no objects passed to replace");
    yield* attemptEach(manifests, function* ({ object, ref, source }) {
      const real = dryRunMode(flags) === "none";
      const change = (live: KubeObject): KubeObject => replaced(live, object);
      try {
        const next = real
          ? yield* session.api.update(ref, claimed({ manager: "kubectl-replace" }, change))
          : change(yield* session.api.get(ref));
        session.output.stdout += outcomeText(flags, next, "replaced");
      } catch (error) {
        throw prefixed(error, `error when replacing ${JSON.stringify(source)}`);
      }
    });
  },
};

/** The new object, with what only the server can know of the old one. */
function replaced(live: KubeObject, wanted: ObjectInput): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp, generation } = live.metadata;
  const metadata: ObjectMeta = {
    ...wanted.metadata,
    ...{ name, uid, resourceVersion, creationTimestamp },
    ...(namespace === undefined ? {} : { namespace }),
    ...(generation === undefined ? {} : { generation }),
  };
  return { ...wanted, metadata, ...(live.status === undefined ? {} : { status: live.status }) };
}
