import type { Reason, Subject } from "../../review/review-result.ts";
import { markdownBlock, markdownCode, markdownText } from "../markdown-text.ts";
import { placeText, verdictMarks } from "./words.ts";

/** Why a subject has its verdict, as a list, the worst first; what several sets of values show is told once. */
export function reasonsMarkdown({ cases }: Subject): string {
  const found = new Map<string, { readonly reason: Reason; readonly values: string[] }>();
  for (const { reasons, values } of cases)
    for (const reason of reasons) {
      const key = `${reason.verdict} ${reason.text} ${placeText(reason.place ?? {})}`;
      const entry = found.get(key) ?? { reason, values: [] };
      entry.values.push(values);
      found.set(key, entry);
    }
  const entries = [...found.values()].sort(
    (a, b) => Number(b.reason.verdict === "breaks") - Number(a.reason.verdict === "breaks"),
  );
  if (entries.length === 0) return "\nInstall, upgrade, rollback and uninstall do what they did before.\n";
  return `\n${entries.map(({ reason, values }) => reasonItem(reason, values.length < cases.length ? values : [])).join("")}`;
}

function reasonItem(
  { verdict, text, detail, advice, rule, place }: Reason,
  values: readonly string[],
): string {
  const only =
    values.length === 0
      ? ""
      : ` (with ${values.map((each) => markdownCode(each || "its own values")).join(", ")})`;
  const where = [
    ...(place?.file === undefined ? [] : [markdownCode(placeText(place))]),
    ...(rule === "" ? [] : [markdownCode(rule)]),
  ].join(" · ");
  // two spaces keep what follows in the item, a backslash breaks the line
  const about = [`**${markdownText(text)}**${only}`, ...(advice === "" ? [] : [markdownText(advice)]), where]
    .filter((part) => part !== "")
    .join("\\\n  ");
  const seen = detail.length === 0 ? "" : `\n${indented(markdownBlock(detail.slice(0, most).map(clipped)))}`;
  return `- ${verdictMarks[verdict]} ${about}\n${seen}`;
}

/** How much of what was seen is shown. */
const most = 8;
const longest = 200;

const clipped = (line: string): string => (line.length <= longest ? line : `${line.slice(0, longest)} …`);

const indented = (block: string): string => block.replace(/^(?=.)/gm, "  ");
