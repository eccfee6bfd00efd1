const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const two = (n: number): string => String(n).padStart(2, "0");

/** Go's time.ANSIC in UTC: `Mon Jan  2 15:04:05 2006`; the zero time for undefined. */
export function ansic(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return "Mon Jan  1 00:00:00 0001";
  const t = new Date(milliseconds);
  const day = String(t.getUTCDate()).padStart(2, " ");
  return `${days[t.getUTCDay()]} ${months[t.getUTCMonth()]} ${day} ${clock(t)} ${t.getUTCFullYear()}`;
}

/** How Go prints a time by itself: `2006-01-02 15:04:05.999 +0000 UTC`. */
export function goTime(milliseconds: number): string {
  const t = new Date(milliseconds);
  return `${date(t)} ${clock(t)}${fraction(t)} +0000 UTC`;
}

/** RFC 3339 with as much of a fraction as there is, as in JSON. */
export function rfc3339(milliseconds: number): string {
  const t = new Date(milliseconds);
  return `${date(t)}T${clock(t)}${fraction(t)}Z`;
}

const date = (t: Date): string => `${t.getUTCFullYear()}-${two(t.getUTCMonth() + 1)}-${two(t.getUTCDate())}`;
const clock = (t: Date): string =>
  `${two(t.getUTCHours())}:${two(t.getUTCMinutes())}:${two(t.getUTCSeconds())}`;
const fraction = (t: Date): string =>
  t.getUTCMilliseconds() === 0
    ? ""
    : `.${String(t.getUTCMilliseconds()).padStart(3, "0").replace(/0+$/, "")}`;
