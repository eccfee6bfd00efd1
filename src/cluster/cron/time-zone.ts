const utcNames = new Set([
  "utc",
  "etc/utc",
  "etc/universal",
  "universal",
  "zulu",
  "etc/zulu",
  "etc/uct",
  "uct",
]);

/**
 * How many milliseconds a zone is ahead of UTC at a moment (milliseconds since the epoch). The rules of named zones come
 * from the JavaScript engine, so they are those of its version of the IANA database; fixed zones are known here.
 * @throws RangeError for an unknown zone
 */
export function zoneOffset(zone: string, moment: number): number {
  const fixed = fixedOffset(zone);
  if (fixed !== undefined) return fixed;
  const parts = formatOf(zone).formatToParts(moment);
  const field = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const local = Date.UTC(
    field("year"),
    field("month") - 1,
    field("day"),
    field("hour"),
    field("minute"),
    field("second"),
  );
  return local - Math.floor(moment / 1000) * 1000;
}

/** Why a zone cannot be used, in the server's words (pkg/apis/batch/validation/validation.go, validateTimeZone). */
export function timeZoneProblem(zone: string): string | undefined {
  if (zone === "") return "timeZone must be nil or non-empty string";
  const badPart = zone
    .split("/")
    .some(
      (part) =>
        part === "." || part === ".." || part.startsWith("-") || !/^[A-Za-z.\-_0-9+]{1,14}$/.test(part),
    );
  if (badPart) return `unknown time zone ${zone}`;
  if (zone.toLowerCase() === "local")
    return "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones";
  if (fixedOffset(zone) !== undefined) return undefined;
  try {
    formatOf(zone);
    return undefined;
  } catch {
    return `unknown time zone ${zone}`;
  }
}

/** `UTC` and `Etc/GMT+5`, whose sign is the opposite of what it seems. */
function fixedOffset(zone: string): number | undefined {
  if (utcNames.has(zone.toLowerCase())) return 0;
  const match = /^(?:Etc\/)?GMT(?:([+-])(\d{1,2}))?$/.exec(zone);
  if (match === null) return undefined;
  const hours = Number(match[2] ?? 0);
  return hours === 0 ? 0 : (match[1] === "+" ? -1 : 1) * hours * 3_600_000;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(zone, format);
  return format;
}
