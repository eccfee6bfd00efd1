import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A page that begins like this is a course: its files are written and its commands run in a folder of its own. */
const course = "<!-- These commands are run one after the other in an empty folder";

const pages = ["README.md", ...readdirSync(`${root}docs`).map((name) => `docs/${name}`)]
  .filter((page) => page.endsWith(".md") && existsSync(`${root}${page}`))
  .filter((page) => /^```(console|yaml\n# )/m.test(readFileSync(`${root}${page}`, "utf8")));

/** What a page shows of jq is left as it is where there is none. */
const hasJq = spawnSync("jq", ["--version"]).status === 0;

/** Fills the console blocks of a page with what their commands print, and the blocks of files with the files. */
function executed(markdown: string, folder: string, isCourse: boolean): string {
  return markdown.replace(/^```(console|yaml)\n([\s\S]*?)^```$/gm, (block, language, content: string) => {
    if (language === "console" && content.includes("| jq ") && !hasJq) return block;
    if (language === "console" && content.includes("$ npx vitest")) return inProject(content, markdown);
    if (language === "console") return `\`\`\`console\n${replayed(content, folder)}\`\`\``;
    const path = /^# (\S+\/\S+)\n/.exec(content)?.[1];
    if (path === undefined) return block;
    if (!isCourse && !existsSync(join(folder, path))) return block;
    if (!isCourse) return `\`\`\`yaml\n# ${path}\n${readFileSync(join(folder, path), "utf8")}\`\`\``;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content.slice(content.indexOf("\n") + 1));
    return block;
  });
}

/** A block of commands that are run in a project. */
function inProject(content: string, markdown: string): string {
  const project = projectOf(markdown);
  try {
    return `\`\`\`console\n${replayed(content, project)}\`\`\``;
  } finally {
    rmSync(project, { recursive: true });
  }
}

/**
 * A project that holds the scenarios, their snapshots and the tests that a page shows (the blocks that begin with
 * `// NAME.test.ts`), and that has seatrial and vitest installed.
 */
function projectOf(markdown: string): string {
  const folder = mkdtempSync(join(tmpdir(), "seatrial-project-"));
  for (const name of ["scenarios", "snapshots"])
    cpSync(`${root}${name}`, join(folder, name), { recursive: true });
  for (const [, name = "", code = ""] of markdown.matchAll(/^```ts\n\/\/ (\S+\.test\.ts)\n([\s\S]*?)^```$/gm))
    writeFileSync(join(folder, name), code);
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules", "seatrial"));
  for (const name of [".bin", "vitest"])
    symlinkSync(`${root}node_modules/${name}`, join(folder, "node_modules", name));
  return folder;
}

/** The commands of a block, each with what it prints. */
const replayed = (content: string, folder: string): string =>
  content
    .split("\n")
    // what seatrial prints of a simulated command begins like a command, too
    .filter((line) => /^\$ (?!helm |kubectl )/.test(line))
    .map((line) => `${line}\n${shell(line.slice(2), folder)}`)
    .join("");

/** Runs a line in a shell that knows `seatrial`; of times of day nothing is left. */
function shell(command: string, cwd: string): string {
  const script = `seatrial() { node ${root}dist/cli.js "$@"; }\n{ ${command}\n} 2>&1`;
  const date = "2025-01-01T00:00:00Z";
  const git = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  const env = { ...process.env, ...git, CI: undefined, NO_COLOR: "1", LC_ALL: "C" };
  return spawnSync("bash", ["-c", script], { cwd, encoding: "utf8", env, input: "" }).stdout.replace(
    /(?<=Scenarios: .* in )\d+\.\d+s/g,
    "0.1s",
  );
}

test.each(pages)("what %s shows is what happens", async (page) => {
  const text = readFileSync(`${root}${page}`, "utf8");
  const isCourse = text.startsWith(course);
  const folder = isCourse ? mkdtempSync(join(tmpdir(), "seatrial-course-")) : root;
  try {
    // `vitest run -u` writes the pages anew
    await expect(executed(text, folder, isCourse)).toMatchFileSnapshot(`${root}${page}`);
  } finally {
    if (isCourse) rmSync(folder, { recursive: true });
  }
});

test("the commands that the README gives to set things up exist", () => {
  const readme = readFileSync(`${root}README.md`, "utf8");
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as {
    scripts: Record<string, string>;
  };
  expect(readme).toContain("```sh\nnpm ci && npm start\n```");
  expect(readme).toContain("```sh\nnpm ci && npm test\n```");
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["start", "test"]));
});

test("the README leads to every page", () => {
  const readme = readFileSync(`${root}README.md`, "utf8");
  const pages = readdirSync(`${root}docs`).filter((name) => name.endsWith(".md"));
  expect(pages.filter((name) => !readme.includes(`](docs/${name})`))).toEqual([]);
});

test.each(["README.md", ...readdirSync(`${root}docs`).map((name) => `docs/${name}`)])(
  "the links of %s lead somewhere",
  (page) => {
    if (!page.endsWith(".md")) return;
    const links = [
      ...readFileSync(`${root}${page}`, "utf8").matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g),
    ];
    const paths = links.map(([, path = ""]) => path);
    expect(paths.filter((path) => !existsSync(join(root, dirname(page), path)))).toEqual([]);
  },
);
