import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

const user = `import "seatrial/vitest";
import { readScenario, simulate } from "seatrial";
import { expect, test } from "vitest";

test("types", async () => {
  const recording = simulate(await readScenario("scenario.yaml"));
  expect(recording).toMatchTrace({ level: "states" });
  expect(recording).toReach("Job/a", "Complete");
  // @ts-expect-error there is no such level
  expect(recording).toMatchTrace({ level: "some" });
});
`;

test("a project that has the package installed sees its types, those of the matchers included", () => {
  const project = mkdtempSync(join(tmpdir(), "seatrial-user-"));
  const installed = join(project, "node_modules/seatrial");
  const compile = (...args: string[]) =>
    execFileSync(process.execPath, [compiler, ...args], { cwd: project, encoding: "utf8" });
  try {
    mkdirSync(join(installed, "dist"), { recursive: true });
    compile("-p", join(root, "tsconfig.build.json"), "--noCheck", "--outDir", join(installed, "dist/types"));
    execFileSync(process.execPath, [join(root, "build/prune-types.mjs")], { cwd: installed });
    copyFileSync(join(root, "package.json"), join(installed, "package.json"));
    writeFileSync(join(installed, "dist/package.json"), '{ "type": "commonjs" }');
    for (const name of ["vitest", "@types"])
      symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name));
    writeFileSync(join(project, "package.json"), '{ "type": "module" }');
    writeFileSync(join(project, "user.test.ts"), user);
    const options = [
      "--module",
      "nodenext",
      "--target",
      "es2022",
      "--strict",
      "--skipLibCheck",
      "--types",
      "node",
    ];
    expect(compile("--noEmit", ...options, "user.test.ts")).toBe("");
  } finally {
    rmSync(project, { recursive: true });
  }
});
