import { callApi, findInPages, markOf } from "./comment-call.ts";

/** A note of a merge request, as GitLab tells it. */
interface Note {
  readonly id: number;
  readonly body: string;
  readonly author: { readonly id: number };
}

/** Where a note is to be, and how to get there. */
export interface NoteTarget {
  /** `https://gitlab.com/api/v4` */
  readonly api: string;
  readonly project: string;
  readonly mergeRequest: number;
  /** a token of the project with the scope `api` */
  readonly token: string;
  /** what tells it from other reviews of the same merge request */
  readonly name: string;
}

/**
 * Writes a note, or writes the one of this name and this author anew.
 * @throws Error if GitLab refuses
 */
export async function noteOnGitlab(target: NoteTarget, text: string): Promise<void> {
  const { api, project, mergeRequest, token, name } = target;
  const headers = { "private-token": token };
  const mark = markOf(name);
  const body = `${mark}\n${text}`;
  const notes = `${api}/projects/${encodeURIComponent(project)}/merge_requests/${mergeRequest}/notes`;
  const self = (await callApi(`${api}/user`, "GET", headers)) as { readonly id: number };
  const old = await findInPages<Note>(
    notes,
    headers,
    (note) => note.author.id === self.id && note.body.startsWith(mark),
  );
  if (old === undefined) await callApi(notes, "POST", headers, { body });
  else await callApi(`${notes}/${old.id}`, "PUT", headers, { body });
}
