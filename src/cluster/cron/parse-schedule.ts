import { parseDuration } from "../../util/duration.ts";

/**
 * The times at which a cron job runs. A day has to match both the day of the month and that of the week, unless both are
 * restricted: then one is enough.
 */
export interface Schedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly daysOfMonth: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly daysOfWeek: ReadonlySet<number>;
  /** the field is `*` or `?` */
  readonly anyDayOfMonth: boolean;
  readonly anyDayOfWeek: boolean;
}

/** `@every 90s`: so many milliseconds after the last time. */
export interface Interval {
  readonly every: number;
}

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

const minutes: Bounds = { min: 0, max: 59, names: [] };
const hours: Bounds = { min: 0, max: 23, names: [] };
const daysOfMonth: Bounds = { min: 1, max: 31, names: [] };
const months: Bounds = {
  min: 1,
  max: 12,
  names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
};
const daysOfWeek: Bounds = { min: 0, max: 6, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] };

const descriptors: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

/** Reads a schedule as github.com/robfig/cron/v3 does (ParseStandard), or says in its words what is wrong with it. */
export function parseSchedule(text: string): Schedule | Interval | { readonly problem: string } {
  const spec = text.replace(/^(?:CRON_)?TZ=\S*\s+/, "").trim();
  if (text === "") return { problem: "empty spec string" };
  if (spec.startsWith("@every ")) return parseInterval(spec.slice("@every ".length), spec);
  if (spec.startsWith("@") && descriptors[spec] === undefined)
    return { problem: `unrecognized descriptor: ${spec}` };
  const fields = (descriptors[spec] ?? spec).split(/\s+/).filter((each) => each !== "");
  if (fields.length !== 5)
    return { problem: `expected exactly 5 fields, found ${fields.length}: [${fields.join(" ")}]` };
  try {
    const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = ""] = fields;
    return {
      minutes: parseField(minute, minutes),
      hours: parseField(hour, hours),
      daysOfMonth: parseField(dayOfMonth, daysOfMonth),
      months: parseField(month, months),
      daysOfWeek: parseField(dayOfWeek, daysOfWeek),
      anyDayOfMonth: isAny(dayOfMonth),
      anyDayOfWeek: isAny(dayOfWeek),
    };
  } catch (error) {
    if (error instanceof ScheduleProblem) return { problem: error.message };
    throw error;
  }
}

class ScheduleProblem extends Error {}

/** A list with a star in it restricts nothing; a star with a step does. */
const isAny = (field: string): boolean => field.split(",").some((part) => /^[*?](?:\/[01])?$/.test(part));

function parseField(field: string, bounds: Bounds): ReadonlySet<number> {
  const values = new Set<number>();
  for (const part of field.split(",").filter((each) => each !== ""))
    for (const value of parseRange(part, bounds)) values.add(value);
  return values;
}

/** `5`, `*`, `1-5`, `mon-fri`, each with `/step`; a number with a step runs to the end. */
function parseRange(text: string, bounds: Bounds): readonly number[] {
  const [range = "", step, ...more] = text.split("/");
  if (more.length > 0) throw new ScheduleProblem(`too many slashes: ${text}`);
  const [low = "", high, ...others] = range.split("-");
  const star = low === "*" || low === "?";
  if (!star && others.length > 0) throw new ScheduleProblem(`too many hyphens: ${text}`);
  const start = star ? bounds.min : parseValue(low, bounds);
  let end = star ? bounds.max : high === undefined ? start : parseValue(high, bounds);
  const by = step === undefined ? 1 : parseNumber(step);
  if (step !== undefined && !star && high === undefined) end = bounds.max;
  if (start < bounds.min)
    throw new ScheduleProblem(`beginning of range (${start}) below minimum (${bounds.min}): ${text}`);
  if (end > bounds.max)
    throw new ScheduleProblem(`end of range (${end}) above maximum (${bounds.max}): ${text}`);
  if (start > end)
    throw new ScheduleProblem(`beginning of range (${start}) beyond end of range (${end}): ${text}`);
  if (by === 0) throw new ScheduleProblem(`step of range should be a positive number: ${text}`);
  const values: number[] = [];
  for (let value = start; value <= end; value += by) values.push(value);
  return values;
}

function parseValue(text: string, { names, min }: Bounds): number {
  const index = names.indexOf(text.toLowerCase());
  return index >= 0 ? index + min : parseNumber(text);
}

function parseNumber(text: string): number {
  if (!/^[+-]?\d+$/.test(text))
    throw new ScheduleProblem(
      `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  const value = Number(text);
  if (value < 0) throw new ScheduleProblem(`negative number (${value}) not allowed: ${text}`);
  return value;
}

function parseInterval(text: string, spec: string): Interval | { readonly problem: string } {
  const every = parseDuration(text);
  if (every === undefined)
    return { problem: `failed to parse duration ${spec}: time: invalid duration ${JSON.stringify(text)}` };
  return { every: Math.max(1000, Math.floor(every / 1000) * 1000) };
}
