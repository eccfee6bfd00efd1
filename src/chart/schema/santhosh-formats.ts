import { parseAddress } from "../../sprig/net/parse-ip.ts";
import { parseTime } from "../../sprig/time/parse-time.ts";
import { UTC } from "../../sprig/time/zone.ts";
import { parseUrl } from "../../sprig/url/parse-url.ts";
import type { CompilePattern } from "./compile-pattern.ts";
import { length } from "./json.ts";

/** What is wrong with a text, undefined where nothing is. */
type Check = (text: string) => string | undefined;

const messageOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const date: Check = (text) => messageOf(() => parseTime("2006-01-02", text, UTC));

const time: Check = (text) => {
  if (text.length < 9) return "less than 9 characters long";
  if (text[2] !== ":" || text[5] !== ":") return "missing colon in correct place";
  const numbers = [text.slice(0, 2), text.slice(3, 5), text.slice(6, 8)];
  const bad = numbers.find((part) => !/^[0-9]{2}$/.test(part));
  if (bad !== undefined)
    return `invalid hour/min/sec: strconv.Atoi: parsing ${JSON.stringify(bad)}: invalid syntax`;
  const [hour = 0, minute = 0, second = 0] = numbers.map(Number);
  if (hour > 23 || minute > 59 || second > 60) return "hour/min/sec out of range";
  const fraction = /^\.[0-9]*/.exec(text.slice(8))?.[0] ?? "";
  if (fraction === ".") return "no digits in second fraction";
  return offset(text.slice(8 + fraction.length), hour * 60 + minute, second);
};

/** A leap second must be one in UTC. */
function offset(zone: string, minutes: number, second: number): string | undefined {
  let shift = 0;
  if (!/^[zZ]$/.test(zone)) {
    const parts = /^([+-])([0-9]{2}):([0-9]{2})$/.exec(zone);
    if (parts === null)
      return zone.length === 6
        ? "missing colon in offset at correct place"
        : "offset must be 6 characters long";
    const [hours, mins] = [Number(parts[2]), Number(parts[3])];
    if (hours > 23 || mins > 59) return "hour/min in offset out of range";
    shift = (parts[1] === "-" ? 1 : -1) * (hours * 60 + mins);
  }
  if (second === 60 && (((minutes + shift) % 1440) + 1440) % 1440 !== 1439) return "invalid leap second";
  return undefined;
}

const dateTime: Check = (text) => {
  if (text.length < 20) return "less than 20 characters long";
  if (!/[tT]/.test(text[10] ?? "")) return "11th character must be t or T";
  const day = date(text.slice(0, 10));
  if (day !== undefined) return `invalid date element: ${day}`;
  const hour = time(text.slice(11));
  return hour === undefined ? undefined : `invalid time element: ${hour}`;
};

const hostname: Check = (text) => {
  const host = text.endsWith(".") && text.length > 1 ? text.slice(0, -1) : text;
  if (host.length > 253) return "more than 253 characters long";
  for (const label of host.split(".")) {
    if (label.length < 1 || label.length > 63) return "label must be 1 to 63 characters long";
    if (label.startsWith("-")) return "label starts with hyphen";
    if (label.endsWith("-")) return "label ends with hyphen";
    const bad = [...label].find((char) => !/[a-zA-Z0-9-]/.test(char));
    if (bad !== undefined) return `invalid character '${bad}'`;
  }
  return undefined;
};

const email: Check = (text) => {
  if (text.length > 254) return "more than 255 characters long";
  const at = text.lastIndexOf("@");
  if (at < 0) return "missing @";
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (local.length > 64) return "local part more than 64 characters long";
  if (local.length > 1 && local.startsWith('"') && local.endsWith('"')) {
    if (/[\\"]/.test(local.slice(1, -1)))
      return "backslash and quote are not allowed within quoted local part";
  } else {
    if (local.startsWith(".")) return "starts with dot";
    if (local.endsWith(".")) return "ends with dot";
    if (local.includes("..")) return "consecutive dots";
    const bad = [...local].find((char) => !/[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]/.test(char));
    if (bad !== undefined) return `invalid character '${bad}'`;
  }
  if (domain.startsWith("[") && domain.endsWith("]")) return addressLiteral(domain.slice(1, -1));
  const problem = hostname(domain);
  return problem === undefined ? undefined : `invalid domain: ${problem}`;
};

function addressLiteral(text: string): string | undefined {
  const problem = text.startsWith("IPv6:") ? ipv6(text.slice(5)) : ipv4(text);
  if (problem === undefined) return undefined;
  return `invalid ipv${text.startsWith("IPv6:") ? 6 : 4} address: ${problem}`;
}

const ipv4: Check = (text) => {
  const groups = text.split(".");
  if (groups.length !== 4) return "expected four decimals";
  for (const group of groups) {
    if (group.length > 1 && group.startsWith("0")) return "leading zeros";
    if (!/^[+-]?[0-9]+$/.test(group)) return `strconv.Atoi: parsing ${JSON.stringify(group)}: invalid syntax`;
    if (Number(group) < 0 || Number(group) > 255) return "decimal must be between 0 and 255";
  }
  return undefined;
};

const ipv6: Check = (text) => {
  if (!text.includes(":")) return "missing colon";
  if (text.includes("%")) return "zone id is not a part of ipv6 address";
  return messageOf(() => parseAddress(text));
};

const uriReference: Check = (text) => {
  const problem = messageOf(() => parseUrl(text, { strictBrackets: true }));
  return problem ?? (text.includes("\\") ? "contains \\" : undefined);
};

const uri: Check = (text) => {
  const problem = messageOf(() => parseUrl(text, { strictBrackets: true }));
  if (problem !== undefined) return problem;
  return parseUrl(text, { strictBrackets: true }).scheme === "" ? "relative url" : undefined;
};

const uriTemplate: Check = (text) => {
  const problem = messageOf(() => parseUrl(text, { strictBrackets: true }));
  if (problem !== undefined) return problem;
  for (const part of text.split("/")) {
    let depth = 0;
    for (const char of part) {
      if (char === "{") depth++;
      if (char === "}") depth--;
      if (depth < 0 || depth > 1) return "nested curly braces";
    }
    if (depth > 0) return "no matching closing brace";
  }
  return undefined;
};

const uuid: Check = (text) => {
  const sizes = [8, 4, 4, 4, 12];
  const groups = text.split("-");
  if (groups.length !== sizes.length) return "must have 5 elements";
  for (const [i, group] of groups.entries()) {
    if (length(group) !== sizes[i]) return `element ${i + 1} must be ${sizes[i]} characters long`;
    const bad = [...group].find((char) => !/[0-9a-fA-F]/.test(char));
    if (bad !== undefined) return `non-hex character '${bad}'`;
  }
  return undefined;
};

const duration: Check = (text) => {
  if (!text.startsWith("P")) return "must start with P";
  const rest = text.slice(1);
  if (rest === "") return "nothing after P";
  if (/^[0-9]+W$/.test(rest)) return undefined;
  if (rest.includes("W")) return "invalid week";
  const [days = "", clock, ...more] = rest.split("T");
  if (more.length > 0) return "more than one T";
  if (clock === "") return "no time elements";
  const fits =
    /^(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)?$/.test(days) &&
    /^(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S)?$/.test(clock ?? "");
  return fits ? undefined : "invalid elements";
};

const jsonPointer: Check = (text) => {
  if (text === "") return undefined;
  if (!text.startsWith("/")) return "not starting with /";
  return /~(?![01])/.test(text) ? "~ must be followed by 0 or 1" : undefined;
};

const relativePointer: Check = (text) => {
  const digits = /^[0-9]+/.exec(text)?.[0] ?? "";
  if (digits === "") return "must start with non-negative integer";
  if (digits.length > 1 && digits.startsWith("0")) return "starts with zero";
  const rest = text.slice(digits.length);
  return rest === "#" ? undefined : jsonPointer(rest);
};

/** What each `format` finds wrong in santhosh-tekuri/jsonschema 6 (format.go); formats it does not know find nothing. */
export function santhoshFormats(compile: CompilePattern): Readonly<Record<string, Check>> {
  return {
    date,
    time,
    "date-time": dateTime,
    duration,
    period: () => undefined,
    email,
    hostname,
    ipv4,
    ipv6,
    uri,
    iri: uri,
    "uri-reference": uriReference,
    "iri-reference": uriReference,
    "uri-template": uriTemplate,
    uuid,
    regex: (text) => messageOf(() => compile(text)),
    "json-pointer": jsonPointer,
    "relative-json-pointer": relativePointer,
    semver: (text) =>
      /^(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/.test(
        text,
      )
        ? undefined
        : "no dot after major",
  };
}
