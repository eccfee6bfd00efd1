/** What a zone's clocks show at one moment. */
export interface ZonePeriod {
  /** seconds east of Greenwich */
  readonly offset: number;
  /** "" where the zone has none, as in a time parsed with a numeric offset */
  readonly name: string;
  readonly isDst: boolean;
}

/** Go's time.Location. */
export interface Zone {
  /** `UTC`, `Europe/Berlin`, or what an invented zone was called. */
  readonly name: string;
  /** The period at a number of seconds since 1970 (UTC). */
  periodAt(seconds: bigint): ZonePeriod;
}

/** A zone that never changes. */
export function fixedZone(name: string, offset: number): Zone {
  const period = { offset, name, isDst: false };
  return { name, periodAt: () => period };
}

export const UTC: Zone = fixedZone("UTC", 0);

/**
 * Go's time.Local: here always UTC, as on servers and in containers, so that a chart renders to the same text on
 * every machine.
 */
export const LOCAL: Zone = { name: "UTC", periodAt: UTC.periodAt };

/** Whether Go would take two zones for equal, looking into them; UTC and local time are never the same to it. */
export function isSameZone(a: Zone, b: Zone, seconds: bigint): boolean {
  if (a === b || [a, b].some((zone) => zone === UTC || zone === LOCAL)) return a === b;
  return a.name === b.name && a.periodAt(seconds).offset === b.periodAt(seconds).offset;
}
