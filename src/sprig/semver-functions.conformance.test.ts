import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { templateFunctions } from "../node/template-functions.ts";

const file = new URL("../../../shared/oracle/semver.json", import.meta.url);
const missing = !existsSync(file);
if (missing) console.warn("no ../shared/oracle: what real Helm says of versions is not compared");

type ByHelm<T> = { readonly helm3: T; readonly helm4: T };
interface Answers {
  readonly constraints: readonly (ByHelm<{
    readonly results?: Readonly<Record<string, boolean>>;
    readonly err?: string;
  }> & {
    readonly constraint: string;
  })[];
}

describe.skipIf(missing).each([
  ["helm3", "v3.17.3"],
  ["helm4", "v4.1.4"],
] as const)("%s", (helm, version) => {
  const compare = templateFunctions({ version }).get("semverCompare");

  test("compares versions as we do", () => {
    const { constraints }: Answers = JSON.parse(readFileSync(file, "utf8"));
    expect(constraints.length).toBeGreaterThan(0);
    for (const { constraint, [helm]: answer } of constraints) {
      if (answer.err !== undefined)
        expect(() => compare?.call(constraint, "1.2.3"), constraint).toThrow(answer.err);
      for (const [candidate, holds] of Object.entries(answer.results ?? {}))
        expect(compare?.call(constraint, candidate), `${constraint} with ${candidate}`).toBe(holds);
    }
  });
});
