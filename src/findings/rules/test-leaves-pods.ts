import type { Evidence } from "../evidence.ts";
import { placeOf } from "../facts/declared.ts";
import { nameOfHook } from "../facts/hook-object.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const testLeavesPods: Rule = {
  id: "test-leaves-pods",
  severity: "note",
  title: "helm test leaves its pods behind",
  explain: {
    what: `Without a delete policy of hook-succeeded the pods of tests stay after helm test, and uninstall does not delete them either. That is good for reading
their logs, and a surprise in a namespace that is to be empty.`,
    example: `kind: Pod
metadata: {name: smoke, annotations: {helm.sh/hook: test}}`,
    fix: "Add hook-succeeded to the delete policies if nobody reads the logs of tests that passed.",
    links: ["https://github.com/helm/helm/issues/3279"],
  },
  find: (evidence) => {
    const tests = evidence.renders[0]?.chart.hooks.some(
      ({ events, kind }) => events.includes("test") && (kind === "Pod" || kind === "Job"),
    );
    const own = left(evidence);
    return own.length > 0 || tests !== true ? own : left(evidence.trials.testedTwice());
  },
};

function left(evidence: Evidence | undefined): Problem[] {
  if (evidence === undefined) return [];
  const { recording, trial } = evidence;
  const stayed = new Map(
    recording.hooks
      .filter(({ event, kind }) => event === "test" && (kind === "Pod" || kind === "Job"))
      .filter((hook) =>
        recording.left.some(
          ({ kind, namespace, name }) =>
            kind === hook.kind && namespace === hook.namespace && name === hook.name,
        ),
      )
      .map((hook) => [`${hook.kind}/${hook.name}`, hook]),
  );
  const [first] = stayed.values();
  if (first === undefined) return [];
  return [
    {
      message: `helm test leaves ${[...stayed.keys()].join(", ")} behind.`,
      advice: "Add hook-succeeded to the delete policies, if the logs of tests that passed are not needed.",
      object: nameOfHook(first),
      place: placeOf(first),
      t: first.end,
      rows: [
        row(first.end, `the test ${first.name} ${first.outcome}`),
        row(recording.end, `left: ${[...stayed.keys()].join(", ")}`),
      ],
      ...(trial === undefined ? {} : { trial }),
    },
  ];
}
