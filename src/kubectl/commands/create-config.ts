import type { ObjectInput } from "../../cluster/api/object.ts";
import { encodeBase64 } from "../../goyaml/base64.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import { stringToBytes } from "../../util/byte-string.ts";
import { literalData } from "../literal-data.ts";
import { createCommand } from "./create-command.ts";

const sources = [
  flag("append-hash", "bool", "Append a hash of the object to its name."),
  flag("from-env-file", "stringArray", "Path to a file with lines of key=val pairs."),
  flag("from-file", "stringArray", "Path of a file or folder, with an optional key in front."),
  flag("from-literal", "stringArray", "A key and literal value to insert."),
];

/** kubectl/pkg/cmd/create/create_configmap.go */
export const createConfigMap = createCommand({
  name: "create configmap",
  aliases: ["create cm"],
  flags: sources,
  failure: "failed to create configmap: ",
  build: (session, flags, name): ObjectInput => ({
    ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name } },
    ...(anySource(flags) ? { data: literalData(session, flags) } : {}),
  }),
});

/** kubectl/pkg/cmd/create/create_secret.go */
export const createSecret = createCommand({
  name: "create secret generic",
  flags: [...sources, flag("type", "string", "The type of secret to create")],
  failure: "failed to create secret ",
  build(session, flags, name): ObjectInput {
    const data = Object.entries(literalData(session, flags)).map(([key, text]) => [
      key,
      encodeBase64(stringToBytes(text)),
    ]);
    return {
      ...{ apiVersion: "v1", kind: "Secret", metadata: { name } },
      ...(flags.text("type") === "" ? {} : { type: flags.text("type") }),
      ...(data.length === 0 ? {} : { data: Object.fromEntries(data) }),
    };
  },
});

const anySource = (flags: { changed(name: string): boolean }): boolean =>
  ["from-env-file", "from-file", "from-literal"].some((name) => flags.changed(name));
