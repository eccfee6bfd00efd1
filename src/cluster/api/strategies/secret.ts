import { encodeBase64 } from "../../../goyaml/base64.ts";
import { stringToBytes } from "../../../util/byte-string.ts";
import type { KubeObject } from "../object.ts";
import { type FieldErrors, immutable, none, required } from "../validation/field-errors.ts";
import { withDefaults } from "../with-defaults.ts";
import { validateImmutable, validateKeys, validateSize } from "./config-map.ts";
import type { Strategy } from "./strategy.ts";

export interface Secret extends KubeObject {
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly stringData?: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
}

/** What a Secret of a known type has to hold. */
const demanded: Readonly<Record<string, readonly string[]>> = {
  "kubernetes.io/dockercfg": [".dockercfg"],
  "kubernetes.io/dockerconfigjson": [".dockerconfigjson"],
  "kubernetes.io/ssh-auth": ["ssh-privatekey"],
  "kubernetes.io/tls": ["tls.crt", "tls.key"],
};

const releaseRecord = "helm.sh/release.v1";

/** pkg/apis/core/v1/conversion.go (stringData), pkg/apis/core/validation/validation.go (ValidateSecret) */
export const secretStrategy: Strategy<Secret> = {
  decodeProblem({ type, data = {} }) {
    // Helm writes its records often, and they are long.
    if (type === releaseRecord) return undefined;
    const at = Object.values(data)
      .map(corruptByte)
      .find((offset) => offset !== undefined);
    return at === undefined ? undefined : `illegal base64 data at input byte ${at}`;
  },
  defaults(object) {
    const { stringData, ...rest } = withDefaults(object, { type: "Opaque" });
    if (stringData === undefined) return rest.type === object.type ? object : (rest as Secret);
    const encoded = Object.entries(stringData).map(([key, text]) => [key, encodeBase64(stringToBytes(text))]);
    return { ...rest, data: { ...rest.data, ...Object.fromEntries(encoded) } } as Secret;
  },
  validate: ({ type = "", data = {} }) => [
    ...validateKeys(data, "data"),
    ...validateSize(Object.values(data)),
    ...demandedKeys(type, data),
  ],
  validateUpdate: (wanted, old) => [
    ...(wanted.type === old.type ? none : [immutable("type", wanted.type)]),
    ...validateImmutable(wanted, old, ["data"]),
  ],
};

function demandedKeys(type: string, data: Readonly<Record<string, string>>): FieldErrors {
  if (type === "kubernetes.io/basic-auth")
    return data["username"] === undefined && data["password"] === undefined
      ? [required("data[username]"), required("data[password]")]
      : none;
  return (demanded[type] ?? [])
    .filter((key) => data[key] === undefined)
    .map((key) => required(`data[${key}]`));
}

/** Where a text stops being base64, as Go's decoder tells it. */
function corruptByte(text: string): number | undefined {
  if (text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const digits = text.includes("\n") || text.includes("\r") ? text.replace(/[\r\n]/g, "") : text;
  const bad = digits.search(/[^A-Za-z0-9+/=]/);
  if (bad >= 0) return bad;
  const padding = digits.indexOf("=");
  const length = padding < 0 ? digits.length : padding;
  if (padding >= 0 && length % 4 < 2) return padding;
  if (padding >= 0 && digits.length !== length + (4 - (length % 4)))
    return Math.min(digits.length, length + (4 - (length % 4)));
  return padding < 0 && length % 4 !== 0 ? length - (length % 4) : undefined;
}
