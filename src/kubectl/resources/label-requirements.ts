import { KubectlError } from "../kubectl-error.ts";

type Labels = Readonly<Record<string, string>>;

/**
 * What `-l` asks for: requirements separated by commas, all of which must hold (apimachinery/pkg/labels, Parse). An
 * inequality also holds where the label is missing.
 *
 * @throws KubectlError
 */
export function parseLabelSelector(text: string): (labels: Labels | undefined) => boolean {
  const requirements = split(text).map(parseRequirement);
  return (labels = {}) => requirements.every((holds) => holds(labels));
}

/** At the commas that are not between parentheses. */
const split = (text: string): string[] =>
  text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

function parseRequirement(text: string): (labels: Labels) => boolean {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(text);
  if (set !== null) {
    const [, key = "", operator, list = ""] = set;
    const values = list.split(",").map((value) => value.trim());
    const isIn = (labels: Labels): boolean => values.includes(labels[key] ?? "") && key in labels;
    return operator === "in" ? isIn : (labels) => !isIn(labels);
  }
  const comparison = /^([^=!<>\s]+)\s*(==?|!=|<|>)\s*([^=!<>\s]*)$/.exec(text);
  if (comparison !== null) {
    const [, key = "", operator = "=", value = ""] = comparison;
    if (operator === "!=") return (labels) => labels[key] !== value;
    if (operator === "<") return (labels) => Number(labels[key]) < Number(value);
    if (operator === ">") return (labels) => Number(labels[key]) > Number(value);
    return (labels) => labels[key] === value;
  }
  const existence = /^(!?)\s*([^=!<>\s()]+)$/.exec(text);
  if (existence === null)
    throw new KubectlError(`unable to parse requirement: ${JSON.stringify(text)} is none`);
  const [, not, key = ""] = existence;
  return (labels) => key in labels === (not === "");
}
