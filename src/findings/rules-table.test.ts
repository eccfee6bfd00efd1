import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { ruleIds } from "../scenario/expect/rule-ids.ts";
import { explain, rulesTable } from "./explain.ts";
import { rules } from "./rules.ts";

test("the table of rules in the documentation is current", async () => {
  const file = fileURLToPath(new URL("../../docs/findings.md", import.meta.url));
  const [head] = readFileSync(file, "utf8").split("<!-- rules -->\n");
  // `vitest run -u` writes the table anew
  await expect(`${head}<!-- rules -->\n${rulesTable(rules)}`).toMatchFileSnapshot(file);
});

test("ids are unique, kebab-case and sorted; every rule is explained with links", () => {
  const ids = rules.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids).toEqual(ruleIds);
  for (const rule of rules) {
    expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(rule.explain.links.length, rule.id).toBeGreaterThan(0);
    for (const link of rule.explain.links)
      expect(link).toMatch(/^https:\/\/github\.com\/[^/]+\/[^/]+\/(issues|pull)\/\d+$/);
    expect(explain(rule).replaceAll(/\s+/g, " ")).toContain(rule.explain.fix.replaceAll(/\s+/g, " "));
  }
});
