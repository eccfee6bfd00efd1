import type { CaseScore } from "./compare-case.ts";
import { explanations, lateFrom } from "./explanations.ts";
import { scoreTable } from "./score-table.ts";

/** Whether a case differs from its recording by more than a few rows and tenths of a second. */
export const asksForExplanation = ({ differences, times }: CaseScore): boolean =>
  differences.length > 0 || times.p95 > lateFrom;

/** The name of a case without the Helm that it was recorded with. */
export const caseName = ({ name }: CaseScore): string => name.split(" ")[0] ?? name;

/** The page docs/how-real.md: method, figures, and every case that differs, with the reason. */
export function scorePage(scores: readonly CaseScore[]): string {
  const differing = Object.entries(explanations).map(([name, explanation]) => {
    const lines = scores
      .filter((score) => caseName(score) === name)
      .flatMap(({ name: run, differences }) => differences.map((each) => `${run.split(" ")[1]}: ${each}`));
    const list = lines.map((each) => `- ${short(each.replace(/`/g, "'").replace(/\|/g, "\\|"))}\n`).join("");
    return `\n### ${name}\n\n${explanation}\n${list === "" ? "" : `\n${list}`}`;
  });
  return `# How real is it?

This page is made by \`npm run score -- --page docs/how-real.md\`.

Every case of [scenarios/recorded](../scenarios/recorded/README.md) was run on a real cluster, once with Helm 3.17.3 and once with
Helm 4.1.4, while everything was recorded. Here the simulated runs are held against the recorded ones:

- **pods alike**: the pod went through the same states (READY, STATUS, RESTARTS) in the same order;
- **order**: of all pairs of states that were more than 0.75 s apart, how many come in the same order;
- **time error**: how far each state is from its time, counted from the pod's first row;
- **rows**: the rows that \`kubectl get pod -w\` prints, the simulated ones of the recorded ones;
- **exit codes** and **texts**: of each \`helm\` and \`kubectl\` command, both outputs, without times and random names;
- **events**: the kinds of Kubernetes events (type, reason, object, message) that occur;
- **their order**: of all pairs of such kinds about one object, how many first occur in the same order;
- **left over**: the objects that remain.

${scoreTable(scores)}
Two recordings of one case differ from each other, too: transitions by 0.07 s (median) and now and then by a second, because the
kubelet looks at its containers once a second; image pulls, because nodes remember images; and rows by a percent.

Most rows that are missing are writes in which nothing changes that \`kubectl get pod\` shows: the kubelet writes the status of
one ended pod in three, and of some running ones, once more within a second. Which pods these are differs between recordings
of the same case (in 01, the pods of weights 1 and 3 with Helm 3, that of weight 1 with Helm 4), so simulated runs do not
have them.

## What differs, and why

A case is named here if a pod, a text or a kind of event differs, or if one transition in twenty is more than ${lateFrom} s off.
${differing.join("")}`;
}

const short = (text: string): string => (text.length > 400 ? `${text.slice(0, 400)} …` : text);
