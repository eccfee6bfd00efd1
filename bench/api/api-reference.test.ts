import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { apiSection } from "./api-reference.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("the API reference is current", async () => {
  const types = mkdtempSync(join(tmpdir(), "seatrial-types-"));
  try {
    const compiler = join(
      dirname(createRequire(import.meta.url).resolve("typescript/package.json")),
      "bin/tsc",
    );
    const args = ["-p", join(root, "tsconfig.build.json"), "--noCheck", "--outDir", types];
    execFileSync(process.execPath, [compiler, ...args]);
    const page = [
      "# API reference",
      "This page is made from the types: `npx vitest run bench/api -u`. What Kubernetes, Helm and scenarios call things is not repeated here.",
      apiSection("seatrial", join(types, "index.d.ts")),
      apiSection("seatrial/vitest and seatrial/jest", join(types, "testing/recording-matchers.d.ts")),
    ].join("\n\n");
    await expect(`${page}\n`).toMatchFileSnapshot(join(root, "docs/api.md"));
  } finally {
    rmSync(types, { recursive: true });
  }
});
