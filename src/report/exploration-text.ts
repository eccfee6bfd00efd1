import {
  type Case,
  type Ending,
  type Exploration,
  type Harm,
  harms,
} from "../explore/mishaps/exploration.ts";
import { formatDuration } from "../util/duration.ts";
import { hangingLines } from "./hanging-lines.ts";

/** What can go wrong with a command, for a reader at a terminal. */
export function explorationText({ command, retry, took, failure, endings }: Exploration): string {
  if (failure !== "") return `${command}\nfails before anything else goes wrong:\n${failure}\n`;
  const cases = endings.reduce((sum, ending) => sum + ending.cases.length, 0);
  return [
    `${command}\n`,
    hangingLines(
      "",
      `takes ${time(took)} if nothing goes wrong. ${cases} things can, one at a time, and come to ${endings.length} ends. If the command fails it is tried again after a minute, the cause being gone:`,
    ),
    `${retry}\n\n`,
    ...summary(endings),
    ...endings.map((ending, i) => `\n${endingText(ending, i + 1)}`),
  ].join("");
}

function summary(endings: readonly Ending[]): string[] {
  return Object.entries(harms).flatMap(([harm, meaning]) => {
    const count = endings
      .filter((ending) => ending.harm === harm)
      .reduce((sum, { cases }) => sum + cases.length, 0);
    return count === 0 ? [] : [`${String(count).padStart(5)}  ${harm.padEnd(8)}  ${meaning}\n`];
  });
}

function endingText(ending: Ending, number: number): string {
  return [
    `${number}. ${titles[ending.harm]}\n`,
    ...endingFacts(ending).map(([label, text]) => hangingLines(`   ${label.padEnd(10)} `, text)),
    ending.retryStatus === undefined ? "       TIME\n" : "       TIME     RETRY\n",
    ...ending.cases.map(caseText),
  ].join("");
}

const titles: Readonly<Record<Harm, string>> = {
  stuck: "Stuck: the retry fails as well",
  broken: "Broken: Helm says that all is well, and it is not",
  failed: "Failed, and the retry puts it right",
  slower: "Slower",
  harmless: "Harmless",
};

/** What an end is like, each fact with its label. */
export function endingFacts(ending: Ending): [label: string, text: string][] {
  const { status, retryStatus, error, left, extra, missing, unwell, skipped } = ending;
  const facts: [string, readonly string[]][] = [
    [
      "release",
      [retryStatus === undefined ? status : `${status || "none"}, after the retry ${retryStatus || "none"}`],
    ],
    ["retry", error === "" ? [] : [error]],
    ["leaves", left.join() === extra.join() ? [] : left],
    ["undone", skipped.map((hook, i) => (i === 0 ? `hook ${hook}` : hook))],
    ["not ready", unwell],
    ["missing", missing],
    ["left over", extra],
  ];
  return facts.flatMap(([label, texts]) => (texts.length === 0 ? [] : [[label, texts.join(", ")]]));
}

function caseText({ took, retryTook, subject, what }: Case): string {
  const times = [took, ...(retryTook === undefined ? [] : [retryTook])];
  return hangingLines(
    `   ${times.map((seconds) => time(seconds).padStart(8)).join("  ")}  `,
    `${subject} ${what}`,
  );
}

const time = (seconds: number): string => formatDuration(Math.round(seconds * 10) * 100);
