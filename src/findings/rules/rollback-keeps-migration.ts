import type { RecordedHook } from "../../recording/recording.ts";
import type { Evidence } from "../evidence.ts";
import { placeOf } from "../facts/declared.ts";
import { nameOfHook } from "../facts/hook-object.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const rollbackKeepsMigration: Rule = {
  id: "rollback-keeps-migration",
  severity: "warning",
  title: "a rollback does not undo what an upgrade's hooks did, and runs the old revision's hooks",
  explain: {
    what: `helm rollback brings back the objects of an old revision. What the hooks of the newer one did, such as a database migration, stays done: the old program meets the
new schema. The hooks that run are pre-rollback and post-rollback of the old revision, written when nobody knew what there would be to undo.`,
    example: `helm upgrade demo ./chart-2      # its pre-upgrade hook migrates the database, then the upgrade fails
helm rollback demo 1             # the old program, the new schema`,
    fix: "Write migrations that the version before can live with; undo others by hand before the rollback.",
    links: [
      "https://github.com/helm/helm/issues/3549",
      "https://github.com/helm/helm/issues/5825",
      "https://github.com/evoila/meho/issues/1607",
    ],
  },
  find: (evidence) => {
    const { recording } = evidence;
    return recording.hooks
      .filter(
        ({ event, outcome, kind }) =>
          outcome === "succeeded" && isUpgrade(event) && (kind === "Job" || kind === "Pod"),
      )
      .flatMap((hook) => undoneBy(evidence, hook));
  },
};

const isUpgrade = (event: string): boolean => event === "pre-upgrade" || event === "post-upgrade";

/** The first rollback after a hook's upgrade, if the upgrade was the latest before it. */
function undoneBy({ recording, steps }: Evidence, hook: RecordedHook): Problem[] {
  const phase = recording.phases.find(
    ({ release, revision, start, name }) =>
      release === hook.release &&
      start >= hook.end &&
      (name === "undo" ? revision >= hook.revision : revision > hook.revision),
  );
  const step = steps.find(
    ({ recorded, command }) =>
      command === "rollback" &&
      phase !== undefined &&
      recorded.start <= phase.start &&
      recorded.end >= phase.start,
  );
  if (phase === undefined || (step === undefined && phase.name !== "undo")) return [];
  const ran = recording.hooks.filter(
    ({ event, release, start }) =>
      release === hook.release &&
      start >= phase.start &&
      (event === "pre-rollback" || event === "post-rollback"),
  );
  const old =
    ran.length === 0
      ? "No hook ran to undo it."
      : `What ran are the hooks of the old revision: ${ran.map(({ kind, name }) => `${kind}/${name}`).join(", ")}.`;
  return [
    {
      message: `The rollback does not undo what the ${hook.event} hook ${hook.kind}/${hook.name} of revision ${hook.revision} did. ${old}`,
      advice:
        "See to it that the old version can live with what the hook did, or undo it by hand before the rollback.",
      object: nameOfHook(hook),
      place: placeOf(hook),
      t: phase.start,
      rows: [
        row(hook.end, `${hook.kind}/${hook.name} of revision ${hook.revision} has succeeded`),
        row(
          phase.start,
          step === undefined ? "Helm undoes the upgrade" : `"${step.recorded.command}" begins`,
        ),
      ],
    },
  ];
}
