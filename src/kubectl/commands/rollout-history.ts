import { qualifiedKind } from "../../cluster/api/resources.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import type { Process } from "../../sim/wait.ts";
import { SeatrialError } from "../../util/errors.ts";
import { attemptEach } from "../attempt-each.ts";
import { type Command, filenameFlags, selectorFlag, silentFlags } from "../command.ts";
import { KubectlError } from "../kubectl-error.ts";
import { objectName } from "../print-object.ts";
import { select } from "../resources/select.ts";
import { type Revision, rolloutHistory } from "../rollout-revisions.ts";
import { resourceRequired } from "./rollout-restart.ts";

/** kubectl/pkg/cmd/rollout/rollout_history.go */
export const rolloutHistoryCommand: Command = {
  name: "rollout history",
  flags: [
    flag("revision", "int", "See the details of the revision specified."),
    ...filenameFlags,
    selectorFlag,
    ...silentFlags,
  ],

  *run(session, flags, operands): Process<void> {
    if (flags.int("revision") > 0)
      throw new SeatrialError("kubectl-flag", "kubectl rollout history --revision cannot be simulated.", {
        hint: "Without the flag it lists the revisions; kubectl get replicaset -o yaml shows their templates.",
      });
    const { found, errors } = yield* select(session, flags, operands, {
      listsAll: true,
      nothing: resourceRequired,
    });
    yield* attemptEach(
      found,
      function* ({ object, resource }) {
        const history = yield* session.api.call(() => rolloutHistory(session.cluster.api, object));
        if (history === undefined)
          throw new KubectlError(`no history viewer has been implemented for ${qualifiedKind(resource)}`);
        session.output.line(`${objectName(object)} `);
        session.output.stdout += historyText(history);
      },
      errors,
    );
  },
};

/** Two blanks between the columns, and an empty line behind the table. */
function historyText(history: readonly Revision[]): string {
  if (history.length === 0) return "No rollout history found.\n";
  const rows = [
    ["REVISION", "CHANGE-CAUSE"],
    ...history.map(({ number, cause }) => [String(number), cause || "<none>"]),
  ];
  const width = Math.max(...rows.map(([first = ""]) => first.length)) + 2;
  return `${rows.map(([first = "", second = ""]) => `${first.padEnd(width)}${second}\n`).join("")}\n`;
}
