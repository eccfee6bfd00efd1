/**
 * The parts that a Go time layout names, and the texts between them (time/format.go, nextStdChunk): `2006-01-02` is the
 * year, a text `-`, the month with two digits and so on.
 */
export interface LayoutPart {
  readonly text: string;
  /** Whether `text` is an element of the reference time, rather than a text of its own. */
  readonly isElement: boolean;
}

const ELEMENT =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|0[1-6]|002|15|1|2006|2|_2(?!006)|__2|3|4|5|PM|pm|[-Z]07:00:00|[-Z]070000|[-Z]07:00|[-Z]0700|[-Z]07|[.,](?:0+|9+)(?!\d)/;

const cache = new Map<string, readonly LayoutPart[]>();

/** Splits a layout; the texts between elements may be empty and are left out then. */
export function layoutParts(layout: string): readonly LayoutPart[] {
  let parts = cache.get(layout);
  if (parts === undefined) {
    parts = layout
      .split(new RegExp(`(${ELEMENT.source})`))
      .map((text, i) => ({ text, isElement: i % 2 === 1 }))
      .filter(({ text }) => text !== "");
    cache.set(layout, parts);
  }
  return parts;
}

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
export const WEEKDAYS = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
] as const;
