import type { Recording } from "../../recording/recording.ts";

/** What would run, load or break out if any of it were taken for markup. */
export const attack = `"'></script></pre><script>globalThis.pwned=1</script><img src=x onerror="globalThis.pwned=1">{{x}}\${x}<!--]]>`;

/** Keys that the program goes by, and values that it compares. */
const kept = new Set([
  "type",
  "outcome",
  "event",
  "severity",
  "kubernetesVersion",
  "startedAt",
  "apiVersion",
]);

/**
 * The run as a hostile chart would have it: every text that a chart, a container or Helm can have had a hand in holds an attack. The kinds of what
 * is written stay, or nothing would be drawn.
 */
export function hostile(recording: Recording): Recording {
  const spoil = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return kept.has(key) || isTime(value) ? value : spoilt(value, key);
    if (Array.isArray(value)) return value.map((each: unknown) => spoil(each, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, spoil(each, name)]));
  };
  return spoil(recording, "") as Recording;
}

const isTime = (text: string): boolean => /^\d{4}-\d\d-\d\dT/.test(text);

const spoilt = (text: string, key: string): string =>
  key === "kind" || key === "phase" || key === "status" ? text : text + attack;
