import type { Node } from "../../cluster/api/node.ts";
import type { FlagValues } from "../../helm/flags/flag-values.ts";
import type { Process } from "../../sim/wait.ts";
import { attemptEach } from "../attempt-each.ts";
import { claimed } from "../claim.ts";
import { type Command, dryRunFlag, selectorFlag } from "../command.ts";
import { usageError } from "../kubectl-error.ts";
import { dryRunMode, dryRunSuffix } from "../print-object.ts";
import { type Found, select } from "../resources/select.ts";
import type { Session } from "../session.ts";

const cordoning = (name: "cordon" | "uncordon", wanted: boolean): Command => ({
  name,
  flags: [dryRunFlag, selectorFlag],

  *run(session, flags, operands): Process<void> {
    const { found, errors } = yield* selectNodes(session, flags, operands, name);
    yield* attemptEach(found, (each) => setSchedulable(session, flags, each, wanted), errors);
  },
});

/** kubectl/pkg/cmd/drain/drain.go */
export const cordon = cordoning("cordon", true);
export const uncordon = cordoning("uncordon", false);

export function* selectNodes(
  session: Session,
  flags: FlagValues,
  operands: readonly string[],
  command: string,
): ReturnType<typeof select> {
  if (operands.length === 0 && flags.text("selector") === "")
    throw usageError(command, `USAGE: ${command} NODE [flags]`);
  const names = operands.map((operand) => operand.replace(/^nodes?\//, ""));
  return yield* select(session, flags, ["nodes", ...names]);
}

/** Keeps new pods from a node, or lets them on it again, and says so. */
export function* setSchedulable(
  session: Session,
  flags: FlagValues,
  { ref }: Found,
  unschedulable: boolean,
): Process<void> {
  const word = unschedulable ? "cordoned" : "uncordoned";
  const node = yield* session.api.get<Node>(ref);
  const isSo = (node.spec.unschedulable ?? false) === unschedulable;
  const change = claimed<Node>({ manager: "kubectl" }, (live) => {
    const { unschedulable: _old, ...spec } = live.spec;
    return { ...live, spec: unschedulable ? { ...spec, unschedulable } : spec };
  });
  if (!isSo && dryRunMode(flags) === "none") yield* session.api.update<Node>(ref, change);
  session.output.line(`node/${ref.name} ${isSo ? "already " : ""}${word}${dryRunSuffix(flags)}`);
}
