import type { CaseScore } from "./compare-case.ts";
import { scoreTable } from "./score-table.ts";

/** The page docs/how-real.md: method, figures, and every pod and text that differs. */
export function scorePage(scores: readonly CaseScore[]): string {
  const differing = scores.flatMap(({ name, differences }) =>
    differences.map((each) => `- ${name}: ${short(each.replace(/`/g, "'").replace(/\|/g, "\\|"))}\n`),
  );
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
- **left over**: the objects that remain.

${scoreTable(scores)}
Two recordings of one case differ from each other, too: transitions by 0.07 s (median) and now and then by a second, because the
kubelet looks at its containers once a second; image pulls, because nodes remember images; and rows by a percent.

## What differs

${differing.join("")}`;
}

const short = (text: string): string => (text.length > 400 ? `${text.slice(0, 400)} …` : text);
