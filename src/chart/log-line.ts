import { quote } from "../gotemplate/text/quote.ts";
import type { RenderProfile } from "./render-profile.ts";

/** Receives a line that Helm would write to standard error. */
export type Log = (line: string) => void;

type Attributes = Readonly<Record<string, string>>;

/** A line of Go's log package with the place in Helm's source that Helm 3 puts before it; Helm 4 sends it on to slog. */
export function logLine(profile: Pick<RenderProfile, "major">, place: string, message: string): string {
  return profile.major === 3 ? `${place}: ${message}` : slogLine("INFO", message);
}

/** A line of Helm 4's structured log. */
export function slogLine(
  level: "INFO" | "WARN" | "ERROR",
  message: string,
  attributes: Attributes = {},
): string {
  const rest = Object.entries(attributes).map(([key, value]) => ` ${key}=${slogText(value)}`);
  return `level=${level} msg=${slogText(message)}${rest.join("")}`;
}

/** log/slog's text handler quotes what would not read back as one word. */
function slogText(text: string): string {
  return /^[!#-<>-~]+$/.test(text) ? text : quote(text);
}
