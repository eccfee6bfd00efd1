import { type Schema, scalar } from "./schema.ts";

const pattern = "^(\\d+\\.?\\d*|\\.\\d+)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\\d+)?$";

/** An amount as Kubernetes writes it: `2`, `500m`, `24Gi`. */
export const quantity: Schema<string> = scalar(
  "an amount such as 2, 500m or 24Gi",
  { type: ["string", "number"], pattern },
  ({ text }) => (new RegExp(pattern).test(text) ? text : undefined),
);
