import fc from "fast-check";
import { expect, test } from "vitest";
import { civilFromSeconds } from "./civil-time.ts";
import { formatTime } from "./format-time.ts";
import { loadZone } from "./load-zone.ts";
import { parseTime } from "./parse-time.ts";
import { UTC } from "./zone.ts";

/** From the year 1 to 9999, whatever the zone. */
const seconds = fc.bigInt({ min: -62_135_500_000n, max: 253_402_200_000n });

test("the calendar is that of JavaScript", () => {
  fc.assert(
    fc.property(seconds, (at) => {
      const { year, month, day, hour, minute, second } = civilFromSeconds(at);
      const date = new Date(0);
      date.setUTCFullYear(year, month - 1, day);
      date.setUTCHours(hour, minute, second);
      expect(BigInt(date.getTime())).toBe(at * 1000n);
    }),
  );
});

test("a time that was written is read back", () => {
  const zones = fc.constantFrom(
    "UTC",
    "Europe/Berlin",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Pacific/Chatham",
  );
  const layouts = fc.constantFrom(
    "2006-01-02T15:04:05.999999999Z07:00",
    "Mon, 02 Jan 2006 15:04:05.000000000 -0700",
    "__2 2006 3:04:05.000000000PM -07:00:00",
  );
  fc.assert(
    fc.property(seconds, fc.nat(999_999_999), zones, layouts, (at, nanoseconds, name, layout) => {
      const period = loadZone(name)?.periodAt(at) ?? UTC.periodAt(at);
      // two of the layouts have no place for the seconds that places were apart before there was a standard
      fc.pre(period.offset % 60 === 0);
      const text = formatTime({ seconds: at, nanoseconds, period }, layout);
      const read = parseTime(layout, text, UTC);
      expect([read.seconds, read.nanoseconds, read.zone.periodAt(at).offset]).toEqual([
        at,
        nanoseconds,
        period.offset,
      ]);
    }),
  );
});
