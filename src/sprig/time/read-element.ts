import { MONTHS, WEEKDAYS } from "./layout.ts";
import { UTC, type Zone } from "./zone.ts";

/** What a text has given of a time so far; undefined is not given. */
export class TimeFields {
  year = 0;
  month: number | undefined;
  day: number | undefined;
  yearDay: number | undefined;
  hour = 0;
  minute = 0;
  second = 0;
  nanoseconds = 0;
  half: "am" | "pm" | undefined;
  zone: Zone | undefined;
  offset: number | undefined;
  zoneName = "";
}

/** Thrown, with its name, where an element has the form but not the range that it should. */
export class OutOfRange extends Error {}

/**
 * Reads one element of a layout from the beginning of a text into the fields (the switch in time/format.go's parse).
 * Gives what is left of the text, undefined where it does not begin with such an element. `next` is the layout's next
 * part.
 */
export function readElement(
  element: string,
  text: string,
  fields: TimeFields,
  next: string,
): string | undefined {
  const take = (pattern: RegExp, use: (...groups: string[]) => void): string | undefined => {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    use(...match.map((group) => group ?? ""));
    return text.slice(match[0].length);
  };
  const number = (
    name: string,
    low: number,
    high: number,
    set: (value: number) => void,
  ): string | undefined =>
    take(element.startsWith("0") ? /^\d\d/ : /^\d\d?/, (digits) =>
      set(inRange(Number(digits), name, low, high)),
    );
  switch (element) {
    case "2006":
      return take(/^\d{4}/, (digits) => {
        fields.year = Number(digits);
      });
    case "06":
      return take(/^[-+\d]\d/, (digits) => {
        fields.year = Number(digits) + (Number(digits) >= 69 ? 1900 : 2000);
      });
    case "January":
      return takeName(text, MONTHS, (index) => {
        fields.month = index + 1;
      });
    case "Jan":
      return takeName(text, shortened(MONTHS), (index) => {
        fields.month = index + 1;
      });
    case "Monday":
      return takeName(text, WEEKDAYS, () => {});
    case "Mon":
      return takeName(text, shortened(WEEKDAYS), () => {});
    case "01":
    case "1":
      return number("month", 1, 12, (month) => {
        fields.month = month;
      });
    case "02":
    case "2":
      return number("day", 0, 99, (day) => {
        fields.day = day;
      });
    case "_2":
      return take(/^ ?(\d\d?)/, (_, day) => {
        fields.day = Number(day);
      });
    case "002":
      return take(/^\d{3}/, (day) => {
        fields.yearDay = Number(day);
      });
    case "__2":
      return take(/^ {0,2}(\d{1,3})/, (_, day) => {
        fields.yearDay = Number(day);
      });
    case "15":
      return take(/^\d\d?/, (hour) => {
        fields.hour = inRange(Number(hour), "hour", 0, 23);
      });
    case "03":
    case "3":
      return number("hour", 0, 12, (hour) => {
        fields.hour = hour;
      });
    case "04":
    case "4":
      return number("minute", 0, 59, (minute) => {
        fields.minute = minute;
      });
    case "05":
    case "5":
      return withFraction(
        number("second", 0, 59, (second) => {
          fields.second = second;
        }),
        next,
        fields,
      );
    case "PM":
    case "pm":
      return take(element === "PM" ? /^[AP]M/ : /^[ap]m/, (half) => {
        fields.half = half.toLowerCase() === "pm" ? "pm" : "am";
      });
    case "MST":
      return readZoneName(text, fields);
    default:
      return /^[.,]/.test(element) ? readFraction(element, text, fields) : readOffset(element, text, fields);
  }
}

function inRange(value: number, name: string, low: number, high: number): number {
  if (value < low || value > high) throw new OutOfRange(name);
  return value;
}

const shortened = (names: readonly string[]): readonly string[] => names.map((name) => name.slice(0, 3));

function takeName(text: string, names: readonly string[], use: (index: number) => void): string | undefined {
  const index = names.findIndex((name) => text.slice(0, name.length).toLowerCase() === name.toLowerCase());
  if (index < 0) return undefined;
  use(index);
  return text.slice(names[index]?.length ?? 0);
}

/** Seconds may have a fraction that the layout does not mention. */
function withFraction(rest: string | undefined, next: string, fields: TimeFields): string | undefined {
  if (rest === undefined || /^[.,](?:0+|9+)$/.test(next)) return rest;
  const fraction = /^[.,]\d+/.exec(rest)?.[0];
  if (fraction === undefined) return rest;
  fields.nanoseconds = nanoseconds(fraction);
  return rest.slice(fraction.length);
}

/** `.000` wants just as many digits, `.999` takes any number of them or none. */
function readFraction(element: string, text: string, fields: TimeFields): string | undefined {
  const isExact = element[1] === "0";
  const fraction = (isExact ? new RegExp(`^[.,]\\d{${element.length - 1}}`) : /^[.,]\d+/).exec(text)?.[0];
  if (fraction === undefined) return isExact ? undefined : text;
  fields.nanoseconds = nanoseconds(fraction);
  return text.slice(fraction.length);
}

function nanoseconds(fraction: string): number {
  return Number(fraction.slice(1, 10).padEnd(9, "0"));
}

/** `-0700`, `Z07:00` and the like; `Z` stands for UTC in the latter. */
function readOffset(element: string, text: string, fields: TimeFields): string | undefined {
  if (element.startsWith("Z") && text.startsWith("Z")) {
    fields.zone = UTC;
    return text.slice(1);
  }
  const pattern = element.slice(1).replaceAll("00", "(\\d\\d)").replace("07", "(\\d\\d)");
  const match = new RegExp(`^([-+])${pattern}`).exec(text);
  if (match === null) return undefined;
  const [whole, sign, hours, minutes = "0", seconds = "0"] = match;
  const size =
    inRange(Number(hours), "time zone offset hour", 0, 24) * 3600 +
    inRange(Number(minutes), "time zone offset minute", 0, 60) * 60 +
    inRange(Number(seconds), "time zone offset second", 0, 60);
  fields.offset = sign === "-" ? -size : size;
  return text.slice(whole.length);
}

/** What looks like an abbreviation: three to five capitals, `GMT+3`, `+03` (time/format.go, parseTimeZone). */
function readZoneName(text: string, fields: TimeFields): string | undefined {
  if (text.startsWith("UTC")) {
    fields.zone = UTC;
    return text.slice(3);
  }
  const name = zoneNameAt(text);
  if (name === undefined) return undefined;
  fields.zoneName = name;
  return text.slice(name.length);
}

function zoneNameAt(text: string): string | undefined {
  if (text.length < 3) return undefined;
  if (/^(?:ChST|MeST)/.test(text)) return text.slice(0, 4);
  if (text.startsWith("GMT")) return `GMT${signedHours(text.slice(3))}`;
  if (/^[-+]/.test(text)) return signedHours(text) || undefined;
  const capitals = /^[A-Z]*/.exec(text.slice(0, 6))?.[0] ?? "";
  if (capitals.length === 3) return capitals;
  if (capitals.length === 4) return capitals.endsWith("T") || capitals === "WITA" ? capitals : undefined;
  return capitals.length === 5 && capitals.endsWith("T") ? capitals : undefined;
}

/** A sign and up to 23 hours, "" where there is none. */
function signedHours(text: string): string {
  const hours = /^[-+]\d+/.exec(text)?.[0] ?? "";
  return Number(hours.slice(1)) > 23 ? "" : hours;
}
