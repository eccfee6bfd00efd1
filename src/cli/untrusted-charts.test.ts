import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "seatrial-untrusted-"));
afterAll(() => rmSync(folder, { recursive: true }));

function run(command: "template" | "install" | "plan", files: Readonly<Record<string, string>>) {
  const chart = mkdtempSync(join(folder, "chart-"));
  const all = { "Chart.yaml": "apiVersion: v2\nname: guest\nversion: 1.0.0\n", ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(chart, path)), { recursive: true });
    writeFileSync(join(chart, path), text);
  }
  const { status, stdout, stderr } = spawnSync("node", [`${root}dist/cli.js`, command, "demo", chart], {
    encoding: "utf8",
    env: { ...process.env, PASSWORD: "hunter2" },
  });
  return { status, stdout, stderr };
}

const template = (text: string) => run("template", { "templates/a.yaml": text });

/** The modules of Node that talk to others, or let others in. */
const networking = "net tls http https http2 dns dns/promises dgram inspector repl".split(" ");

/** The script of the GitHub Action that writes a comment: a program of its own. */
const ofTheAction = "post-comment.js";

test("no built file of the program can reach a network", () => {
  const built = readdirSync(`${root}dist`).filter((name) => /\.[cm]?js$/.test(name));
  const files = built.filter((name) => name !== ofTheAction);
  expect(files.length).toBeGreaterThan(5);
  for (const name of files) {
    const code = readFileSync(`${root}dist/${name}`, "utf8");
    const modules = [
      ...code.matchAll(/(?:require|import|getBuiltinModule|from)\s*\(?\s*["'](?:node:)?([\w/]+)["']/g),
    ]
      .map((match) => match[1] ?? "")
      .filter((module) => networking.includes(module));
    expect(modules, name).toEqual([]);
    expect(code).not.toContain(ofTheAction);
    expect(code.match(/\b(fetch|WebSocket|EventSource|XMLHttpRequest)\(/g), name).toBeNull();
  }
});

describe("a template of a stranger", () => {
  test.each(['{{ env "PASSWORD" }}', '{{ expandenv "$PASSWORD" }}'])(
    "cannot read the environment: %s",
    (text) => {
      const { status, stdout, stderr } = template(text);
      expect(status).toBe(2);
      expect(stderr).toMatch(/function "(env|expandenv)" not defined/);
      expect(stdout + stderr).not.toContain("hunter2");
    },
  );

  test.each([
    '{{ .Files.Get "/etc/hostname" }}',
    '{{ .Files.Get "../../../../../../etc/hostname" }}',
    '{{ range $path, $_ := .Files.Glob "/etc/*" }}{{ $path }}{{ end }}',
    '{{ .Files.Lines "../x" | join "" }}',
    '{{ getHostByName "localhost" }}',
    "{{ .Chart.constructor }}{{ .Release.constructor }}{{ .constructor }}",
    '{{ .Values.constructor }}{{ .Values.__proto__ }}{{ index .Values "toString" }}',
  ])("gets nothing from outside of the chart: %s", (text) => {
    const { status, stdout } = template(`a: "${text}"`);
    expect(status).toBe(0);
    expect(stdout).toBe(`---\n# Source: guest/templates/a.yaml\na: ""\n`);
  });

  test.each([
    ["{{ .Values.constructor.constructor }}", /nil pointer evaluating interface \{\}\.constructor/],
    ['{{ call .Values.toString "x" }}', /error calling call|nil/],
  ])("does not reach the program: %s", (text, message) => {
    const { status, stderr } = template(text);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe("what a chart says", () => {
  test("moves no cursor and commands no CI", () => {
    const { stderr } = run("install", {
      "templates/NOTES.txt": "\u001b]0;owned\u0007\u001b[2J\n::add-mask::x\n  ::error::y\n##[group]z\n",
    });
    expect(stderr).toContain(
      "\\u001b]0;owned\\u0007\\u001b[2J\n\\::add-mask::x\n  \\::error::y\n\\##[group]z\n",
    );
    expect(stderr).not.toContain("\u001b");
  });

  test("does so in prose on standard output, too", () => {
    const { stdout } = run("plan", {
      "templates/a.yaml": '{{ fail "\\x1b[31mred\\n::error::y" }}',
    });
    expect(stdout).not.toContain("\u001b");
  });

  test("does so in errors, too", () => {
    const { status, stderr } = template('{{ fail "\\x1b[31mred\\n::error::y" }}');
    expect(status).toBe(2);
    expect(stderr).toContain("\\u001b[31mred\n\\::error::y");
  });
});
