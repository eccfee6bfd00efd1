import type { CaseScore } from "./compare-case.ts";

const percent = ({ same, of }: { readonly same: number; readonly of: number }): string =>
  of === 0 ? "–" : `${((100 * same) / of).toFixed(same === of ? 0 : 1)} %`;

/** The scores as a Markdown table, the sum in its last row. */
export function scoreTable(scores: readonly CaseScore[]): string {
  const rows = scores.map((score) => [
    score.name,
    `${score.pods.same} of ${score.pods.of}`,
    percent(score.order),
    score.times.median.toFixed(2),
    score.times.p95.toFixed(2),
    `${score.rows.simulated} of ${score.rows.of}`,
    percent(score.exitCodes),
    percent(score.texts),
    percent({ same: score.events.found, of: score.events.of }),
    percent(score.eventOrder),
    percent(score.left),
  ]);
  const sum = (part: (score: CaseScore) => { same: number; of: number }): { same: number; of: number } =>
    scores.reduce(
      (total, score) => ({ same: total.same + part(score).same, of: total.of + part(score).of }),
      { same: 0, of: 0 },
    );
  const medians = scores.map((score) => score.times.median).sort((a, b) => a - b);
  const pods = sum((score) => score.pods);
  const lines = sum((score) => ({ same: score.rows.simulated, of: score.rows.of }));
  const total = [
    "**all**",
    `${pods.same} of ${pods.of}`,
    percent(sum((score) => score.order)),
    (medians[Math.floor(medians.length / 2)] ?? 0).toFixed(2),
    "",
    `${lines.same} of ${lines.of}`,
    percent(sum((score) => score.exitCodes)),
    percent(sum((score) => score.texts)),
    percent(sum((score) => ({ same: score.events.found, of: score.events.of }))),
    percent(sum((score) => score.eventOrder)),
    percent(sum((score) => score.left)),
  ];
  const head = [
    "case",
    "pods alike",
    "order",
    "time error, median (s)",
    "95 % (s)",
    "rows",
    "exit codes",
    "texts",
    "events",
    "their order",
    "left over",
  ];
  return [head, head.map(() => "---"), ...rows, total].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}
