import { areSame, type Comparison } from "../../review/comparison.ts";
import { placeText } from "../review/words.ts";
import { differencesText } from "./differences-text.ts";

/** A comparison for a reader at a terminal: the order and the findings in sentences, and then everything. */
export function comparisonText(comparison: Comparison): string {
  const { before, after, differences } = comparison;
  if (areSame(comparison)) return differencesText([], { before, after });
  const lines = [...orderLines(comparison), ...findingLines(comparison)];
  const lead = lines.map((line) => `${line}\n`).join("");
  return differences.length === 0
    ? lead
    : `${lead}${lead === "" ? "" : "\n"}${differencesText(differences, { before, after })}`;
}

export const orderLines = ({ order }: Comparison): string[] => order.sentences.map((each) => `${each}.`);

export const findingLines = ({ findings }: Comparison): string[] =>
  findings.map(({ state, severity, rule, message, place }) => {
    const where = place === undefined ? "" : ` (${placeText(place)})`;
    return `${state} ${severity}[${rule}]: ${message}${where}`;
  });
