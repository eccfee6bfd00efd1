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

/** So many comments are looked through. */
const mostPages = 20;
const perPage = 100;

/**
 * Writes a comment, or writes the one of this name anew.
 * @throws Error if GitHub refuses
 */
export async function postComment(target: CommentTarget, text: string): Promise<"created" | "updated"> {
  const mark = `<!-- seatrial: ${target.name.replace(/[^\w .]+/g, "_").slice(0, 100)} -->`;
  const body = `${mark}\n${text}`;
  const issues = `/repos/${target.repository}/issues`;
  const id = await findComment(target, mark);
  if (id === undefined) await call(target, "POST", `${issues}/${target.pullRequest}/comments`, { body });
  else await call(target, "PATCH", `${issues}/comments/${id}`, { body });
  return id === undefined ? "created" : "updated";
}

/** Anybody can write a comment with our mark in it: only those of bots, and of people who may write here, are ours. */
const ours = ({ user, author_association: role = "" }: Comment): boolean =>
  user?.type === "Bot" || ["OWNER", "MEMBER", "COLLABORATOR"].includes(role);

async function findComment(target: CommentTarget, mark: string): Promise<number | undefined> {
  for (let page = 1; page <= mostPages; page++) {
    const path = `/repos/${target.repository}/issues/${target.pullRequest}/comments?per_page=${perPage}&page=${page}`;
    const comments = (await call(target, "GET", path)) as readonly Comment[];
    const found = comments.find((comment) => comment.body?.startsWith(mark) === true && ours(comment));
    if (found !== undefined || comments.length < perPage) return found?.id;
  }
  return undefined;
}

async function call(
  { api, token }: CommentTarget,
  method: string,
  path: string,
  data?: unknown,
): Promise<unknown> {
  const response = await fetch(api + path, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "user-agent": "seatrial",
      "x-github-api-version": "2022-11-28",
    },
    ...(data === undefined ? {} : { body: JSON.stringify(data) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw new Error(`GitHub answers ${method} ${path.split("?")[0]} with ${response.status}`);
  return response.json();
}
