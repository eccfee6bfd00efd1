import { parseAddress } from "../../sprig/net/parse-ip.ts";
import { parseTime } from "../../sprig/time/parse-time.ts";
import { UTC } from "../../sprig/time/zone.ts";
import { parseUrl, type Url } from "../../sprig/url/parse-url.ts";
import type { CompilePattern } from "./compile-pattern.ts";

const succeeds = (act: () => unknown): boolean => {
  try {
    act();
    return true;
  } catch {
    return false;
  }
};

const isTime =
  (...layouts: string[]) =>
  (text: string): boolean =>
    layouts.some((layout) => succeeds(() => parseTime(layout, text, UTC)));

const url = (text: string): Url | undefined => {
  try {
    return text.includes("\\") ? undefined : parseUrl(text, { strictBrackets: false });
  } catch {
    return undefined;
  }
};

const isUri = (text: string): boolean => (url(text)?.scheme ?? "") !== "";
const isReference = (text: string): boolean => url(text) !== undefined;
const isAddress = (text: string, mark: string): boolean =>
  text.includes(mark) && succeeds(() => parseAddress(text)) && !text.includes("%");

const label = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9])";
const hostname = new RegExp(`^${label}(?:\\.${label})*$`);
const atoms = '[^\\s()<>@,;:\\\\".\\[\\]]+(?:\\.[^\\s()<>@,;:\\\\".\\[\\]]+)*';
const address = `(?:${atoms}|"(?:[^"\\\\]|\\\\.)*")@(?:${atoms}|\\[[^\\[\\]\\\\]*\\])`;
const email = new RegExp(
  `^\\s*(?:${address}|[^<>@"]*<${address}>|"(?:[^"\\\\]|\\\\.)*"\\s*<${address}>)\\s*$`,
  "u",
);
const isEmail = (text: string): boolean => email.test(text);

/** What each `format` accepts in gojsonschema 1.2; formats it does not know accept everything. */
export function gojsonschemaFormats(
  compile: CompilePattern,
): Readonly<Record<string, (text: string) => boolean>> {
  const times = ["15:04:05", "15:04:05Z07:00"];
  return {
    date: isTime("2006-01-02"),
    time: isTime(...times),
    "date-time": isTime(
      ...times,
      "2006-01-02",
      "2006-01-02T15:04:05Z07:00",
      "2006-01-02T15:04:05.999999999Z07:00",
    ),
    hostname: (text) => text.length < 256 && hostname.test(text),
    email: isEmail,
    "idn-email": isEmail,
    ipv4: (text) => isAddress(text, "."),
    ipv6: (text) => isAddress(text, ":"),
    uri: isUri,
    iri: isUri,
    "uri-reference": isReference,
    "iri-reference": isReference,
    "uri-template": (text) => /^[^{]*(?:\{[^}]*\}[^{]*)*$/.test(url(text)?.path ?? "{"),
    uuid: (text) => /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/.test(text),
    regex: (text) => text === "" || succeeds(() => compile(text)),
    "json-pointer": (text) => /^(?:\/(?:[^~/]|~0|~1)*)*$/.test(text),
    "relative-json-pointer": (text) => /^(?:0|[1-9][0-9]*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/.test(text),
  };
}
