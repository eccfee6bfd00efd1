import { readFileSync } from "node:fs";
import { githubAnnotation } from "../report/github-annotation.ts";
import { postComment } from "./review-comment.ts";

/** The step of the GitHub Action that comments. What it is to do stands in the environment. */
void main(process.env);

async function main(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  try {
    const target = {
      api: env["GITHUB_API_URL"] ?? "https://api.github.com",
      repository: env["GITHUB_REPOSITORY"] ?? "",
      pullRequest: Number(env["PULL_REQUEST"]),
      token: env["TOKEN"] ?? "",
      name: env["NAME"] ?? "",
    };
    const outcome = await postComment(target, readFileSync(env["BODY_FILE"] ?? "", "utf8"));
    console.log(`The comment is ${outcome}.`);
  } catch (error) {
    // The verdict decides how the job ends. A pull request from a fork, say, may not write comments.
    const text = `${(error as Error).message}. The job needs the permission "pull-requests: write"; pull requests from forks do not get it.`;
    process.stdout.write(githubAnnotation("warning", {}, "The review is not commented", text));
  }
}
