import { escapeUrl } from "./escape.ts";
import type { Url, UserInfo } from "./parse-url.ts";

/** Go's URL.String, of a URL made from its parts. */
export function formatUrl({ scheme, opaque, user, host, path, query, fragment }: Url): string {
  const start = scheme && `${scheme}:`;
  const end = (query && `?${query}`) + (fragment && `#${escapeUrl(fragment, "fragment")}`);
  if (opaque !== "") return start + opaque + end;
  const hasAuthority = host !== "" || user !== undefined || (scheme !== "" && path !== "");
  const authority = hasAuthority
    ? `//${user === undefined ? "" : `${formatUser(user)}@`}${escapeUrl(host, "host")}`
    : "";
  const shownPath = path === "*" ? path : escapeUrl(path, "path");
  const slash = shownPath !== "" && !shownPath.startsWith("/") && host !== "" ? "/" : "";
  const before = start + authority + slash;
  // A first element with a colon would read as a scheme.
  const dot = before === "" && shownPath.split("/")[0]?.includes(":") ? "./" : "";
  return before + dot + shownPath + end;
}

/** Go's Userinfo.String */
export function formatUser({ name, password }: UserInfo): string {
  const shown = escapeUrl(name, "userinfo");
  return password === undefined ? shown : `${shown}:${escapeUrl(password, "userinfo")}`;
}
