import { GoMap, type Value } from "../gotemplate/value.ts";
import { CallError, NIL_DEREFERENCE } from "./call-error.ts";
import { type FunctionTable, goFunc } from "./go-func.ts";
import { reflectKind } from "./reflect-kind.ts";
import { formatUrl, formatUser } from "./url/format-url.ts";
import { hostName, parseUrl, type Url, type UrlRules } from "./url/parse-url.ts";

/** sprig's url.go. */
export function urlFunctions(rules: UrlRules): FunctionTable {
  return {
    urlParse: goFunc(["string"], (text) => {
      const { scheme, host, path, query, opaque, fragment, user } = parse(text, "url", rules);
      return new GoMap([
        ["scheme", scheme],
        ["host", host],
        ["hostname", hostName(host)],
        ["path", path],
        ["query", query],
        ["opaque", opaque],
        ["fragment", fragment],
        ["userinfo", user === undefined ? "" : formatUser(user)],
      ]);
    }),
    urlJoin: goFunc(["map[string]interface {}"], (dict) => {
      const text = (key: string): string => textOf(dict.get(key), key);
      const parts = {
        scheme: text("scheme"),
        host: text("host"),
        path: text("path"),
        query: text("query"),
        opaque: text("opaque"),
        fragment: text("fragment"),
      };
      const userInfo = text("userinfo");
      const user =
        userInfo === "" ? undefined : parse(`proto://${userInfo}@host`, "userinfo in dict", rules).user;
      return formatUrl({ ...parts, user });
    }),
  };
}

function parse(text: string, what: string, rules: UrlRules): Url {
  try {
    return parseUrl(text, rules);
  } catch (error) {
    if (error instanceof CallError) throw new CallError(`unable to parse ${what}: ${error.message}`);
    throw error;
  }
}

function textOf(value: Value | undefined, key: string): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (value === null) throw new CallError(NIL_DEREFERENCE);
  throw new CallError(`unable to parse ${key} key, must be of type string, but ${reflectKind(value)} found`);
}
