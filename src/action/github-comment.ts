import { callApi, findInPages, markOf } from "./comment-call.ts";

/** A comment of a pull request, as GitHub tells it. */
interface Comment {
  readonly id: number;
  readonly body?: string | null;
  readonly user?: { readonly type?: string } | null;
  readonly author_association?: string;
}

/** Where a comment is to be, and how to get there. */
export interface CommentTarget {
  /** `https://api.github.com` */
  readonly api: string;
  /** `owner/name` */
  readonly repository: string;
  readonly pullRequest: number;
  readonly token: string;
  /** what tells it from other reviews of the same pull request */
  readonly name: string;
}

/**
 * Writes a comment, or writes the one of this name anew.
 * @throws Error if GitHub refuses
 */
export async function commentOnGithub(target: CommentTarget, text: string): Promise<void> {
  const { api, repository, pullRequest, token, name } = target;
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${token}`,
    "x-github-api-version": "2022-11-28",
  };
  const mark = markOf(name);
  const body = `${mark}\n${text}`;
  const issues = `${api}/repos/${repository}/issues`;
  const comments = `${issues}/${pullRequest}/comments`;
  const old = await findInPages<Comment>(
    comments,
    headers,
    (each) => each.body?.startsWith(mark) === true && isOurs(each),
  );
  if (old === undefined) await callApi(comments, "POST", headers, { body });
  else await callApi(`${issues}/comments/${old.id}`, "PATCH", headers, { body });
}

/** Anybody can write a comment with our mark in it: only those of bots, and of people who may write here, are ours. */
const isOurs = ({ user, author_association: role = "" }: Comment): boolean =>
  user?.type === "Bot" || ["OWNER", "MEMBER", "COLLABORATOR"].includes(role);
