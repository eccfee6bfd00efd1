import { ApiError } from "../../cluster/api/api-error.ts";
import type { ObjectInput } from "../../cluster/api/object.ts";
import type { FlagSpec } from "../../helm/flags/flag-spec.ts";
import type { FlagValues } from "../../helm/flags/flag-values.ts";
import type { Process } from "../../sim/wait.ts";
import { type Command, dryRunFlag, outputFlag, silentFlags, validateFlag } from "../command.ts";
import { KubectlError, usageError } from "../kubectl-error.ts";
import { dryRunMode } from "../print-object.ts";
import type { Session } from "../session.ts";
import { createObject } from "./create.ts";

interface CreateSpec {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly flags: readonly FlagSpec[];
  /** a command for the container may stand behind the name */
  readonly takesCommand?: boolean;
  /** what stands before the server's words when it refuses; undefined: the refusal is told as it is */
  readonly failure?: string;
  /** the object; `command` is what stands behind the name */
  build(session: Session, flags: FlagValues, name: string, command: readonly string[]): ObjectInput;
}

/** `kubectl create KIND NAME`: an object made of flags. */
export const createCommand = ({
  name: words,
  aliases = [],
  flags,
  takesCommand,
  failure,
  build,
}: CreateSpec): Command => ({
  name: words,
  aliases,
  flags: [...flags, dryRunFlag, outputFlag, validateFlag, ...silentFlags],

  *run(session, values, operands): Process<void> {
    const [name, ...command] = operands;
    if (name === undefined || (takesCommand !== true && command.length > 0))
      throw usageError(words, `exactly one NAME is required, got ${operands.length}`);
    const object = inNamespace(session, build(session, values, name, command), dryRunMode(values) === "none");
    try {
      yield* createObject(session, values, object);
    } catch (error) {
      if (failure === undefined || !(error instanceof ApiError)) throw error;
      throw new KubectlError(failure + error.message);
    }
  },
});

/** An object that is only shown has a namespace only if one was asked for. */
export function inNamespace(session: Session, object: ObjectInput, really: boolean): ObjectInput {
  const resource = session.cluster.api.resources.require(object.apiVersion, object.kind);
  if (!resource.namespaced || !(really || session.namespaceGiven)) return object;
  return { ...object, metadata: { ...object.metadata, namespace: session.namespace } };
}
