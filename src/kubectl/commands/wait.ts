import type { KubeObject } from "../../cluster/api/object.ts";
import type { Condition } from "../../cluster/api/workloads.ts";
import { flag } from "../../helm/flags/flag-spec.ts";
import type { FlagValues } from "../../helm/flags/flag-values.ts";
import { objectEvents } from "../../helm/waiters/object-events.ts";
import { type Process, sleep } from "../../sim/wait.ts";
import { attemptEach } from "../attempt-each.ts";
import { type Command, filenameFlags, outputFlag, selectorFlag, silentFlags } from "../command.ts";
import { findJsonPath } from "../json-path/find-json-path.ts";
import { parsePath } from "../json-path/parse-json-path.ts";
import { valueText } from "../json-path/print-json-path.ts";
import { KubectlError } from "../kubectl-error.ts";
import { outcomeText } from "../print-object.ts";
import { relaxedPath } from "../relaxed-path.ts";
import { type Found, type Selection, select } from "../resources/select.ts";
import type { Session } from "../session.ts";
import { timedOut, waitUntilGone } from "../wait-until-gone.ts";

type Test = (object: KubeObject) => boolean;

/** kubectl/pkg/cmd/wait/wait.go */
export const wait: Command = {
  name: "wait",
  flags: [
    flag("all", "bool", "Select all resources in the namespace of the specified resource types"),
    flag("all-namespaces", "bool", "List the requested object(s) across all namespaces.", { shorthand: "A" }),
    flag("field-selector", "string", "Selector (field query) to filter on."),
    flag("for", "string", "The condition to wait on."),
    flag("timeout", "duration", "The length of time to wait before giving up.", { default: "30s" }),
    ...filenameFlags,
    outputFlag,
    selectorFlag,
    ...silentFlags,
  ],

  *run(session, flags, operands): Process<void> {
    const { kernel } = session.cluster;
    const goal = flags.text("for").toLowerCase();
    const given = flags.duration("timeout");
    // Zero looks once; a negative time is a week.
    const timeout = given < 0 ? 7 * 24 * 3_600_000 : given;
    const deadline = kernel.now + timeout;
    if (goal === "delete") return yield* waitForDeletion(session, flags, operands, deadline, timeout === 0);
    const test = goal === "create" ? () => true : parseCondition(flags.text("for"));
    const { found, errors } = yield* goal === "create"
      ? selectOnceThere(session, flags, operands, deadline)
      : select(session, flags, operands);
    if (found.length === 0 && errors.length === 0) throw new KubectlError("no matching resources found");
    yield* attemptEach(
      found,
      function* (each) {
        const object = yield* until(session, each, test, deadline, timeout === 0);
        session.output.stdout += outcomeText(flags, object, "condition met");
      },
      errors,
    );
  },
};

function* waitForDeletion(
  session: Session,
  flags: FlagValues,
  operands: readonly string[],
  deadline: number,
  once: boolean,
): Process<void> {
  const { found } = yield* select(session, flags, operands);
  yield* attemptEach(found, function* ({ resource, ref, object }) {
    if (once) throw new KubectlError(`condition not met for ${resource.plural}/${ref.name}`);
    yield* waitUntilGone(session, { resource, ref, uid: object.metadata.uid }, deadline);
    session.output.stdout += outcomeText(flags, object, "condition met");
  });
}

/** Looks every half second. */
function* selectOnceThere(
  session: Session,
  flags: FlagValues,
  operands: readonly string[],
  deadline: number,
): Process<Selection> {
  const { kernel } = session.cluster;
  for (;;) {
    const selection = yield* select(session, flags, operands);
    if (selection.found.length > 0 && selection.errors.length === 0) return selection;
    if (kernel.now >= deadline) throw new KubectlError("timed out waiting for the condition");
    yield* sleep(Math.min(500, deadline - kernel.now));
  }
}

/** `condition=Ready`, `condition=Ready=False`, `jsonpath={.status.phase}=Running`, `jsonpath={.status.x}`. */
function parseCondition(text: string): Test {
  const condition = /^condition=([^=]+)(?:=(.*))?$/i.exec(text);
  if (condition !== null) {
    const [, type = "", status = "true"] = condition;
    return (object) => hasCondition(object, type, status);
  }
  const path = /^jsonpath=(.*)$/is.exec(text)?.[1];
  if (path === undefined) throw new KubectlError(`unrecognized condition: ${JSON.stringify(text)}`);
  const [, expression = "", value] = /^((?:\{[^}]*\}|[^={}])+)(?:=(.*))?$/s.exec(path) ?? ["", path];
  const steps = parsePath(relaxedPath(expression));
  const wanted = value?.replace(/^(['"])(.*)\1$/s, "$2");
  return (object) => {
    const values = findJsonPath(steps, object);
    return values.length > 0 && (wanted === undefined || values.every((each) => valueText(each) === wanted));
  };
}

/** A status that was observed before the last change of the object does not count. */
function hasCondition(object: KubeObject, type: string, status: string): boolean {
  const { conditions = [], observedGeneration } = (object.status ?? {}) as {
    readonly conditions?: readonly (Condition & { readonly observedGeneration?: number })[];
    readonly observedGeneration?: number;
  };
  const known = conditions.find((each) => each.type.toLowerCase() === type.toLowerCase());
  if (known?.status.toLowerCase() !== status.toLowerCase()) return false;
  const { generation } = object.metadata;
  const observed = known.observedGeneration ?? observedGeneration;
  return generation === undefined || observed === undefined || observed >= generation;
}

function* until(
  session: Session,
  found: Found,
  test: Test,
  deadline: number,
  once: boolean,
): Process<KubeObject> {
  const { api } = session.cluster;
  const { ref, resource } = found;
  const stream = yield* session.api.call(() => objectEvents(api, ref));
  try {
    for (;;) {
      const event = yield* stream.next(deadline);
      if (event === undefined) throw timedOut(resource, ref.name);
      if (event.type !== "DELETED" && test(event.object)) return event.object;
      if (once) throw new KubectlError(`condition not met for ${resource.plural}/${ref.name}`);
    }
  } finally {
    stream.close();
  }
}
