import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ActionRun, readAction, runAction } from "./run-action.test-support.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const action = readAction(`${root}action.yml`);
const folder = mkdtempSync(join(tmpdir(), "seatrial-action-"));
const workspace = join(folder, "repo");

const git = (...args: string[]): string =>
  execFileSync("git", ["-C", workspace, "-c", "user.name=a", "-c", "user.email=a@example.org", ...args], {
    encoding: "utf8",
  });

/** The comments of the pull request, as GitHub keeps them. */
interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly type: string };
  readonly author_association: string;
}
let comments: Comment[] = [];
let refuse = false;
const calls: string[] = [];

const github: Server = createServer((request, response) => {
  let data = "";
  request.on("data", (chunk) => (data += chunk));
  request.on("end", () => {
    calls.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    const answer = (status: number, value: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    };
    if (refuse) return answer(403, {});
    const { body } = (data === "" ? {} : JSON.parse(data)) as { body: string };
    const id = /\/comments\/(\d+)$/.exec(request.url ?? "")?.[1];
    if (request.method === "GET") return answer(200, comments);
    if (request.method === "POST") {
      const comment = { id: comments.length + 1, body, user: { type: "Bot" }, author_association: "NONE" };
      comments.push(comment);
      return answer(201, comment);
    }
    const comment = comments.find((each) => each.id === Number(id));
    if (comment !== undefined) comment.body = body;
    return answer(200, comment);
  });
});

beforeAll(async () => {
  mkdirSync(join(workspace, "charts"), { recursive: true });
  cpSync(`${root}scenarios/hook-weights/chart`, join(workspace, "charts/web"), { recursive: true });
  execFileSync("git", ["init", "-q", "-b", "main", workspace]);
  git("add", "-A");
  git("commit", "-qm", "base");
  await new Promise<void>((resolve) => github.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  await new Promise((resolve) => github.close(resolve));
  rmSync(folder, { recursive: true });
});

let runs = 0;
const run = (inputs: Record<string, string> = {}, event: unknown = pullRequest()): Promise<ActionRun> =>
  runAction(action, {
    actionPath: root,
    workspace,
    temp: join(folder, `temp-${++runs}`),
    inputs,
    github: { token: "t0ken", event },
    env: {
      GITHUB_API_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}`,
      GITHUB_REPOSITORY: "acme/charts",
    },
  });

const pullRequest = () => ({ pull_request: { number: 7, base: { sha: git("rev-parse", "main").trim() } } });

const change = (from: string, to: string): void => {
  const values = join(workspace, "charts/web/values.yaml");
  writeFileSync(values, readFileSync(values, "utf8").replace(from, to));
};

describe("on a pull request", () => {
  test("that is harmless: tells so in summary, comment and outputs, keeps the reports, succeeds", async () => {
    comments = [];
    change("how long each hook works", "how long every hook works");
    const { exitCode, outputs, summary, used } = await run();
    expect([exitCode, outputs["verdict"], outputs["exit-code"]]).toEqual([0, "safe", "0"]);
    expect(summary).toMatch(/^## ✅ Safe/);
    expect(comments.map(({ body }) => body.split("\n").slice(0, 2))).toEqual([
      ["<!-- seatrial: seatrial_review -->", "## ✅ Safe"],
    ]);
    const { name, path = "" } = used["actions/upload-artifact@v4"] ?? {};
    expect(name).toBe("seatrial-review");
    expect(path).toBe(outputs["reports"]);
    expect(readdirSync(path).sort()).toEqual(["review.html", "review.json", "review.md", "review.sarif"]);
  });

  test("that breaks something: says so in the same comment, and fails with the code of the review", async () => {
    change("hookSeconds: 10", "hookSeconds: 4000");
    const { exitCode, outputs, log } = await run();
    expect([exitCode, outputs["verdict"], outputs["exit-code"]]).toEqual([1, "breaks", "1"]);
    expect(log).toMatch(/^::error file=charts\/web/m);
    expect(comments).toHaveLength(1);
    expect(comments[0]?.body).toContain("## ⛔ Breaks");
    change("hookSeconds: 4000", "hookSeconds: 10");
  });

  test("updates no comment that somebody else has written", async () => {
    comments = [
      {
        id: 1,
        body: "<!-- seatrial: seatrial_review -->",
        user: { type: "User" },
        author_association: "NONE",
      },
    ];
    await run();
    expect(comments).toHaveLength(2);
    expect(comments[0]?.body).toBe("<!-- seatrial: seatrial_review -->");
  });

  test("may not be allowed to comment: warns, and the verdict stands", async () => {
    refuse = true;
    const { exitCode, log, outputs } = await run();
    refuse = false;
    expect([exitCode, outputs["verdict"]]).toEqual([0, "safe"]);
    expect(log).toMatch(/^::warning title=The review is not commented::127.0.0.1 answers GET .* with 403/m);
  });
});

test("without a pull request, or if not wanted, nothing is commented or kept", async () => {
  comments = [];
  const { exitCode, used } = await run({ comment: "false", upload: "false" });
  const pushed = await run({}, { before: git("rev-parse", "main").trim() });
  expect([exitCode, pushed.exitCode, pushed.outputs["verdict"]]).toEqual([0, 0, "safe"]);
  expect([comments, used]).toEqual([[], {}]);
});

test("what cannot be reviewed fails with code 2, and says where to look", async () => {
  const { exitCode, outputs, log, summary } = await run({ base: "no-such-ref" });
  expect([exitCode, outputs["verdict"], outputs["exit-code"]]).toEqual([2, "", "2"]);
  expect(log).toContain("no-such-ref");
  expect(summary).toContain("could not review this (exit code 2)");
});

test("hostile inputs are arguments and nothing else", async () => {
  const attack = `x"; touch "${join(folder, "pwned")}"; $(touch ${join(folder, "pwned")}) #`;
  const spoilt = await run({
    base: attack,
    head: attack,
    name: attack,
    arguments: `--values=${attack}\n\n--seed=7`,
  });
  const named = await run({ name: `${attack} --><img>`, "helm-version": "3.17.3" });
  expect([spoilt.exitCode, named.exitCode]).toEqual([2, 0]);
  expect(existsSync(join(folder, "pwned"))).toBe(false);
  expect(comments.at(-1)?.body.split("\n")[0]).toMatch(/^<!-- [\w .:]+ -->$/);
  expect(calls.every((call) => call.endsWith("Bearer t0ken"))).toBe(true);
});
