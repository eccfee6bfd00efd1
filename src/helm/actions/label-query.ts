import { HelmFailure } from "../helm-failure.ts";

type Labels = Readonly<Record<string, string>>;

/**
 * A label selector as text: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b)`, `a`, `!a`, joined by commas.
 * @throws HelmFailure for anything else
 */
export function labelQuery(text: string): (labels: Labels) => boolean {
  const requirements = text.split(/,(?![^(]*\))/).map((each) => each.trim());
  const tests = requirements.filter((each) => each !== "").map(requirement);
  return (labels) => tests.every((test) => test(labels));
}

function requirement(text: string): (labels: Labels) => boolean {
  const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(text);
  if (set !== null) {
    const [, key = "", operator, list = ""] = set;
    const values = list.split(",").map((each) => each.trim());
    return (labels) => values.includes(labels[key] ?? "") === (operator === "in");
  }
  const equality = /^([^!=\s]+)\s*(==|=|!=)\s*(\S*)$/.exec(text);
  if (equality !== null) {
    const [, key = "", operator, value = ""] = equality;
    return (labels) => (labels[key] === value) === (operator !== "!=");
  }
  const existence = /^(!?)\s*([^!=\s]+)$/.exec(text);
  if (existence === null) throw new HelmFailure(`unable to parse requirement: ${text}`);
  const [, not = "", key = ""] = existence;
  return (labels) => key in labels === (not === "");
}
