import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const chart = "scenarios/hook-weights/chart";

test.each([
  [["check", "scenarios/hook-weights", "--threads", "0"], "threads", 0],
  [["explore", chart, "--threads=-1"], "threads", -1],
  [["estimate", chart, "--threads", "0"], "threads", 0],
  [["estimate", chart, "--runs", "0"], "runs", 0],
] as const)("%j is refused", (words, flag, count) => {
  const { status, stdout, stderr } = spawnSync("node", ["dist/cli.js", ...words], {
    cwd: root,
    encoding: "utf8",
  });
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: "",
    stderr: `Error: --${flag} is a number from 1 on, not ${count}.\n`,
  });
});
