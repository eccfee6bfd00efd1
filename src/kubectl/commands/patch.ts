import type { KubeObject } from "../../cluster/api/object.ts";
import { kindName } from "../../cluster/api/resources.ts";
import { type Patch, readPatched } from "../../cluster/api/types/read-sent.ts";
import { yamlToPlain } from "../../goyaml/parse-yaml.ts";
import { YamlError } from "../../goyaml/yaml-error.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import type { FlagValues } from "../../helm/flags/flag-values.ts";
import type { Process } from "../../sim/wait.ts";
import { attemptEach } from "../attempt-each.ts";
import { type Command, dryRunFlag, filenameFlags, outputFlag, silentFlags } from "../command.ts";
import { KubectlError, ServerRefusal } from "../kubectl-error.ts";
import { applyJsonPatch } from "../patch/json-patch.ts";
import { applyMergePatch } from "../patch/merge-patch.ts";
import { applyStrategicPatch } from "../patch/strategic-patch.ts";
import { dryRunMode, outcomeText } from "../print-object.ts";
import { type Found, select } from "../resources/select.ts";
import type { Session } from "../session.ts";

/** kubectl/pkg/cmd/patch/patch.go */
export const patch: Command = {
  name: "patch",
  flags: [
    flag("patch", "string", "The patch to be applied to the resource JSON file.", { shorthand: "p" }),
    flag("patch-file", "string", "A file containing a patch to be applied to the resource."),
    flag(
      "subresource",
      "string",
      "If specified, patch will operate on the subresource of the requested object.",
    ),
    flag("type", "string", "The type of patch being provided; one of [json merge strategic]", {
      default: "strategic",
    }),
    ...filenameFlags,
    dryRunFlag,
    outputFlag,
    ...silentFlags,
  ],

  *run(session, flags, operands): Process<void> {
    const type = flags.text("type").toLowerCase();
    if (!(type in appliers))
      throw new KubectlError(
        `--type must be one of [json merge strategic], not ${JSON.stringify(flags.text("type"))}`,
      );
    const content = parsePatch(patchText(session, flags));
    const sent: Patch = type === "strategic" ? { kind: type, content } : { kind: "json" };
    const { found, errors } = yield* select(session, flags, operands);
    yield* attemptEach(
      found,
      (each) => patchOne(session, flags, each, sent, (live) => appliers[type]?.(live, content) ?? live),
      errors,
    );
  },
};

const appliers: Readonly<Record<string, (live: KubeObject, patch: unknown) => KubeObject>> = {
  json: (live, patch) => applyJsonPatch(live, patch) as KubeObject,
  merge: (live, patch) => applyMergePatch(live, patch) as KubeObject,
  strategic(live, patch) {
    if (kindName(live.apiVersion, live.kind) !== live.kind)
      throw new ServerRefusal(
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml, application/apply-patch+cbor",
      );
    if (patch === null) return live;
    if (typeof patch !== "object" || Array.isArray(patch)) {
      const kind = Array.isArray(patch) ? "array" : typeof patch === "boolean" ? "bool" : typeof patch;
      const message = `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
      throw new ServerRefusal("BadRequest", message);
    }
    return applyStrategicPatch(live, patch) as KubeObject;
  },
};

/** Sends the patch in any case: only the answer tells whether it changed anything. */
function* patchOne(
  session: Session,
  flags: FlagValues,
  { ref, object }: Found,
  sent: Patch,
  apply: (live: KubeObject) => KubeObject,
): Process<void> {
  const { api } = session;
  const ofStatus = flags.text("subresource") === "status";
  const manager = { manager: "kubectl-patch", ...(ofStatus ? { subresource: "status" } : {}) };
  const change = (live: KubeObject): KubeObject => {
    const next = apply(live);
    return ofStatus
      ? { ...live, status: next.status }
      : { ...next, ...(live.status === undefined ? {} : { status: live.status }) };
  };
  const mode = dryRunMode(flags);
  const tried = (): KubeObject =>
    mode === "server" ? (readPatched(change(object), sent).object as KubeObject) : change(object);
  const next = mode === "none" ? yield* api.patch(ref, change, manager, sent) : yield* api.call(tried);
  const changed = next.metadata.resourceVersion !== object.metadata.resourceVersion;
  session.output.stdout += outcomeText(flags, next, changed ? "patched" : "patched (no change)");
}

function patchText(session: Session, flags: FlagValues): string {
  const path = flags.text("patch-file");
  if (flags.text("patch") !== "") return flags.text("patch");
  if (path === "")
    throw new KubectlError("must specify --patch or --patch-file containing the contents of the patch");
  const text = session.files.readFile(path);
  if (text === undefined)
    throw new KubectlError(`unable to read patch file: open ${path}: no such file or directory`);
  return text;
}

/** JSON, or YAML. */
function parsePatch(text: string): unknown {
  try {
    return yamlToPlain(text);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new KubectlError(`unable to parse ${JSON.stringify(text)}: ${error.message}`);
  }
}
