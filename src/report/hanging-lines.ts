/**
 * A paragraph with a label in front of its first line, all other lines indented as deep. Only spaces are places to break
 * at; a longer word stands by itself.
 */
export function hangingLines(label: string, text: string, width = 80): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && label.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? word : ` ${word}`;
  }
  lines.push(line);
  return lines.map((each, i) => `${i === 0 ? label : " ".repeat(label.length)}${each}\n`).join("");
}
