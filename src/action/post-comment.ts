import { readFileSync } from "node:fs";
import { githubAnnotation } from "../report/github-annotation.ts";
import { commentOnGithub } from "./github-comment.ts";
import { noteOnGitlab } from "./gitlab-note.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What a job runs to comment on the pull request that it is about. What it is to do stands in the environment. The verdict
 * decides how the job ends, so a comment that cannot be written is a warning.
 */
async function main(env: Environment): Promise<void> {
  const onGitlab = env["GITLAB_CI"] !== undefined;
  try {
    const text = readFileSync(env["BODY_FILE"] ?? "", "utf8");
    await (onGitlab ? gitlab(env, text) : github(env, text));
    console.log("The review stands in a comment.");
  } catch (error) {
    const { message } = error as Error;
    if (onGitlab) console.error(`The review is not commented: ${message}. The token needs the scope "api".`);
    else
      process.stdout.write(
        githubAnnotation("warning", {}, "The review is not commented", `${message}. ${rights}`),
      );
  }
}

const rights =
  'The job needs the permission "pull-requests: write", which pull requests from forks do not get.';

const github = (env: Environment, text: string): Promise<void> =>
  commentOnGithub(
    {
      api: env["GITHUB_API_URL"] ?? "https://api.github.com",
      repository: env["GITHUB_REPOSITORY"] ?? "",
      pullRequest: Number(env["PULL_REQUEST"]),
      token: env["TOKEN"] ?? "",
      name: env["NAME"] ?? "seatrial-review",
    },
    text,
  );

const gitlab = (env: Environment, text: string): Promise<void> =>
  noteOnGitlab(
    {
      api: env["CI_API_V4_URL"] ?? "https://gitlab.com/api/v4",
      project: env["CI_PROJECT_ID"] ?? "",
      mergeRequest: Number(env["CI_MERGE_REQUEST_IID"]),
      token: env["TOKEN"] ?? "",
      name: env["NAME"] ?? "seatrial-review",
    },
    text,
  );

void main(process.env);
