import type { Recording } from "../../recording/recording.ts";
import { markup } from "../markup.ts";
import { titleOf } from "../timeline/timeline.ts";
import { page } from "./page.ts";
import { runSection } from "./run-section.ts";

/** Runs as a page to explore, a part for each. */
export function runPage(recordings: readonly Recording[]): string {
  const titles = recordings.map(titleOf);
  const failed = recordings.filter(({ steps }) => steps.some(({ exitCode }) => exitCode !== 0)).length;
  const versions = new Set(
    recordings.map(
      ({ helmVersion, kubernetesVersion, seed }) =>
        `Helm ${helmVersion}, Kubernetes ${kubernetesVersion}, seed ${seed}`,
    ),
  );
  const verdict =
    failed === 0
      ? "Every command succeeds"
      : failed === recordings.length
        ? "Commands fail"
        : `Commands fail in ${failed} of ${recordings.length} runs`;
  return page(
    `seatrial: ${titles.join("; ")}`,
    markup`<header>
<h1>${verdict}</h1>
<p>Simulated with ${[...versions].join("; ")}.</p>
</header>
<main>
${recordings.map((recording, i) => runSection(recording, { id: `run-${i + 1}`, heading: titles[i] ?? "", level: 2, findings: true }))}</main>`,
  );
}
