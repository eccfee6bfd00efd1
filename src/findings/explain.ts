import { wrapWords } from "../util/wrap-words.ts";
import type { Rule } from "./rule.ts";

/** The long form of a rule, for a terminal. */
export function explain({ id, severity, title, explain: { what, example, fix, links } }: Rule): string {
  return `${id} (${severity}): ${title}

${paragraph(what)}

Example:

${example.replace(/^(?=.)/gm, "    ")}

What to do:

${paragraph(fix)}

Silence it where it is harmless, with the reason, on the object:

    metadata:
      annotations:
        ignore.seatrial.dev/${id}: why it is harmless here

Others who met it:

${links.map((link) => `  ${link}\n`).join("")}`;
}

const paragraph = (text: string): string => wrapWords(text.split(/\s+/), 100).join("\n");

/** All rules as a Markdown table. */
export const rulesTable = (rules: readonly Rule[]): string =>
  ["| rule | severity | what it finds |", "|---|---|---|"]
    .concat(rules.map(({ id, severity, title }) => `| \`${id}\` | ${severity} | ${title} |`))
    .map((line) => `${line}\n`)
    .join("");
