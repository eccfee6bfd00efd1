import type { Manifest } from "../../chart/rendered-chart.ts";
import type { RecordedStep } from "../../recording/recording.ts";
import type { Evidence, Render } from "../evidence.ts";
import { nameOf, placeOf, short } from "../facts/declared.ts";
import { row } from "../facts/rows.ts";
import type { Problem, Rule } from "../rule.ts";

export const duplicateObject: Rule = {
  id: "duplicate-object",
  severity: "error",
  title: "two manifests of a release make the same object",
  explain: {
    what: `A chart and its subchart, or two subcharts, render an object of the same kind and name. On installation the second one is refused ("already exists") or, with server-side
apply, overwrites the first; on an upgrade they overwrite each other in turn. The same goes for an object that is a pre hook and an ordinary manifest too.`,
    example: `# charts/a/templates/config.yaml and charts/b/templates/config.yaml
kind: ConfigMap
metadata: {name: "{{ .Release.Name }}-config"}`,
    fix: "Put the subchart's name into the object's name (nameOverride or fullnameOverride often does it).",
    links: ["https://github.com/helm/helm/issues/12586"],
  },
  find: (evidence) =>
    evidence.renders.flatMap((render) => [...twice(evidence, render), ...asHookToo(evidence, render)]),
};

function twice({ steps }: Evidence, render: Render): Problem[] {
  const first = new Map<string, Manifest>();
  return render.chart.manifests.flatMap((manifest): Problem[] => {
    if (manifest.name === "") return [];
    const name = nameOf(render, manifest);
    const key = `${name.kind}/${name.namespace}/${name.name}`;
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, manifest);
      return [];
    }
    const step = steps.find(
      ({ release, recorded }) =>
        release === render.release.name &&
        recorded.exitCode !== 0 &&
        recorded.stderr.includes(`"${name.name}" already exists`),
    );
    return [
      {
        severity: step === undefined ? "warning" : "error",
        message: `Both ${other.path} and ${manifest.path} make ${short(name)}${step === undefined ? ": the later one wins" : ", and Helm fails"}.`,
        advice: "Give one of them another name, such as one with the subchart's name in it.",
        object: name,
        place: placeOf(manifest),
        ...(step === undefined ? {} : failure(step.recorded)),
      },
    ];
  });
}

/** What a hook has made when the ordinary manifest of the same name is to be created. */
function asHookToo({ steps, history, recording }: Evidence, render: Render): Problem[] {
  return render.chart.manifests.flatMap((manifest): Problem[] => {
    const name = nameOf(render, manifest);
    const run = recording.hooks.find(
      (hook) =>
        hook.revision === render.release.revision &&
        hook.event.startsWith("pre-") &&
        short(hook) === short(name) &&
        (name.namespace === "" || hook.namespace === name.namespace),
    );
    const phase = recording.phases.find(
      ({ name: what, revision }) => what === "create" && revision === render.release.revision,
    );
    if (run === undefined || phase === undefined) return [];
    const last = history.of(name).findLast(({ t }) => t <= phase.start);
    if (last === undefined || last.type === "DELETED" || last.t > run.end) return [];
    const step = steps.find(
      ({ recorded }) => recorded.start <= run.start && recorded.end >= run.start && recorded.exitCode !== 0,
    );
    return [
      {
        severity: step === undefined ? "warning" : "error",
        message: `${short(name)} is a ${run.event} hook and an ordinary manifest too: the hook's object is still there when Helm creates the other${step === undefined ? ", which Helm 4 applies over it and Helm 3 refuses" : ", and Helm fails"}.`,
        advice: `Give one of them another name, or add hook-succeeded to the hook's delete policies.`,
        object: name,
        place: placeOf(manifest),
        t: phase.start,
        rows: [
          row(run.start, `the ${run.event} hook makes ${short(name)}`),
          row(phase.start, `Helm creates the manifests, ${short(name)} is there`),
          ...(step === undefined ? [] : failure(step.recorded).rows),
        ],
      },
    ];
  });
}

const failure = ({
  end,
  stderr,
}: RecordedStep): { readonly t: number; readonly rows: readonly string[] } => ({
  t: end,
  rows: [row(end, stderr.trim().replaceAll("\n", " ").slice(0, 240))],
});
