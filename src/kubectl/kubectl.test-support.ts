import { type TestCluster, type TestOptions, testCluster } from "../cluster/testing/test-cluster.ts";
import type { CommandResult } from "../helm/client.ts";
import { KubectlClient } from "./kubectl-client.ts";

export interface TestKubectl extends TestCluster {
  /** runs a command to its end; words are split at blanks outside of single quotes */
  kubectl(line: string): CommandResult;
  /** the same, all that was printed as one text: standard output, then standard error */
  text(line: string): string;
}

/** A small cluster with a client; `files` are what `-f` and the like can read, by path. */
export function testKubectl(
  options: TestOptions = {},
  files: Readonly<Record<string, string>> = {},
): TestKubectl {
  const cluster = testCluster(options);
  const { kernel } = cluster.context;
  const client = new KubectlClient({
    cluster: cluster.context,
    namespace: "default",
    files: {
      readFile: (path) => files[path],
      readFolder(path) {
        const below = Object.keys(files).filter((each) => each.startsWith(`${path}/`));
        if (below.length === 0) return undefined;
        const names = below.map((each) => each.slice(path.length + 1).replace(/\/.*/, "/"));
        return [...new Set(names)].sort();
      },
    },
  });
  const kubectl = (line: string): CommandResult => {
    const words = [...line.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ""));
    return kernel.run(kernel.spawn(`kubectl ${line}`, client.run(words)));
  };
  return {
    ...cluster,
    kubectl,
    text(line) {
      const { stdout, stderr } = kubectl(line);
      return stdout + stderr;
    },
  };
}

export const deploymentYaml = (name: string, spec = "", image = "acme/web:1"): string =>
  `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, labels: {app: ${name}}}
spec:
  ${spec}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: c, image: "${image}"}]}
`;

export const configMapYaml = (name: string, data = "{}"): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: ${data}\n`;

export const podYaml = (name: string, labels = "{}"): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: ${labels}}\nspec: {containers: [{name: c, image: "i:1"}]}\n`;
