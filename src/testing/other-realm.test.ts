import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Gives a module a global object and classes of its own, all but those of Node, as jest does with everything it runs. */
function requireElsewhere(file: string): unknown {
  const context = createContext({ process, Buffer, TextDecoder, TextEncoder, URL, Uint8Array, atob, btoa });
  const modules = new Map<string, { exports: unknown }>();
  const load = (path: string): unknown => {
    const known = modules.get(path);
    if (known !== undefined) return known.exports;
    const module: { exports: unknown } = { exports: {} };
    modules.set(path, module);
    const require = (name: string): unknown =>
      name.startsWith(".") ? load(resolve(dirname(path), name)) : createRequire(path)(name);
    const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(path, "utf8")}\n})`;
    runInContext(source, context)(module.exports, require, module, path, dirname(path));
    return module.exports;
  };
  return load(file);
}

const seatrial = requireElsewhere(`${root}dist/index.js`) as typeof import("../index.ts");

test("errors of Node are known where they are of other classes", async () => {
  // a chart without .helmignore
  const scenario = await seatrial.readScenario(`${root}scenarios/hook-weights/scenario.yaml`);
  const run = (command: string) => {
    const step = { kind: "helm" as const, command, args: command.split(" "), place: {}, timeout: undefined };
    const { steps } = seatrial.simulate({ ...scenario, steps: [step] });
    return steps.map(({ exitCode, stderr }) => [exitCode, stderr]);
  };
  expect(run("install demo ./chart")).toEqual([[0, ""]]);
  expect(run("install demo ./none")).toEqual([[1, 'Error: INSTALLATION FAILED: path "./none" not found\n']]);
  expect(run("install demo ./chart -f none.yaml")).toEqual([
    [
      1,
      expect.stringMatching(/^Error: INSTALLATION FAILED: open .*none\.yaml: no such file or directory\n$/),
    ],
  ]);
  await expect(seatrial.readScenario(`${root}none.yaml`)).rejects.toThrow("there is no such file or folder");
  await expect(seatrial.readScenario(`${root}scenarios`)).rejects.toThrow("it is a folder");
});
