import { compareStrings } from "../../../util/compare-strings.ts";

/** A value as Go's encoding/json writes maps and lists: keys in byte order, `<`, `>` and `&` escaped. */
export function goJson(value: unknown): string {
  if (typeof value === "string") return goJsonString(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(goJson).join(",")}]`;
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => compareStrings(a, b));
  return `{${entries.map(([key, each]) => `${goJsonString(key)}:${goJson(each)}`).join(",")}}`;
}

export const goJsonString = (text: string): string =>
  JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
