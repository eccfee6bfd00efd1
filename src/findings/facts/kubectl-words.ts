/** The words of one call of kubectl. */
export interface KubectlWords {
  /** `get`, `secret`, `tls` */
  readonly operands: readonly string[];
  /** by their long names; "" for those that have no value */
  readonly flags: ReadonlyMap<string, string>;
  /** the script goes on if it fails */
  readonly tolerated: boolean;
  readonly text: string;
}

/** Every simple call of kubectl in a container's command and arguments, each of which may be a script. */
export function kubectlWords(command: readonly string[]): KubectlWords[] {
  const direct = /(^|\/)kubectl$/.test(command[0] ?? "") ? [parse(command.slice(1), false)] : [];
  return [...direct, ...command.filter((word) => /\bkubectl\s/.test(word)).flatMap(callsIn)];
}

const callsIn = (script: string): KubectlWords[] => {
  const parts = script
    .replaceAll(/\\\n/g, " ")
    .replaceAll(/^\s*#.*$/gm, "")
    .replaceAll(/\d?>{1,2}\s*(&\d|[^\s;|&]+)/g, " ")
    .split(/(\|\||&&|[\n;|&()`])/);
  return parts.flatMap((part, i) => {
    const match =
      /^\s*((?:(?:if|elif|then|do|else|until|while|!|exec|time|set -e)\s+)*)(?:\S*\/)?kubectl\s+(.*)$/.exec(
        part,
      );
    if (match === null) return [];
    const [, before = "", rest = ""] = match;
    const words = (rest.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) =>
      word.replaceAll(/["']/g, ""),
    );
    return [parse(words, parts[i + 1] === "||" || /\b(if|elif)\b/.test(before))];
  });
};

function parse(words: readonly string[], tolerated: boolean): KubectlWords {
  const operands: string[] = [];
  const flags = new Map<string, string>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (word === "--") break;
    const [, dashes, short = "", attached] = /^(--?)([a-zA-Z][\w-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (dashes === undefined) {
      if (!word.startsWith("-")) operands.push(word);
      continue;
    }
    const name = dashes === "-" ? (longNames[short.charAt(0)] ?? short) : short;
    const inline = dashes === "-" && short.length > 1 ? short.slice(1) : attached;
    if (inline !== undefined) flags.set(name, inline);
    else if (withValue.has(name)) flags.set(name, words[++i] ?? "");
    else flags.set(name, "");
  }
  return { operands, flags, tolerated, text: `kubectl ${words.join(" ").replaceAll(/\s+/g, " ")}` };
}

const longNames: Readonly<Record<string, string>> = {
  A: "all-namespaces",
  f: "filename",
  k: "kustomize",
  l: "selector",
  n: "namespace",
  o: "output",
  p: "patch",
};

const withValue: ReadonlySet<string> = new Set([
  ...[
    "as",
    "cascade",
    "context",
    "field-selector",
    "filename",
    "for",
    "grace-period",
    "kubeconfig",
    "kustomize",
  ],
  ...["namespace", "output", "patch", "replicas", "selector", "server", "timeout", "token", "type"],
]);
