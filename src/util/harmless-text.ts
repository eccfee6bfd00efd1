/** Control characters but for line breaks and tabs, and those that turn the direction of text. */
const unseen = /\r(?!\n)|(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu;

/** What GitHub's runner takes for a command: `::error::` at the start of a line, `##[group]` anywhere. */
const commands = /^([^\S\n]*)(?=::)|(?=##\[)/gm;

/**
 * A text that may hold words of a chart, fit for a terminal and for the log of a CI job: what would move the cursor, hide
 * text or command the runner is shown instead, as `\u001b` and `\::error::`.
 */
export const harmless = (text: string): string =>
  text
    .replace(unseen, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(commands, "$1\\");
