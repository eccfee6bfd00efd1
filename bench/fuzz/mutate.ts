import type { RandomStream } from "../../src/sim/random.ts";

/** What breaks parsers: ends of ranges, ends of text, things that nest, things that look like other things. */
const nasty = [
  "", "0", "-0", "-1", "9223372036854775807", "9223372036854775808", "1e309", "-1e-400", "0x", "0b2", "1_000", ".inf", "NaN",
  "null", "~", "yes", "on", "<<", "*a", "&a", "!!binary", "!!set", "%", "%!", "%s%d%v", "\u0000", "\uFEFF", "\u2028", "\r\n", "\r",
  "\t", "  ", "\\", "\"", "'", "`", "|", ">", "|+9", ">-0", "---", "...", "- ", "? ", ": ", "{", "}", "[", "]", "{{", "}}", "{{-", "-}}",
  "/*", "*/", "..", "../", "/", "//", "C:\\", "__proto__", "constructor", "toString", "hasOwnProperty", "\ud83d\ude80", "\ud800", "é",
  "٣", "2001-01-01", "00:00:00", "1h", "-1ms", "99999999h", "1Gi", "1e3m", "a.b", "a,b", "a=b", "a[0]", "a[99999999]", "a[-1]",
]; // biome-ignore format: a table

/** A text with a few changes of the kinds that break parsers. `others` lend pieces to it. */
export function mutateText(text: string, others: readonly string[], random: RandomStream): string {
  let out = text;
  for (let changes = 1 + random.below(6); changes > 0; changes--) out = change(out, others, random);
  return out;
}

function change(text: string, others: readonly string[], random: RandomStream): string {
  const at = random.below(text.length + 1);
  const length =
    random.below(4) === 0
      ? random.below(text.length - at + 1)
      : random.below(Math.min(12, text.length - at + 1));
  const piece = text.slice(at, at + length);
  const put = (middle: string): string => text.slice(0, at) + middle + text.slice(at + length);
  switch (random.below(8)) {
    case 0:
      return put("");
    case 1:
      return put(pick(nasty, random));
    case 2:
      return text.slice(0, at) + pick(nasty, random) + text.slice(at);
    case 3:
      return put(piece.repeat(2 + random.below(3)));
    case 4:
      return put(piece.repeat(Math.min(400, 1 + Math.floor(20_000 / (piece.length + 1)))));
    case 5:
      return put(slice(pick(others, random), random));
    case 6:
      return put(String.fromCharCode(random.below(random.below(5) === 0 ? 0x10000 : 0x80)));
    default:
      return swapLines(text, random);
  }
}

function swapLines(text: string, random: RandomStream): string {
  const lines = text.split("\n");
  const [a, b] = [random.below(lines.length), random.below(lines.length)];
  const [first, second] = [lines[a] ?? "", lines[b] ?? ""];
  lines[a] = second;
  lines[b] = random.below(2) === 0 ? first : `${" ".repeat(random.below(5))}${first.trimStart()}`;
  return lines.join("\n");
}

function slice(text: string, random: RandomStream): string {
  const at = random.below(text.length + 1);
  return text.slice(at, at + random.below(200));
}

/** Bytes with a few of them changed, dropped, doubled or cut off. */
export function mutateBytes(bytes: Uint8Array, random: RandomStream): Uint8Array {
  let out = Uint8Array.from(bytes);
  for (let changes = 1 + random.below(8); changes > 0; changes--) {
    const at = random.below(out.length);
    const kind = random.below(5);
    if (kind < 3) out[at] = kind === 0 ? random.below(256) : (out[at] ?? 0) ^ (1 << random.below(8));
    else if (kind === 3) out = out.slice(0, at);
    else
      out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(Math.max(0, at - random.below(600)))]);
  }
  return out;
}

/** One of them; there is at least one. */
export function pick<T>(from: readonly T[], random: RandomStream): T {
  return from[random.below(from.length)] as T;
}
