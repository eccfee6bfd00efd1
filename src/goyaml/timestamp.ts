const DATE = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})/;
const TIME = /^([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?/;
const ZONE = /^(?:Z|[+-]([0-9]{2}):([0-9]{2}))$/;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether go-yaml takes a plain scalar for a point in time: `2006-1-2`, with `15:4:5` and fractions behind spaces, or `T` and a zone too. */
export function isTimestamp(text: string): boolean {
  const date = DATE.exec(text);
  if (date === null) return false;
  const [whole, year, month, day] = date.map(Number);
  if (whole === undefined || !isDay(year ?? 0, month ?? 0, day ?? 0)) return false;
  const rest = text.slice(date[0].length);
  if (rest === "") return true;
  const separator = /^(?:[Tt]| *)/.exec(rest)?.[0] ?? "";
  if (separator === "") return false;
  const time = TIME.exec(rest.slice(separator.length));
  if (time === null || Number(time[1]) > 23 || Number(time[2]) > 59 || Number(time[3]) > 59) return false;
  const zone = rest.slice(separator.length + time[0].length);
  if (separator.startsWith(" ")) return zone === "";
  const offset = ZONE.exec(zone);
  return offset !== null && Number(offset[1] ?? 0) <= 24 && Number(offset[2] ?? 0) <= 60;
}

function isDay(year: number, month: number, day: number): boolean {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}
