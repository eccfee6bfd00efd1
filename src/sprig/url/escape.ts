import { quote } from "../../gotemplate/text/quote.ts";
import { fromBinary, toBinary } from "../binary.ts";
import { CallError } from "../call-error.ts";

/** The part of a URL that an escape is for; each lets other characters stand (net/url, shouldEscape). */
export type UrlPart = "path" | "userinfo" | "host" | "zone" | "fragment";

const PLAIN: Readonly<Record<UrlPart, RegExp>> = {
  path: /[A-Za-z0-9\-_.~$&+,/:;=@]/,
  userinfo: /[A-Za-z0-9\-_.~$&+,;=]/,
  host: /[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]/,
  zone: /[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]/,
  fragment: /[A-Za-z0-9\-_.~$&+,/:;=?@!()*]/,
};

export function escapeUrl(text: string, part: UrlPart): string {
  let out = "";
  for (const byte of toBinary(text)) {
    out += PLAIN[part].test(byte)
      ? byte
      : `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return out;
}

/** Throws with Go's words for an escape that is none, and for what a host must not hold, escaped or not. */
export function unescapeUrl(text: string, part: UrlPart): string {
  const binary = toBinary(text);
  const isHost = part === "host" || part === "zone";
  let out = "";
  for (let at = 0; at < binary.length; at++) {
    const byte = binary[at] ?? "";
    if (byte !== "%") {
      if (isHost && byte < "\x80" && !PLAIN[part].test(byte))
        throw new CallError(`invalid character ${quote(byte)} in host name`);
      out += byte;
      continue;
    }
    const escaped = binary.slice(at, at + 3);
    if (!/^%[0-9A-Fa-f]{2}$/.test(escaped)) throw invalidEscape(escaped);
    const char = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    if (part === "host" && char < "\x80" && escaped !== "%25") throw invalidEscape(escaped);
    if (part === "zone" && escaped !== "%25" && char !== " " && !PLAIN.host.test(char))
      throw invalidEscape(escaped);
    out += char;
    at += 2;
  }
  return fromBinary(out);
}

function invalidEscape(sequence: string): CallError {
  return new CallError(`invalid URL escape ${quote(fromBinary(sequence))}`);
}
