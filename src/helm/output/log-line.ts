import { isPrint } from "../../gotemplate/text/is-print.ts";
import { quote } from "../../gotemplate/text/quote.ts";

/** A line of Helm 4's log (log/slog's text handler, without a time). */
export function logLine(
  level: "DEBUG" | "INFO" | "WARN" | "ERROR",
  message: string,
  attributes: Readonly<Record<string, string>> = {},
): string {
  const rest = Object.entries(attributes).map(([key, value]) => ` ${key}=${word(value)}`);
  return `level=${level} msg=${word(message)}${rest.join("")}`;
}

function word(text: string): string {
  for (const char of text)
    if (char === " " || char === '"' || char === "=" || !isPrint(char.codePointAt(0) ?? 0))
      return quote(text);
  return text === "" ? '""' : text;
}
