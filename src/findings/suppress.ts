import type { Finding } from "../recording/finding.ts";
import { matchesGlob } from "../scenario/glob.ts";
import type { Evidence } from "./evidence.ts";
import { nameOf, short } from "./facts/declared.ts";

/** The prefix of the annotation that silences a rule: `ignore.seatrial.dev/upgrade-downtime: one replica is enough here`. */
const prefix = "ignore.seatrial.dev/";

/**
 * Leaves out the findings that are answered, each with a reason: in the scenario; by an annotation on the object or, for the
 * whole chart, in Chart.yaml; or by a comment `# seatrial:ignore RULE reason` in the object's manifest. Without a reason
 * nothing is silenced, and that is said.
 */
export function suppress(findings: readonly Finding[], evidence: Evidence): Finding[] {
  const { wanted, bare } = suppressions(evidence);
  const kept = findings.filter(
    ({ rule, object }) =>
      !wanted.has(`${rule} *`) &&
      !wanted.has(keyOf(rule, object)) &&
      !evidence.scenario.ignore.some((each) => each.rule === rule && names(each.object, object)),
  );
  return [...kept, ...bare];
}

const names = (pattern: string | undefined, object: Finding["object"]): boolean =>
  pattern === undefined || (object !== undefined && matchesGlob(pattern, short(object)));

const keyOf = (rule: string, object: Finding["object"]): string =>
  object === undefined ? rule : `${rule} ${object.kind}/${object.name}`;

function suppressions({ renders }: Evidence): { wanted: ReadonlySet<string>; bare: readonly Finding[] } {
  const wanted = new Set<string>();
  const bare = new Map<string, Finding>();
  const add = (rule: string, reason: string, key: string, file: string): void => {
    if (reason.trim() !== "") wanted.add(key);
    else
      bare.set(key, {
        rule: "suppression-without-reason",
        severity: "warning",
        message: `The rule ${rule} is to be ignored, but no reason is given; so it is not.`,
        advice: "Write why the finding is harmless here, for whoever reads it next.",
        place: { file },
      });
  };
  for (const render of renders) {
    const { metadata } = render.chart.chart;
    for (const [key, reason] of metadata.annotations)
      if (key.startsWith(prefix))
        add(key.slice(prefix.length), reason, `${key.slice(prefix.length)} *`, `${metadata.name}/Chart.yaml`);
    for (const manifest of [...render.chart.manifests, ...render.chart.hooks, ...render.chart.dropped]) {
      const object = nameOf(render, manifest);
      for (const [key, reason] of Object.entries(manifest.annotations))
        if (key.startsWith(prefix))
          add(key.slice(prefix.length), reason, keyOf(key.slice(prefix.length), object), manifest.path);
      for (const [, rule = "", reason = ""] of manifest.content.matchAll(
        /^[ \t]*# seatrial:ignore[ \t]+([a-z0-9-]+)[ \t]*(.*)$/gm,
      ))
        add(rule, reason, keyOf(rule, object), manifest.path);
    }
  }
  return { wanted, bare: [...bare.values()] };
}
