import { rules } from "../../findings/rules.ts";
import type { Reason, ReviewFinding, ReviewResult, Subject } from "../../review/review-result.ts";
import type { Place } from "../../util/errors.ts";
import { placeOrChart } from "./place-or-chart.ts";

/** The rule of what breaks and is no finding: a command of Helm that fails, a chart that does not render. */
const breaksRule = "change-breaks-release";

interface Result {
  readonly rule: string;
  readonly level: "error" | "warning" | "note";
  readonly message: string;
  readonly place: Place & { readonly file: string };
  readonly state: "new" | "unchanged";
  /** the same for the same problem in every review */
  readonly fingerprint: string;
}

/**
 * A review as SARIF 2.1.0, as code scanning reads it: findings that are new or old, and what breaks otherwise. A result
 * has the same fingerprint in every review; lines may move.
 */
export function reviewSarif({ subjects }: ReviewResult): string {
  const results = new Map<string, Result>();
  for (const subject of subjects)
    for (const { findings, reasons } of subject.cases)
      for (const result of [
        ...findings.flatMap((finding) => findingResult(finding, subject)),
        ...reasons.flatMap((reason) => reasonResult(reason, subject)),
      ])
        if (!results.has(result.fingerprint)) results.set(result.fingerprint, result);
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "seatrial",
            rules: ruleTable(new Set([...results.values()].map(({ rule }) => rule))),
          },
        },
        columnKind: "utf16CodeUnits",
        results: [...results.values()].slice(0, mostResults).map(sarifResult),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** Code scanning takes no more. */
const mostResults = 5000;

function findingResult(finding: ReviewFinding, subject: Subject): Result[] {
  const { state, rule, severity, message, advice, place, fingerprint } = finding;
  if (state === "fixed") return [];
  return [
    {
      rule,
      level: severity,
      message: `${message} ${advice}`.trim(),
      place: placeOrChart(place, subject),
      state: state === "new" ? "new" : "unchanged",
      fingerprint: `${subject.path} ${fingerprint}`,
    },
  ];
}

function reasonResult({ verdict, rule, text, detail, advice, place }: Reason, subject: Subject): Result[] {
  if (verdict !== "breaks" || rule !== "") return [];
  return [
    {
      rule: breaksRule,
      level: "error",
      message: [text, ...detail.slice(0, 5), advice].join("\n").trimEnd(),
      place: placeOrChart(place, subject),
      state: "new",
      fingerprint: `${subject.path} ${breaksRule} ${text}`,
    },
  ];
}

const sarifResult = ({ rule, level, message, place, state, fingerprint }: Result) => ({
  ruleId: rule,
  level,
  message: { text: message },
  locations: [
    {
      physicalLocation: {
        artifactLocation: {
          uri: place.file.split("/").map(encodeURIComponent).join("/"),
          uriBaseId: "%SRCROOT%",
        },
        region: {
          startLine: place.line ?? 1,
          ...(place.column === undefined ? {} : { startColumn: place.column }),
        },
      },
    },
  ],
  partialFingerprints: { "seatrial/v1": fingerprint },
  baselineState: state,
});

function ruleTable(used: ReadonlySet<string>) {
  const own = {
    id: breaksRule,
    shortDescription: { text: "a release fails with the change, and does not without it" },
    fullDescription: {
      text: "Installing, upgrading, rolling back or uninstalling a release of the chart fails with the change.",
    },
    defaultConfiguration: { level: "error" },
  };
  const known = rules.map(({ id, title, severity, explain: { what, fix, links } }) => ({
    id,
    shortDescription: { text: title },
    fullDescription: { text: what },
    help: { text: [fix, ...links].join("\n") },
    defaultConfiguration: { level: severity },
  }));
  return [own, ...known].filter(({ id }) => used.has(id));
}
