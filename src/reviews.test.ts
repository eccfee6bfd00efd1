import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { FlagValues } from "./helm/flags/flag-values.ts";
import { commentMarkdown } from "./report/review/review-markdown.ts";
import { TestRepository } from "./review/repository.test-support.ts";
import { review } from "./review/review.ts";
import { defaultScenario } from "./scenario/scenario.ts";

const folder = fileURLToPath(new URL("../scenarios/reviews", import.meta.url));
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "base")
  .map((entry) => entry.name)
  .sort();

test.each(names)("the review of %s tells what it does", async (name) => {
  const repository = new TestRepository().copy(`${folder}/base`).commit("The shop as it is");
  try {
    repository.git("apply", `${folder}/${name}/change.diff`);
    const result = await review({
      directory: repository.root,
      base: "main",
      head: undefined,
      scenario: { ...defaultScenario, helmVersion: "4.1.4" },
      baseHelmVersion: undefined,
      namespace: "default",
      flags: new FlagValues(new Map()),
      uses: [],
      dependencies: [],
    });
    await expect(commentMarkdown(result)).toMatchFileSnapshot(`${folder}/${name}/review.md`);
    const row = readFileSync(`${folder}/README.md`, "utf8").match(
      new RegExp(`^\\| \\[${name}\\].*`, "m"),
    )?.[0];
    expect(row).toContain(`| ${result.verdict.replace("-", " ")} |`);
  } finally {
    repository.remove();
  }
});
