import type { Container } from "../../cluster/api/pod.ts";
import { builtInResources, type Resource } from "../../cluster/api/resources.ts";
import { type KubectlWords, kubectlWords } from "./kubectl-words.ts";

/** A call of kubectl that a container's command plainly makes. */
export interface KubectlCall {
  readonly subcommand: string;
  /** what the server is asked for, in order */
  readonly verbs: readonly string[];
  /** `jobs`, `deployments/scale` */
  readonly resource: string;
  readonly group: string;
  readonly kind: string;
  /** undefined where it is about all, or those with a label, or a variable decides */
  readonly name: string | undefined;
  /** "" of kinds that have none, "*" for all, undefined: that of the pod */
  readonly namespace: string | undefined;
  /** the script goes on if it fails */
  readonly tolerated: boolean;
  readonly text: string;
}

/** What each subcommand asks of the server for an object that is named; without a name it lists them first. */
const verbs: Readonly<Record<string, readonly string[]>> = {
  annotate: ["get", "patch"],
  create: ["create"],
  delete: ["delete"],
  describe: ["get"],
  get: ["get"],
  label: ["get", "patch"],
  patch: ["get", "patch"],
  "rollout restart": ["get", "patch"],
  "rollout status": ["get", "list", "watch"],
  scale: ["patch"],
  "set image": ["get", "patch"],
  wait: ["get", "list", "watch"],
};

const shortNames: Readonly<Record<string, string>> = {
  cm: "configmaps",
  cj: "cronjobs",
  crd: "customresourcedefinitions",
  deploy: "deployments",
  ds: "daemonsets",
  ep: "endpoints",
  ing: "ingresses",
  netpol: "networkpolicies",
  no: "nodes",
  ns: "namespaces",
  pdb: "poddisruptionbudgets",
  po: "pods",
  pv: "persistentvolumes",
  pvc: "persistentvolumeclaims",
  rs: "replicasets",
  sa: "serviceaccounts",
  sts: "statefulsets",
  svc: "services",
};

/** The calls in a container's command and arguments; what variables, loops or files decide is not among them. */
export const kubectlCalls = (container: Container): KubectlCall[] =>
  kubectlWords([...(container.command ?? []), ...(container.args ?? [])]).flatMap(callsOf);

function callsOf({ operands, flags, tolerated, text }: KubectlWords): KubectlCall[] {
  // A file, another identity or cluster, or nothing that is sent at all: not plain any more.
  if (unclear.some((name) => flags.has(name)) || flags.get("dry-run") === "client") return [];
  const pair = operands.slice(0, 2).join(" ");
  const two = verbs[pair] !== undefined;
  const subcommand = two ? pair : (operands[0] ?? "");
  const asked = verbs[subcommand];
  const given = flags.get("namespace");
  if (asked === undefined || given?.includes("$") === true) return [];
  const namespace = flags.has("all-namespaces") ? "*" : given;
  return targetsOf(subcommand, operands.slice(two ? 2 : 1)).flatMap(({ type, name }) => {
    const resource = resourceOf(type);
    if (resource === undefined) return [];
    const listed = name === undefined && subcommand !== "create" && !/[$]/.test(text);
    return [
      {
        subcommand,
        verbs: !listed ? asked : asked[0] === "get" ? ["list", ...asked.slice(1)] : ["list", ...asked],
        resource: subcommand === "scale" ? `${resource.plural}/scale` : resource.plural,
        group: resource.group,
        kind: resource.kind,
        name,
        namespace: resource.namespaced ? namespace : "",
        tolerated: tolerated || flags.has("ignore-not-found"),
        text: text.slice(0, 80),
      },
    ];
  });
}

const unclear = ["filename", "kustomize", "kubeconfig", "context", "as", "server", "token"];

/** `deploy/web svc/web`, `pods,services`, `secret tls`, `secret generic tls` of create. */
function targetsOf(
  subcommand: string,
  operands: readonly string[],
): { readonly type: string; readonly name: string | undefined }[] {
  const [first = "", ...rest] = operands;
  if (first.includes("/"))
    return operands.flatMap((operand) => {
      const [type = "", name = ""] = operand.split("/");
      return name === "" ? [] : [{ type, name: plain(name) }];
    });
  const names = subcommand === "create" && first === "secret" ? rest.slice(1, 2) : rest;
  const named = subcommand === "create" || takesOneName.has(subcommand) ? names.slice(0, 1) : names;
  return first
    .split(",")
    .flatMap((type) =>
      named.length === 0 ? [{ type, name: undefined }] : named.map((name) => ({ type, name: plain(name) })),
    );
}

/** What follows the name is something else: `key=value`. */
const takesOneName: ReadonlySet<string> = new Set(["annotate", "label", "set image"]);

const plain = (name: string): string | undefined => (/^[a-z0-9][a-z0-9.-]*$/.test(name) ? name : undefined);

function resourceOf(type: string): Resource | undefined {
  const word = type.split(".")[0]?.toLowerCase() ?? "";
  const plural = shortNames[word] ?? word;
  return builtInResources.find((each) => each.plural === plural || each.kind.toLowerCase() === plural);
}
