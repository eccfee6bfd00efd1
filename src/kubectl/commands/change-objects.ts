import type { KubeObject } from "../../cluster/api/object.ts";
import type { FlagValues } from "../../helm/flags/flag-values.ts";
import type { Process } from "../../sim/wait.ts";
import { attemptEach } from "../attempt-each.ts";
import { claimed, type FieldManager } from "../claim.ts";
import { dryRunMode, outcomeText } from "../print-object.ts";
import type { Found, Selection } from "../resources/select.ts";
import type { Session } from "../session.ts";

/** What a command does to each object that it is about. */
export interface ObjectChange {
  readonly manager: FieldManager;
  /** the object as it should be, or the same one for no change; may throw a KubectlError */
  change(found: Found, live: KubeObject): KubeObject;
  /** what is printed behind the name; undefined prints nothing */
  outcome(found: Found, changed: boolean): string | undefined;
}

/** Patches objects one after the other and prints what became of each; then fails if some could not be had. */
export function* changeObjects(
  session: Session,
  flags: FlagValues,
  { found, errors }: Pick<Selection, "found" | "errors">,
  { manager, change, outcome }: ObjectChange,
): Process<void> {
  yield* attemptEach(
    found,
    function* (each) {
      const wanted = change(each, each.object);
      const changed = wanted !== each.object;
      const write = changed && dryRunMode(flags) === "none";
      const patch = claimed<KubeObject>(manager, (live) => change(each, live));
      const next = write ? yield* session.api.update(each.ref, patch) : wanted;
      const text = outcome(each, changed);
      if (text !== undefined) session.output.stdout += outcomeText(flags, next, text);
    },
    errors,
  );
}
