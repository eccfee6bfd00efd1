import { quote } from "../../gotemplate/text/quote.ts";
import { CallError } from "../call-error.ts";
import { parseAddress } from "../net/parse-ip.ts";
import { unescapeUrl } from "./escape.ts";

/** Go's url.URL as far as templates see it: escapes are taken back, but for the query and the opaque part. */
export interface Url {
  readonly scheme: string;
  readonly opaque: string;
  readonly user: UserInfo | undefined;
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

export interface UserInfo {
  readonly name: string;
  /** undefined where the URL has none, not even an empty one */
  readonly password: string | undefined;
}

/** How Go's net/url parses. */
export interface UrlRules {
  /** In `urlParse`, brackets hold an IPv6 address and nothing else (Go 1.25.2 and 1.24.8). */
  readonly strictBrackets: boolean;
}

/** Go's url.Parse (net/url/url.go); throws with its words. */
export function parseUrl(text: string, rules: UrlRules): Url {
  const [source = "", fragment] = cut(text, "#");
  const attempt = <T>(whole: string, parse: () => T): T => {
    try {
      return parse();
    } catch (error) {
      if (error instanceof CallError) throw new CallError(`parse ${quote(whole)}: ${error.message}`);
      throw error;
    }
  };
  const url = attempt(source, () => parseWithoutFragment(source, rules));
  return fragment === undefined || fragment === ""
    ? url
    : { ...url, fragment: attempt(text, () => unescapeUrl(fragment, "fragment")) };
}

function parseWithoutFragment(text: string, rules: UrlRules): Url {
  if ([...text].some((char) => char < " " || char === "\x7f"))
    throw new CallError("net/url: invalid control character in URL");
  const empty: Url = { scheme: "", opaque: "", user: undefined, host: "", path: "", query: "", fragment: "" };
  if (text === "*") return { ...empty, path: "*" };
  const [rawScheme, afterScheme] = splitScheme(text);
  const scheme = rawScheme.toLowerCase();
  const [hierarchy = "", query = ""] = cut(afterScheme, "?");
  if (!hierarchy.startsWith("/")) {
    if (scheme !== "") return { ...empty, scheme, query, opaque: hierarchy };
    if (hierarchy.split("/")[0]?.includes(":"))
      throw new CallError("first path segment in URL cannot contain colon");
  }
  const hasAuthority = hierarchy.startsWith("//") && (scheme !== "" || !hierarchy.startsWith("///"));
  if (!hasAuthority) return { ...empty, scheme, query, path: unescapeUrl(hierarchy, "path") };
  const slash = hierarchy.indexOf("/", 2);
  const authority = slash < 0 ? hierarchy.slice(2) : hierarchy.slice(2, slash);
  const { user, host } = parseAuthority(authority, rules);
  const path = unescapeUrl(slash < 0 ? "" : hierarchy.slice(slash), "path");
  return { ...empty, scheme, query, user, host, path };
}

/** `http:` taken off; a text that does not begin with a scheme is left alone. */
function splitScheme(text: string): [scheme: string, rest: string] {
  if (text.startsWith(":")) throw new CallError("missing protocol scheme");
  const scheme = /^([A-Za-z][A-Za-z0-9+\-.]*):/.exec(text)?.[1];
  return scheme === undefined ? ["", text] : [scheme, text.slice(scheme.length + 1)];
}

function parseAuthority(authority: string, rules: UrlRules): Pick<Url, "user" | "host"> {
  const at = authority.lastIndexOf("@");
  const host = parseHost(authority.slice(at + 1), rules);
  if (at < 0) return { user: undefined, host };
  const userInfo = authority.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(userInfo)) throw new CallError("net/url: invalid userinfo");
  const [name = "", password] = cut(userInfo, ":").map((part) => part && unescapeUrl(part, "userinfo"));
  return { user: { name, password }, host };
}

function parseHost(host: string, rules: UrlRules): string {
  if (rules.strictBrackets && host.lastIndexOf("[") > 0) throw new CallError("invalid IP-literal");
  if (!host.startsWith("[")) {
    const colon = host.lastIndexOf(":");
    if (colon >= 0) checkPort(host.slice(colon));
    return unescapeUrl(host, "host");
  }
  const close = host.lastIndexOf("]");
  if (close < 0) throw new CallError("missing ']' in host");
  checkPort(host.slice(close + 1));
  const zone = host.slice(0, close).indexOf("%25");
  const literal =
    zone < 0
      ? unescapeUrl(host.slice(1, close), "host")
      : unescapeUrl(host.slice(1, zone), "host") + unescapeUrl(host.slice(zone, close), "zone");
  if (rules.strictBrackets) checkLiteral(literal);
  return `[${literal}${unescapeUrl(host.slice(close), "host")}`;
}

function checkLiteral(literal: string): void {
  let length: number;
  try {
    length = parseAddress(literal).bytes.length;
  } catch (error) {
    if (error instanceof CallError) throw new CallError(`invalid host: ${error.message}`);
    throw error;
  }
  if (length === 4) throw new CallError("invalid IP-literal");
}

function checkPort(colonPort: string): void {
  if (!isOptionalPort(colonPort)) throw new CallError(`invalid port ${quote(colonPort)} after host`);
}

/** Host without port and brackets (URL.Hostname). */
export function hostName(host: string): string {
  const colon = host.lastIndexOf(":");
  const name = colon >= 0 && isOptionalPort(host.slice(colon)) ? host.slice(0, colon) : host;
  return name.startsWith("[") && name.endsWith("]") ? name.slice(1, -1) : name;
}

function isOptionalPort(colonPort: string): boolean {
  return /^(?::[0-9]*)?$/.test(colonPort);
}

/** Before and after the first separator; the second is missing where there is none. */
function cut(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
