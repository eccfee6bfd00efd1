import { flag } from "../../helm/flags/flag-spec.ts";
import type { FlagValues } from "../../helm/flags/flag-values.ts";
import type { Process } from "../../sim/wait.ts";
import { SeatrialError } from "../../util/errors.ts";
import { columnsFor } from "../columns/columns-for.ts";
import { type Command, filenameFlags, outputFlag, selectorFlag, silentFlags } from "../command.ts";
import { customColumnsPrinter } from "../custom-columns-printer.ts";
import { KubectlError, throwAll } from "../kubectl-error.ts";
import {
  noSuchFormat,
  objectName,
  objectPrinter,
  outcomeFormats,
  withoutManagedFields,
} from "../print-object.ts";
import { type Found, type Selection, select } from "../resources/select.ts";
import type { Session } from "../session.ts";
import { sortObjects } from "../sort-objects.ts";
import { TablePrinter } from "../table-printer.ts";

const formats = [...outcomeFormats, "custom-columns", "custom-columns-file", "wide"].sort();

/** kubectl/pkg/cmd/get/get.go */
export const get: Command = {
  name: "get",
  flags: [
    flag("all-namespaces", "bool", "If present, list the requested object(s) across all namespaces.", {
      shorthand: "A",
    }),
    flag("field-selector", "string", "Selector (field query) to filter on."),
    flag(
      "ignore-not-found",
      "bool",
      "If set to true, suppresses NotFound error for specific objects that do not exist.",
    ),
    flag("label-columns", "strings", "Labels that are going to be presented as columns.", { shorthand: "L" }),
    flag("no-headers", "bool", "Don't print headers."),
    flag("show-kind", "bool", "If present, list the resource type for the requested object(s)."),
    flag("show-labels", "bool", "Show all labels as the last column."),
    flag("sort-by", "string", "Sort list types using this field specification."),
    flag("chunk-size", "int", "Return large lists in chunks rather than all at once.", { default: "500" }),
    flag("server-print", "bool", "If true, have the server return the appropriate table output.", {
      default: "true",
    }),
    flag("watch", "bool", "After listing/getting the requested object, watch for changes.", {
      shorthand: "w",
    }),
    flag("watch-only", "bool", "Watch for changes without listing/getting first."),
    flag("output-watch-events", "bool", "Output watch event objects when --watch or --watch-only is used."),
    ...filenameFlags,
    selectorFlag,
    outputFlag,
    ...silentFlags,
  ],

  *run(session, flags, operands): Process<void> {
    if (flags.bool("watch") || flags.bool("watch-only"))
      throw new SeatrialError("kubectl-watch", "kubectl get --watch never ends, so it cannot be a step.", {
        hint: "A run prints the watches of its pods and workloads anyway.",
      });
    if (operands.length === 0 && flags.all("filename").length === 0) {
      session.output.error(
        'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n',
      );
      throw new KubectlError(
        'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).',
        "See 'kubectl get -h' for help and examples",
      );
    }
    const format = flags.text("output");
    const print = printerFor(format);
    const selection = yield* select(session, flags, operands, { listsAll: true });
    const found = sortObjects(selection.found, flags.text("sort-by"));
    session.output.stdout += print(session, flags, { ...selection, found });
    const errors = flags.bool("ignore-not-found")
      ? selection.errors.filter((error) => !isNotFound(error))
      : selection.errors;
    const tabular = format === "" || format === "wide";
    if (found.length === 0 && errors.length === 0 && tabular && !selection.single)
      session.output.error(noResources(session, flags, selection));
    throwAll(errors);
  },
};

type Print = (session: Session, flags: FlagValues, selection: Selection) => string;

function printerFor(format: string): Print {
  if (format === "" || format === "wide") return tables;
  if (format === "name")
    return (_session, _flags, { found }) => found.map(({ object }) => `${objectName(object)}\n`).join("");
  if (format.startsWith("custom-columns")) return customColumnsPrinter(format);
  const print = objectPrinter(format);
  if (print === undefined) throw noSuchFormat(format, formats);
  return (_session, _flags, { found, single, errors }) => {
    const objects = found.map(({ object }) => withoutManagedFields(object));
    const [only] = objects;
    if (single) return only === undefined || errors.length > 0 ? "" : print(only);
    return print({ apiVersion: "v1", items: objects, kind: "List", metadata: { resourceVersion: "" } });
  };
}

/** A table for each run of objects of one kind, with an empty line between them. */
function tables(session: Session, flags: FlagValues, { found, kinds }: Selection): string {
  const { clock, rules } = session.cluster;
  const noHeaders = flags.bool("no-headers");
  const printed = runsOfKind(found).map((run) => {
    const [first] = run;
    if (first === undefined) return "";
    const { kind } = first.ref;
    const table = new TablePrinter(columnsFor(kind, rules, session.mapper.definitionOf(kind)), {
      wide: flags.text("output") === "wide",
      allNamespaces: flags.bool("all-namespaces") && first.resource.namespaced,
      showLabels: flags.bool("show-labels"),
      labelColumns: flags.all("label-columns"),
      noHeaders,
      ...(kinds > 1 || flags.bool("show-kind") ? { kindPrefix: objectName(first.object).split("/")[0] } : {}),
    });
    const rows = run.map(({ object }) => ({ object, event: "" }));
    return table
      .print(rows, { now: clock.milliseconds, rules })
      .map((line) => `${line}\n`)
      .join("");
  });
  return printed.join(noHeaders ? "" : "\n");
}

function runsOfKind(found: readonly Found[]): readonly (readonly Found[])[] {
  const runs: Found[][] = [];
  for (const each of found) {
    const last = runs.at(-1);
    if (last?.[0]?.ref.kind === each.ref.kind) last.push(each);
    else runs.push([each]);
  }
  return runs;
}

const isNotFound = (error: unknown): boolean => (error as { reason?: unknown }).reason === "NotFound";

function noResources(session: Session, flags: FlagValues, { namespaced }: Selection): string {
  return flags.bool("all-namespaces") || !namespaced
    ? "No resources found"
    : `No resources found in ${session.namespace} namespace.`;
}
