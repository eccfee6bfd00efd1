/** A call of a JSON API; gives what it answers. @throws Error if it refuses */
export async function callApi(
  url: string,
  method: "GET" | "POST" | "PUT" | "PATCH",
  headers: Readonly<Record<string, string>>,
  data?: unknown,
): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { "content-type": "application/json", "user-agent": "seatrial", ...headers },
    ...(data === undefined ? {} : { body: JSON.stringify(data) }),
    signal: AbortSignal.timeout(30_000),
  });
  const { hostname, pathname } = new URL(url);
  if (!response.ok) throw new Error(`${hostname} answers ${method} ${pathname} with ${response.status}`);
  return response.json();
}

const mostPages = 20;
const perPage = 100;

/** Looks through the pages of a list. `url` takes more parameters at its end. */
export async function findInPages<T>(
  url: string,
  headers: Readonly<Record<string, string>>,
  wanted: (item: T) => boolean,
): Promise<T | undefined> {
  for (let page = 1; page <= mostPages; page++) {
    const items = (await callApi(`${url}?per_page=${perPage}&page=${page}`, "GET", headers)) as readonly T[];
    const found = items.find(wanted);
    if (found !== undefined || items.length < perPage) return found;
  }
  return undefined;
}

/** The first line of a comment of ours, not to be seen; `name` tells several of one pull request apart. */
export const markOf = (name: string): string =>
  `<!-- seatrial: ${name.replace(/[^\w .]+/g, "_").slice(0, 100)} -->`;
