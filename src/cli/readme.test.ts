import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const readme = readFileSync(`${root}README.md`, "utf8");

/** Runs a line of a console block in a shell that knows `seatrial`. */
function shell(command: string): string {
  const script = `{ seatrial() { node dist/cli.js "$@"; }\n${command}\n} 2>&1`;
  return spawnSync("bash", ["-c", script], { cwd: root, encoding: "utf8" }).stdout;
}

/** Replaces what stands in the blocks of a language below their first line. */
const refill = (text: string, language: string, content: (firstLine: string) => string | undefined): string =>
  text.replace(
    new RegExp(`^(\`\`\`${language}\\n(.*)\\n)([\\s\\S]*?)^\`\`\`$`, "gm"),
    (block, opening, firstLine) => {
      const filled = content(firstLine);
      return filled === undefined ? block : `${opening}${filled}\`\`\``;
    },
  );

test("the examples print what the README says, and its scenarios are those in the files", async () => {
  const commands: string[] = [];
  const run = (line: string): string => {
    commands.push(line);
    return shell(line.replace(/^\$ /, ""));
  };
  const file = (line: string): string | undefined =>
    line.startsWith("# scenarios/") ? readFileSync(`${root}${line.slice(2)}`, "utf8") : undefined;
  const filled = refill(refill(readme, "console", run), "yaml", file);
  expect(commands.length).toBeGreaterThan(3);
  // `vitest run -u` writes the README anew
  await expect(filled).toMatchFileSnapshot(`${root}README.md`);
});

test("the commands that the README gives to set things up exist", () => {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as {
    scripts: Record<string, string>;
  };
  expect(readme).toContain("```sh\nnpm ci && npm start\n```");
  expect(readme).toContain("```sh\nnpm ci && npm test\n```");
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["start", "test"]));
});
