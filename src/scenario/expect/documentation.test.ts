import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseClaim } from "./parse-claim.ts";

const page = readFileSync(new URL("../../../docs/expectations.md", import.meta.url), "utf8");
const sentences = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, sentence = ""]) => sentence);

test("the page shows a sentence of every kind", () => {
  const kinds = new Set(sentences.map((sentence) => parseClaim(sentence).kind));
  expect([...kinds].sort()).toEqual([
    "before",
    "count",
    "exits",
    "finding",
    "happens",
    "is left",
    "left",
    "overlaps",
    "prints",
    "release",
    "rows",
    "within",
  ]);
});
