import { BadPattern, compilePathPattern } from "./path-match.ts";

interface Rule {
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  readonly matches: (path: string) => boolean;
}

export type Ignore = (path: string, isFolder: boolean) => boolean;

/**
 * What a .helmignore says about a path relative to the chart (pkg/ignore/rules.go). Unlike .gitignore, the first rule
 * that decides wins, and `!x` ignores every path that is not `x`. Throws an Error with Helm's words for `**` and for a
 * pattern that does not parse.
 */
export function parseHelmignore(text: string): Ignore {
  const rules = [...text.replace(/^\uFEFF/, "").split("\n"), "templates/.?*"].flatMap(parseRule);
  return (path, isFolder) => {
    if (path === "" || path === "." || path === "./") return false;
    for (const rule of rules) {
      const applies = !rule.foldersOnly || isFolder;
      if (rule.negated ? !applies || !rule.matches(path) : applies && rule.matches(path)) return true;
    }
    return false;
  };
}

function parseRule(line: string): Rule[] {
  const rule = line.trim();
  if (rule === "" || rule.startsWith("#")) return [];
  if (rule.includes("**")) throw new Error("double-star (**) syntax is not supported");
  // Only this far is a pattern checked beforehand.
  compilePathPattern(rule)("abc");
  const negated = rule.startsWith("!");
  const body = negated ? rule.slice(1) : rule;
  const foldersOnly = body.endsWith("/");
  const pattern = foldersOnly ? body.slice(0, -1) : body;
  return [{ negated, foldersOnly, matches: matcher(pattern) }];
}

function matcher(pattern: string): (path: string) => boolean {
  const matches = compilePathPattern(pattern.replace(/^\//, ""));
  const wholePath = pattern.includes("/");
  return (path) => {
    try {
      return matches(wholePath ? path : path.slice(path.lastIndexOf("/") + 1));
    } catch (error) {
      // Helm reports a pattern that it cannot read, and goes on.
      if (error instanceof BadPattern) return false;
      throw error;
    }
  };
}
