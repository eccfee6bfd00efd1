/**
 * Plain text as Markdown that shows it as it is: no emphasis, no HTML, no table cells, and on GitHub no person is called and
 * no issue linked.
 */
export const markdownText = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "") // oxlint-disable-line no-control-regex
    .replace(/[\\`*_{}[\]<>|~]/g, "\\$&")
    .replace(/[@#](?=[\w/-])/g, "$&<!-- -->")
    .replaceAll("\n", " ");

/** Plain text as code inside a line or a table cell. */
export function markdownCode(text: string): string {
  const plain = text.replaceAll("\n", " ").replaceAll("|", "\\|");
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `\`${plain}\`` : `${fence} ${plain} ${fence}`;
}

/** Lines as a block of code, whatever is in them. */
export function markdownBlock(lines: readonly string[], language = ""): string {
  const longest = Math.max(2, ...lines.map((line) => /^ *(`{3,})/.exec(line)?.[1]?.length ?? 0));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${lines.map((line) => `${line}\n`).join("")}${fence}\n`;
}

/** A table; cells are Markdown already. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");

/** A part that is folded away until the reader wants it. */
export const markdownFold = (summary: string, body: string): string =>
  `<details><summary>${summary.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</summary>\n\n${body.trimEnd()}\n\n</details>\n`;
