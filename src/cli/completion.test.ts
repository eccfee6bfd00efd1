import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { type CommandHelp, commandHelps } from "./command-help.ts";
import { commands } from "./commands.ts";
import { completionScript, shells } from "./completion-script.ts";
import { manPage } from "./man-page.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const helps = await commandHelps(commands);

test("the reference of commands is what --help prints", async () => {
  const section = ({ name, text }: CommandHelp): string =>
    `## seatrial ${name}\n\n\`\`\`text\n${text.trimEnd()}\n\`\`\`\n`;
  const page = `# Commands

What \`seatrial COMMAND --help\` prints, for every command. \`vitest run -u\` writes this page anew.

${helps.map(section).join("\n")}`;
  await expect(page).toMatchFileSnapshot(`${root}docs/commands.md`);
});

test("every command has a help text with its flags and exit codes", () => {
  for (const { name, text, flags } of helps) {
    expect(text, name).toMatch(/^Usage: seatrial /m);
    expect(text, name).toMatch(/^Exit codes: 0 /m);
    expect(flags, name).toContainEqual({
      name: "help",
      shorthand: "h",
      value: undefined,
      help: expect.any(String),
    });
  }
});

test.each(shells)("the completion for %s knows every command and flag", (shell) => {
  const script = completionScript(shell, helps);
  for (const { name, flags } of helps) {
    expect(script).toContain(name);
    for (const flag of flags) expect(script).toContain(flag.name);
  }
});

test("bash completes commands, their flags, and files", () => {
  const script = `${completionScript("bash", helps)}
complete_words() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _seatrial; echo "\${COMPREPLY[*]}"; }
complete_words seatrial pl
complete_words seatrial install --wait-
complete_words seatrial run packag`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script], { cwd: root, encoding: "utf8" });
  expect(stderr).toBe("");
  expect(stdout.split("\n")).toEqual(["play plan", "--wait-for-jobs", "package-lock.json package.json", ""]);
});

test("no line of the manual page is taken for a request", () => {
  const spoilt = [{ name: "x", summary: "", text: ".TH evil\n'a \\fB-b\n", flags: [] }];
  expect(manPage(spoilt, "1.0.0")).toContain("\n.nf\n\\&.TH evil\n\\&'a \\efB\\-b\n.fi\n");
});
