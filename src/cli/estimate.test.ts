import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

const estimate = (...args: readonly string[]) => {
  const words = ["dist/cli.js", "estimate", ...args, "--runs", "3"];
  const { status, stdout, stderr } = spawnSync("node", words, { cwd: root, encoding: "utf8" });
  return { status, stdout, stderr };
};

test.each([
  ["a scenario file", "scenarios/hook-fails/scenario.yaml"],
  ["the folder of a scenario", "scenarios/hook-fails"],
  ["a chart", "scenarios/hook-weights/chart"],
])("seatrial estimate takes %s", (_, operand) => {
  const { status, stdout, stderr } = estimate(operand);
  expect({ status: status === 2 ? stderr : "", stdout }).toEqual({
    status: "",
    stdout: expect.stringContaining("helm install"),
  });
});

test("seatrial estimate tells that there is nothing of the name", () => {
  const { status, stderr } = estimate("scenarios/nowhere.yaml");
  expect(status).toBe(2);
  expect(stderr).toMatch(/^Error: .*scenarios\/nowhere\.yaml/);
});
