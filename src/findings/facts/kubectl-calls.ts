import type { Container } from "../../cluster/api/pod.ts";
import { builtInResources } from "../../cluster/api/resources.ts";

/** A call of kubectl that a container's command plainly makes. */
export interface KubectlCall {
  readonly verb: string;
  /** `jobs` */
  readonly resource: string;
  readonly group: string;
  readonly text: string;
}

/** What each subcommand asks of the server, where one resource is named on the command line. */
const verbs: Readonly<Record<string, string>> = {
  annotate: "patch",
  delete: "delete",
  describe: "get",
  get: "get",
  label: "patch",
  patch: "patch",
  scale: "patch",
};

const shortNames: Readonly<Record<string, string>> = {
  cm: "configmaps",
  deploy: "deployments",
  ds: "daemonsets",
  po: "pods",
  pvc: "persistentvolumeclaims",
  sa: "serviceaccounts",
  sts: "statefulsets",
  svc: "services",
  crd: "customresourcedefinitions",
};

/** The calls in a container's command and arguments; what variables, loops or files decide is not among them. */
export function kubectlCalls({ command = [], args = [] }: Container): KubectlCall[] {
  const words = [...command, ...args];
  const direct = /(^|\/)kubectl$/.test(words[0] ?? "") ? [words.slice(1)] : [];
  const scripts = words.filter((word) => /\bkubectl\s/.test(word)).flatMap(linesOf);
  return [...direct, ...scripts].flatMap((each) => callOf(each) ?? []);
}

/** The words behind `kubectl` in each simple command of a script. */
const linesOf = (script: string): string[][] =>
  script
    .replaceAll(/\\\n/g, " ")
    .replaceAll(/^\s*#.*$/gm, "")
    .split(/[\n;|&()`]+/)
    .flatMap((line) => {
      const match = /^\s*(?:(?:if|then|do|else|until|while|!|exec|time)\s+)*kubectl\s+(.*)$/.exec(line);
      return match === null ? [] : [(match[1] ?? "").trim().split(/\s+/)];
    });

function callOf(words: readonly string[]): KubectlCall | undefined {
  const operands: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    if (!word.startsWith("-")) operands.push(word);
    else if (
      /^(-n|--namespace|-A|--all-namespaces|-f|--filename|-k|--kubeconfig|--context|--as)(=|$)/.test(word)
    ) {
      // Another namespace, a file or another identity: not plain any more.
      return undefined;
    } else if (
      /^(-o|-l|-p|--selector|--output|--patch|--type|--timeout|--field-selector|--grace-period|--cascade)$/.test(
        word,
      )
    )
      i++;
  }
  const [subcommand = "", target = ""] = operands;
  const verb = verbs[subcommand];
  const kind = (target.split("/")[0] ?? "").split(".")[0]?.toLowerCase() ?? "";
  if (verb === undefined || !/^[a-z]+$/.test(kind)) return undefined;
  const plural = shortNames[kind] ?? kind;
  const resource = builtInResources.find(
    (each) => each.plural === plural || each.kind.toLowerCase() === plural,
  );
  if (resource === undefined) return undefined;
  const named = target.includes("/") || operands.length > 2;
  return {
    verb: verb === "get" && !named ? "list" : verb,
    resource: subcommand === "scale" ? `${resource.plural}/scale` : resource.plural,
    group: resource.group,
    text: `kubectl ${words.join(" ")}`.slice(0, 80),
  };
}
