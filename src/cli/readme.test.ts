import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(`${root}README.md`, "utf8");

const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
    (match) => match[1] ?? "",
  );

/** Runs a line of a console block in a shell that knows `seatrial`. */
function shell(command: string): string {
  const script = `seatrial() { node dist/cli.js "$@"; }\n${command}`;
  return spawnSync("bash", ["-c", `{ ${script}\n} 2>&1`], { cwd: root, encoding: "utf8" }).stdout;
}

const examples = blocks("console").map((block) => {
  const [line = "", ...output] = block.split("\n");
  return { command: line.replace(/^\$ /, ""), output: output.join("\n") };
});

test("the README has examples", () => {
  expect(examples.length).toBeGreaterThan(2);
});

test.each(examples)("$command prints what the README says", ({ command, output }) => {
  expect(shell(command)).toBe(output);
});

test("the scenarios in the README are those in the files", () => {
  const files = blocks("yaml").filter((block) => block.startsWith("# scenarios/"));
  expect(files.length).toBeGreaterThan(0);
  for (const block of files) {
    const [path = "", ...lines] = block.split("\n");
    expect(lines.join("\n")).toBe(readFileSync(`${root}${path.slice(2)}`, "utf8"));
  }
});

test("the commands that the README gives to set things up exist", () => {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as {
    scripts: Record<string, string>;
  };
  expect(blocks("sh").slice(0, 2)).toEqual(["npm ci && npm start\n", "npm ci && npm test\n"]);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["start", "test"]));
});
