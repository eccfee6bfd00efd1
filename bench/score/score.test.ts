import { beforeAll, describe, expect, it } from "vitest";
import type { CaseScore } from "./compare-case.ts";
import { explanations } from "./explanations.ts";
import { plainText } from "./plain-text.ts";
import { podHistories } from "./pod-histories.ts";
import { asksForExplanation, caseName, scorePage } from "./score-page.ts";
import { scoreRecordings } from "./score-recordings.ts";

describe("a text without its random parts", () => {
  it.each([
    ["demo-7979949d4-zg5sp", "demo-<id>"],
    [
      "pod retry-in-place-2fbv4_ns-1(b02a8e10-a15d-43d1-847d-8cc6bc55034d)",
      "pod retry-in-place-<id>_<namespace>(<uid>)",
    ],
    ["web-5fbf89c7cc-9558m", "web-<id>"],
    ["release in ns-1 at 2026-11-22T07:51:35Z", "release in <namespace> at <time>"],
    ["in 38ms (38ms including waiting)", "in <duration> (<duration> including waiting)"],
    ["uid b02a8e10-a15d-43d1-847d-8cc6bc55034d", "uid <uid>"],
  ])("%s", (text, plain) => {
    expect(plainText(text, "ns-1")).toBe(plain);
  });
});

describe("the history of a pod", () => {
  it("has a state for each change and numbers pods by what they belong to", () => {
    const lines = [
      "NAME   READY   STATUS   RESTARTS   AGE",
      "web-7979949d4-zg5sp   0/1     Pending   0          0s",
      "web-7979949d4-zg5sp   0/1     Pending   0          0s",
      "web-7979949d4-zg5sp   1/1     Running   1 (2s ago)   3s",
      "job-v74xs   0/1     Pending   0          0s",
    ].map((line, t) => ({ t, line }));
    expect(podHistories(lines)).toEqual([
      {
        id: "web/1#1",
        start: 1,
        rows: 3,
        states: [
          { state: "0/1 Pending 0", t: 1 },
          { state: "1/1 Running 1", t: 3 },
        ],
      },
      { id: "job#1", start: 4, rows: 1, states: [{ state: "0/1 Pending 0", t: 4 }] },
    ]);
  });
});

describe("simulated runs, held against a real cluster", () => {
  let scores: readonly CaseScore[] = [];

  beforeAll(async () => {
    scores = await scoreRecordings("scenarios/recorded");
  }, 120_000);

  const share = (part: (score: CaseScore) => number, of: (score: CaseScore) => number): number =>
    scores.reduce((sum, score) => sum + part(score), 0) / scores.reduce((sum, score) => sum + of(score), 0);

  it("are as near to it as its own runs are to each other", () => {
    expect(scores).toHaveLength(68);
    expect(
      share(
        ({ pods }) => pods.same,
        ({ pods }) => pods.of,
      ),
    ).toBeGreaterThanOrEqual(0.99);
    expect(
      share(
        ({ order }) => order.same,
        ({ order }) => order.of,
      ),
    ).toBeGreaterThanOrEqual(0.97);
    expect(
      Math.abs(
        1 -
          share(
            ({ rows }) => rows.simulated,
            ({ rows }) => rows.of,
          ),
      ),
    ).toBeLessThanOrEqual(0.02);
    expect(
      share(
        ({ exitCodes }) => exitCodes.same,
        ({ exitCodes }) => exitCodes.of,
      ),
    ).toBe(1);
    expect(
      share(
        ({ texts }) => texts.same,
        ({ texts }) => texts.of,
      ),
    ).toBeGreaterThanOrEqual(0.97);
    expect(
      share(
        ({ events }) => events.found,
        ({ events }) => events.of,
      ),
    ).toBeGreaterThanOrEqual(0.95);
    expect(
      share(
        (score) => score.eventOrder.same,
        (score) => score.eventOrder.of,
      ),
    ).toBeGreaterThanOrEqual(0.99);
    expect(
      share(
        ({ left }) => left.same,
        ({ left }) => left.of,
      ),
    ).toBe(1);
  });

  it("differ from it for reasons that the page gives, case by case", () => {
    const differing = new Set(scores.filter(asksForExplanation).map(caseName));
    expect(Object.keys(explanations)).toEqual([...differing]);
  });

  it("have the figures that docs/how-real.md tells", async () => {
    await expect(scorePage(scores)).toMatchFileSnapshot("../../docs/how-real.md");
  });
});
