const suffix = "[bcdfghjklmnpqrstvwxz2456789]{5}";
const hash = "[bcdfghjklmnpqrstvwxz2456789]{6,10}";

const random: readonly (readonly [RegExp, string])[] = [
  [/[A-Z][a-z]{2} [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d( \d{4})?/g, "<time>"],
  [/\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z| [+-]\d{4} \w+)?/g, "<time>"],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "<uid>"],
  [/\b10\.\d+\.\d+\.\d+/g, "<ip>"],
  [/Image size: \d+/g, "Image size: <n>"],
  [new RegExp(`-${hash}-${suffix}(?![a-z0-9])`, "g"), "-<id>"],
  [new RegExp(`-${hash}(?![a-z0-9])`, "g"), "-<hash>"],
  [new RegExp(`-${suffix}(?![a-z0-9])`, "g"), "-<id>"],
  [/-\d{8}\b/g, "-<minute>"],
  [/\b\d+(\.\d+)?(ms|µs|s|m)\b/g, "<duration>"],
];

/** A text without what differs from run to run and means nothing: times, random names, addresses, trailing blanks. */
export function plainText(text: string, namespace: string): string {
  let plain = text.replaceAll(namespace || "\u0000", "<namespace>");
  for (const [pattern, word] of random) plain = plain.replace(pattern, word);
  return plain
    .replace(/^(level|time)=.*$|^\S+\.go:\d+:.*$/gm, "")
    .replace(/[ \t]+(\t|$)/gm, "$1")
    .replace(/\n{2,}/g, "\n")
    .trim();
}
