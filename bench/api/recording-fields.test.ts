import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { recordingJsonSchema } from "../../src/recording/recording-shape.ts";
import { recordingFields } from "./recording-fields.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("the reference of recordings is current", async () => {
  const page = `${root}docs/recording.md`;
  const sources = ["recording", "finding"].map((name) => `${root}src/recording/${name}.ts`);
  const [head] = readFileSync(page, "utf8").split("<!-- fields -->\n");
  // `vitest run -u` writes the fields anew
  await expect(
    `${head}<!-- fields -->\n${recordingFields(recordingJsonSchema, sources)}\n`,
  ).toMatchFileSnapshot(page);
});
