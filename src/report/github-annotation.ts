import type { Place } from "../util/errors.ts";

/** GitHub shows no more annotations of a level in a step. */
export const mostAnnotations = 10;

export type AnnotationLevel = "error" | "warning" | "notice";

/** An annotation as GitHub Actions reads it from a step's log. */
export function githubAnnotation(level: AnnotationLevel, place: Place, title: string, text: string): string {
  const position = [
    ["file", place.file],
    ["line", place.line],
    ["col", place.column],
    ["title", title],
  ].flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${property(String(value))}`]));
  return `::${level} ${position.join(",")}::${data(text)}\n`;
}

const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
