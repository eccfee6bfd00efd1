import { createCommand } from "./create-command.ts";

/** kubectl/pkg/cmd/create/create_namespace.go */
export const createNamespace = createCommand({
  name: "create namespace",
  aliases: ["create ns"],
  flags: [],
  build: (_session, _flags, name) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name } }),
});

/** kubectl/pkg/cmd/create/create_serviceaccount.go */
export const createServiceAccount = createCommand({
  name: "create serviceaccount",
  aliases: ["create sa"],
  flags: [],
  failure: "failed to create serviceaccount: ",
  build: (_session, _flags, name) => ({ apiVersion: "v1", kind: "ServiceAccount", metadata: { name } }),
});
