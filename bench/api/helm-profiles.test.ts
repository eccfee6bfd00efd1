import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { newestHelm } from "../../src/chart/helm-version.ts";
import { helmProfiles } from "./helm-profiles.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const sources = [
  "sprig/crypto/certificate",
  "sprig/regex/go-regexp",
  "sprig/url/parse-url",
  "sprig/function-rules",
  "chart/render-profile",
].map((name) => `${root}src/${name}.ts`);

test("the page on Helm's profiles is current", async () => {
  const page = `${root}docs/helm-profiles.md`;
  const [head = ""] = readFileSync(page, "utf8").split("<!-- profiles -->\n");
  expect(head).toContain(`${newestHelm}, the newest that is known`);
  // `vitest run -u` writes the tables anew
  await expect(`${head}<!-- profiles -->\n${helmProfiles(sources)}\n`).toMatchFileSnapshot(page);
});
