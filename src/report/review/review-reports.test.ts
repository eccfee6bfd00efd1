import { fileURLToPath } from "node:url";
import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import { SaxesParser } from "saxes";
import { beforeAll, describe, expect, test } from "vitest";
import { readScenario } from "../../node/read-scenario.ts";
import { simulateScenario } from "../../node/simulate-scenario.ts";
import type { Recording } from "../../recording/recording.ts";
import type { Reason, ReviewFinding, ReviewResult, Subject, Verdict } from "../../review/review-result.ts";
import { reviewOf } from "./review-of.test-support.ts";
import { type ReviewReport, reviewReports } from "./review-reports.ts";

const scenarios = fileURLToPath(new URL("../../../scenarios", import.meta.url));

/** What a chart's author may call things: everything that some format takes for its own. */
const nasty = 'a `tick` <b>&amp;</b> | pipe, 100% ::error::] @team #1 "quoted" *bold*\u0007\nsecond line';

let recording: Recording;
beforeAll(async () => {
  recording = simulateScenario(await readScenario(`${scenarios}/hook-fails/scenario.yaml`), {
    trials: false,
  });
});

const report = async (name: string): Promise<ReviewReport> => {
  const load = reviewReports.get(name);
  if (load === undefined) throw new Error(`there is no report ${name}`);
  return load();
};

const finding = (more: Partial<ReviewFinding> = {}): ReviewFinding => ({
  rule: "hook-fails",
  severity: "error",
  state: "new",
  message: nasty,
  advice: "Do not.",
  fingerprint: "hook-fails Job/default/migrate web/templates/a.yaml",
  place: { file: "charts/a b/templates/ä#1.yaml", line: 3 },
  ...more,
});

const reason = (text: string, verdict: Reason["verdict"] = "breaks"): Reason => ({
  verdict,
  text,
  detail: [nasty],
  advice: "",
  rule: "",
});

/** A review of subjects with these reasons and findings. */
function resultOf(
  subjects: readonly {
    readonly path: string;
    readonly verdict: Verdict;
    readonly reasons?: readonly Reason[];
    readonly findings?: readonly ReviewFinding[];
  }[],
): ReviewResult {
  const [first] = reviewOf(recording).subjects;
  if (first === undefined) throw new Error("a review has subjects");
  return {
    ...reviewOf(recording),
    subjects: subjects.map(({ path, verdict, reasons = [], findings = [] }): Subject => {
      const [own] = first.cases;
      if (own === undefined) throw new Error("a subject has cases");
      return { ...first, path, verdict, cases: [{ ...own, values: "", verdict, reasons, findings }] };
    }),
  };
}

interface SarifLog {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
    }[];
  }[];
}

describe("SARIF", () => {
  const sarif = async (result: ReviewResult) => JSON.parse((await report("sarif"))(result)) as SarifLog;
  const resultsOf = async (result: ReviewResult) => (await sarif(result)).runs[0]?.results ?? [];

  test("fits its schema, whatever is in it", async () => {
    // draft 4, of which ajv knows all that is in here but for these two
    const { $schema: _draft, id: _id, ...schema } = sarifSchema as Readonly<Record<string, unknown>>;
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
    const results = [
      resultOf([]),
      reviewOf(recording),
      resultOf([
        { path: ".", verdict: "breaks", reasons: [reason(nasty)], findings: [finding()] },
        {
          path: "charts/b",
          verdict: "look-here",
          findings: [finding({ place: undefined, severity: "note" })],
        },
      ]),
    ];
    for (const result of results) {
      validate(await sarif(result));
      expect(validate.errors).toBeNull();
    }
    expect(validate({ version: "2.1.0" })).toBe(false);
  });

  test("a finding keeps its fingerprint when lines move, and has one for each chart", async () => {
    const of = async (path: string, line: number) =>
      (
        await resultsOf(
          resultOf([{ path, verdict: "breaks", findings: [finding({ place: { file: "x.yaml", line } })] }]),
        )
      )[0]?.partialFingerprints;
    expect(await of("charts/a", 3)).toEqual(await of("charts/a", 30));
    expect(await of("charts/a", 3)).not.toEqual(await of("charts/b", 3));
  });

  test("names the template and the line, as a URI, or Chart.yaml; every rule is described; what is fixed is left out", async () => {
    const result = resultOf([
      {
        path: "charts/a",
        verdict: "breaks",
        reasons: [reason("The upgrade fails.")],
        findings: [finding(), finding({ state: "fixed", fingerprint: "other" })],
      },
    ]);
    const places = (await resultsOf(result)).map(({ locations: [location] }) => [
      location?.physicalLocation.artifactLocation.uri,
      location?.physicalLocation.region.startLine,
    ]);
    expect(places).toEqual([
      ["charts/a%20b/templates/%C3%A4%231.yaml", 3],
      ["charts/a/Chart.yaml", 1],
    ]);
    const [run] = (await sarif(result)).runs;
    const described = run?.tool.driver.rules.map(({ id }) => id) ?? [];
    expect(described.sort()).toEqual([...new Set(run?.results.map(({ ruleId }) => ruleId))].sort());
  });
});

test("JUnit is XML with a case for each chart and set of values, and a failure for what breaks", async () => {
  const xml = (await report("junit"))(
    resultOf([
      { path: "charts/a", verdict: "breaks", reasons: [reason(nasty)] },
      { path: "charts/b", verdict: "look-here", reasons: [reason("x", "look-here")] },
    ]),
  );
  const elements: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => elements.push({ name, attributes }));
  parser.on("text", (text) => texts.push(text));
  parser.write(xml).close();
  const named = (name: string) => elements.filter((element) => element.name === name);
  expect(named("testsuite")[0]?.attributes).toMatchObject({ tests: "2", failures: "1" });
  expect(named("testcase").map(({ attributes }) => attributes["classname"])).toEqual([
    "charts/a",
    "charts/b",
  ]);
  expect(named("failure")).toHaveLength(1);
  expect(texts.join("")).toContain(
    '<b>&amp;</b> | pipe, 100% ::error::] @team #1 "quoted" *bold*\nsecond line',
  );
});

test("TAP has a point for each case, and a block for what breaks alone", async () => {
  const tap = (await report("tap"))(
    resultOf([
      { path: "charts/a#1", verdict: "breaks", reasons: [reason("It fails.")] },
      { path: "charts/b", verdict: "look-here", reasons: [reason("x", "look-here")] },
    ]),
  );
  const lines = tap.split("\n").filter((line) => !line.startsWith("  "));
  expect(lines).toEqual(["TAP version 13", "not ok 1 - charts/a\\#1", "ok 2 - charts/b", "1..2", ""]);
  expect(tap).toContain('  verdict: "breaks"');
});

test("annotations are no more of a level than GitHub shows, the worst first, each on a line", async () => {
  const many = (verdict: Reason["verdict"]) =>
    Array.from({ length: 15 }, (_, i) => reason(`${verdict} ${i}: ${nasty}`, verdict));
  const text = (await report("github"))(
    resultOf([
      { path: "charts/a", verdict: "breaks", reasons: many("breaks") },
      { path: "charts/b", verdict: "look-here", reasons: many("look-here") },
    ]),
  );
  const commands = text.split("\n").filter((line) => line.startsWith("::"));
  const count = (level: string) => commands.filter((line) => line.startsWith(`::${level} `)).length;
  expect([count("error"), count("warning"), commands.length]).toEqual([10, 10, 20]);
  expect(commands[0]).toMatch(
    /^::error file=charts\/a\/Chart\.yaml,title=[^:]*::breaks 0: a `tick`.*100%25.*%0A/,
  );
});

describe("Markdown", () => {
  test("shows what people wrote as they wrote it, and calls nobody", async () => {
    const text = (await report("markdown"))(
      resultOf([{ path: "charts/a", verdict: "breaks", reasons: [reason(nasty)], findings: [finding()] }]),
    );
    expect(text).toContain(
      '**a \\`tick\\` \\<b\\>&amp;\\</b\\> \\| pipe, 100% ::error::\\] @<!-- -->team #<!-- -->1 "quoted" \\*bold\\* second line**',
    );
    const row = text.split("\n").find((line) => line.startsWith("| new |"));
    expect(row?.match(/(?<!\\)\|/g)).toHaveLength(5);
  });

  test("keeps GitHub's limit of a comment: verdicts and reasons stay, traces go, the best charts first", async () => {
    const subjects = Array.from({ length: 120 }, (_, i) => ({
      path: `charts/c${i}`,
      verdict: i < 60 ? ("breaks" as const) : ("safe" as const),
      reasons: i < 60 ? [reason(`Reason ${i}.`)] : [],
    }));
    const result = resultOf(subjects);
    const comment = (await report("markdown"))(result);
    const summary = (await report("step-summary"))(result);
    const bytes = (text: string) => new TextEncoder().encode(text).length;
    expect(bytes(comment)).toBeLessThanOrEqual(65_536);
    expect(bytes(comment)).toBeGreaterThan(60_000);
    expect(bytes(summary)).toBeLessThanOrEqual(1024 * 1024);
    for (let i = 0; i < 60; i++) expect(comment).toContain(`Reason ${i}.`);
    expect(comment).toMatch(/_\d+ parts are left out, as there is no more room here\._\n$/);
    expect(comment.match(/<details>/g)?.length ?? 0).toBe(comment.match(/<\/details>/g)?.length ?? 0);
  });

  test("folds what the sets of values do that are safe, and keeps the room for the others", async () => {
    const result = resultOf([{ path: "charts/a", verdict: "breaks", reasons: [reason("It fails.")] }]);
    const subjects = result.subjects.map((subject) => {
      const [worst] = subject.cases;
      if (worst === undefined) throw new Error("a subject has cases");
      const safe = Array.from({ length: 60 }, (_, i) => ({
        ...worst,
        values: `ci/${i}-values.yaml`,
        verdict: "safe" as const,
        reasons: [],
      }));
      return { ...subject, cases: [{ ...worst, values: "ci/bad-values.yaml" }, ...safe] };
    });
    const text = (await report("markdown"))({ ...result, subjects });
    const [before = "", after = ""] = text.split("#### ✅ with ci/0-values.yaml");
    expect(before).toContain("#### ⛔ with ci/bad-values.yaml\n\n|");
    expect(before).toContain("```mermaid\n");
    expect(after).toMatch(/^\n\n<details><summary>What it does<\/summary>\n\n\|/);
    expect(text).toContain("#### ✅ with ci/59-values.yaml");
  });

  test("is short where there is nothing to tell", async () => {
    expect((await report("markdown"))({ ...resultOf([]), verdict: "safe" })).toBe(
      "## ✅ Safe\n\nThe change touches no chart and no scenario.\n\n`main` (1111111) → the working tree\n",
    );
  });
});

test("JSON has all but the writes of the recordings", async () => {
  const json = JSON.parse((await report("json"))(reviewOf(recording))) as {
    readonly format: string;
    readonly subjects: readonly {
      readonly cases: readonly { readonly runs: readonly { readonly after: object }[] }[];
    }[];
  };
  expect(json.format).toBe("seatrial-review/1");
  expect(json.subjects[0]?.cases[0]?.runs[0]?.after).toMatchObject({
    steps: recording.steps.length === 0 ? [] : [{ exitCode: 1 }],
  });
  expect(JSON.stringify(json)).not.toContain("resourceVersion");
});
