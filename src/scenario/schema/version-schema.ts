import { parseHelmVersion } from "../../chart/helm-version.ts";
import { kubernetesRules } from "../../cluster/kubernetes-rules.ts";
import { scalar } from "./schema.ts";

export const helmVersion = scalar(
  "a Helm version from 3.0.0 on, such as 4.1.4",
  { type: "string" },
  ({ text }) => {
    try {
      parseHelmVersion(text);
      return text;
    } catch {
      return undefined;
    }
  },
);

export const kubernetesVersion = scalar(
  "a Kubernetes version from 1.25 on, such as 1.36",
  { type: ["string", "number"] },
  ({ text }) => (kubernetesRules(text) === undefined ? undefined : text),
);
