import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";

const root = fileURLToPath(new URL("../../", import.meta.url));
const docs = readFileSync(`${root}docs/ci.md`, "utf8");
const folder = mkdtempSync(join(tmpdir(), "seatrial-ci-"));
const workspace = join(folder, "repo");

/** The block of the page that begins with a line. */
const block = (language: string, first: string): string => {
  const found = [...docs.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].find(
    ([, name, text]) => name === language && text?.startsWith(first),
  );
  return found?.[2] ?? "";
};

const git = (...args: string[]): string =>
  execFileSync("git", ["-C", workspace, "-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
    encoding: "utf8",
  });

/** The notes of the merge request; note 1 is somebody else's. */
const notes = [{ id: 1, body: "<!-- seatrial: seatrial_review -->", author: { id: 5 } }];
const gitlab = createServer((request, response) => {
  let data = "";
  request.on("data", (chunk) => (data += chunk));
  request.on("end", () => {
    const { method, url = "" } = request;
    const note = notes.find(({ id }) => url.endsWith(`/notes/${id}`));
    const { body } = (data === "" ? {} : JSON.parse(data)) as { body: string };
    if (method === "POST") notes.push({ id: notes.length + 1, body, author: { id: 9 } });
    if (method === "PUT" && note !== undefined) note.body = body;
    const isAllowed = request.headers["private-token"] === "t0ken" && url.startsWith("/api/v4/");
    const answer = url.endsWith("/user") ? { id: 9 } : method === "GET" ? notes : {};
    response.writeHead(isAllowed ? 200 : 403).end(JSON.stringify(answer));
  });
});

beforeAll(async () => {
  mkdirSync(join(workspace, "charts"), { recursive: true });
  cpSync(`${root}scenarios/hook-weights/chart`, join(workspace, "charts/web"), { recursive: true });
  execFileSync("git", ["init", "-q", "-b", "main", workspace]);
  git("add", "-A");
  git("commit", "-qm", "base");
  git("remote", "add", "origin", workspace);
  git("fetch", "-q", "origin");
  const values = join(workspace, "charts/web/values.yaml");
  writeFileSync(values, readFileSync(values, "utf8").replace("hookSeconds: 10", "hookSeconds: 4000"));
  await new Promise<void>((resolve) => gitlab.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  await new Promise((resolve) => gitlab.close(resolve));
  rmSync(folder, { recursive: true });
});

function shell(
  script: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawn("bash", ["-c", script], { cwd: workspace, env: { PATH: process.env["PATH"], ...env } });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
}

test("the job for GitLab reviews, notes once, keeps what it promises, and ends as the review does", async () => {
  interface Job {
    readonly variables: Readonly<Record<string, string>>;
    readonly script: readonly string[];
    readonly artifacts: { readonly paths: readonly string[]; readonly reports: { readonly junit: string } };
  }
  const { seatrial } = parse(block("yaml", "# .gitlab-ci.yml")) as { seatrial: Job };
  const env = {
    ...seatrial.variables,
    SEATRIAL: root,
    TOKEN: "t0ken",
    GITLAB_CI: "true",
    CI_API_V4_URL: `http://127.0.0.1:${(gitlab.address() as AddressInfo).port}/api/v4`,
    CI_PROJECT_ID: "12",
    CI_MERGE_REQUEST_IID: "3",
    CI_MERGE_REQUEST_DIFF_BASE_SHA: git("rev-parse", "main").trim(),
  };
  const run = () => shell(["set -eo pipefail", ...seatrial.script].join("\n"), env);
  expect(await run()).toMatchObject({ code: 1 });
  expect(await run()).toMatchObject({ code: 1 });
  expect(notes).toHaveLength(2);
  expect(notes[0]?.body).toBe("<!-- seatrial: seatrial_review -->");
  expect(notes[1]?.body).toMatch(/^<!-- seatrial: seatrial_review -->\n## ⛔ Breaks/);
  for (const file of [...seatrial.artifacts.paths, seatrial.artifacts.reports.junit])
    expect(existsSync(join(workspace, file)), file).toBe(true);
  const refused = await shell(seatrial.script.join("\n"), { ...env, TOKEN: "other" });
  expect(refused.code).toBe(1);
  expect(refused.output).toContain(
    "The review is not commented: 127.0.0.1 answers GET /api/v4/user with 403",
  );
});

test("the recipe for a shell ends as the review does", async () => {
  const recipe = block("sh", "git fetch");
  expect(await shell(`seatrial() { node ${root}dist/cli.js "$@"; }\n${recipe}`)).toMatchObject({ code: 1 });
});
