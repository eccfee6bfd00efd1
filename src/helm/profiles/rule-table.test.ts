import { describe, expect, test } from "vitest";
import { helmRules } from "./helm-rules.ts";
import { differingRules, type RuleName, ruleChanges, ruleNames } from "./rule-table.ts";

describe("the table of rules", () => {
  test("holds every rule that there is", () => {
    const { version, major, since, ...rules } = helmRules();
    expect([version, major, since(3, 0)]).toEqual([expect.any(String), 4, true]);
    expect([...ruleNames].sort()).toEqual(Object.keys(rules).sort());
  });

  test("has no rule that is the same in every version", () => {
    for (const rule of ruleNames) expect(ruleChanges(rule).length, rule).toBeGreaterThan(1);
  });

  test.each<[RuleName, string[]]>([
    ["adoptsObjects", ["3.0.0", "3.2.0"]],
    ["awaitsHookDeletions", ["3.0.0", "3.14.0"]],
    ["deletesSucceededHooksInReverse", ["3.0.0", "3.16.3"]],
    ["deletesSucceededHooksOnFailure", ["3.0.0", "3.19.0"]],
    ["serverSideApply", ["3.0.0", "4.0.0"]],
    ["failureEndsWait", ["3.0.0", "4.1.1"]],
    ["deletionWaitNeedsEvent", ["3.0.0", "4.2.1", "4.2.2"]],
    ["testDeletesAfterLogs", ["3.0.0", "4.0.5"]],
    ["adoptsUnknownOriginals", ["3.0.0", "4.0.5", "4.1.0", "4.2.0"]],
    ["joinedErrors", ["3.0.0", "3.12.0", "4.0.0"]],
  ])("%s changes with %j", (rule, versions) => {
    expect(ruleChanges(rule).map(({ since }) => since)).toEqual(versions);
  });

  test("tells in what two versions differ", () => {
    expect(differingRules(helmRules("3.18.6"), helmRules("3.19.0"))).toEqual([
      "deletesSucceededHooksOnFailure",
    ]);
    expect(differingRules(helmRules(), helmRules())).toEqual([]);
  });
});
