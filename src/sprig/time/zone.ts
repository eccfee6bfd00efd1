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
  /** `UTC`, `Local`, `Europe/Berlin`, or what an invented zone was called. */
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
export const LOCAL: Zone = { name: "Local", periodAt: UTC.periodAt };
