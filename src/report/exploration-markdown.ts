import { type Exploration, harms } from "../explore/mishaps/exploration.ts";
import { formatDuration } from "../util/duration.ts";
import { endingFacts } from "./exploration-text.ts";

/** What can go wrong with a command, as a table of Markdown: a row for each thing that can. */
export function explorationMarkdown({ command, retry, took, failure, endings }: Exploration): string {
  if (failure !== "")
    return `\`${command}\` fails before anything else goes wrong:\n\n\`\`\`\n${failure}\n\`\`\`\n`;
  const rows = endings.flatMap((ending) =>
    ending.cases.map(({ subject, what, took, retryTook }) => [
      `**${ending.harm}**`,
      `${subject} ${what}`,
      time(took),
      retryTook === undefined ? "" : time(retryTook),
      endingFacts(ending)
        .map(([label, text]) => `${label}: ${text}`)
        .join("<br>"),
    ]),
  );
  const header = ["end", "what goes wrong", "time", "retry", "what comes of it"];
  return [
    `\`${command}\` takes ${time(took)} if nothing goes wrong. If it fails it is tried again: \`${retry}\`\n`,
    ...[header, header.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`),
    "",
    ...Object.entries(harms).map(([harm, meaning]) => `- **${harm}**: ${meaning}`),
    "",
  ].join("\n");
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ");

const time = (seconds: number): string => formatDuration(Math.round(seconds * 10) * 100);
