import type { KubeObject } from "../../cluster/api/object.ts";
import { parseTimestamp } from "../../cluster/api/wall-clock.ts";
import { humanDuration } from "../human-duration.ts";
import { findJsonPath } from "../json-path/find-json-path.ts";
import { parsePath } from "../json-path/parse-json-path.ts";
import { valueText } from "../json-path/print-json-path.ts";
import { type Column, nameColumn, type PrintContext, unknown } from "./column.ts";
import { nameAndAgeColumns } from "./default-columns.ts";

interface Definition extends KubeObject {
  readonly spec?: {
    readonly versions?: readonly {
      readonly name: string;
      readonly storage?: boolean;
      readonly additionalPrinterColumns?: readonly PrinterColumn[];
    }[];
  };
}

interface PrinterColumn {
  readonly name: string;
  readonly type: string;
  readonly jsonPath: string;
  readonly priority?: number;
}

/**
 * The columns that a CustomResourceDefinition asks for, of the version that is stored
 * (apiextensions-apiserver/pkg/registry/customresource/tableconvertor.go).
 */
export function customColumns(definition: KubeObject | undefined): readonly Column[] {
  const versions = (definition as Definition | undefined)?.spec?.versions ?? [];
  const version = versions.find(({ storage }) => storage === true) ?? versions[0];
  const wanted = version?.additionalPrinterColumns ?? [];
  return wanted.length === 0 ? nameAndAgeColumns : [nameColumn, ...wanted.map(customColumn)];
}

function customColumn({ name, type, jsonPath, priority = 0 }: PrinterColumn): Column {
  const path = parsePath(jsonPath);
  return {
    name: name.toUpperCase(),
    wide: priority !== 0,
    cell: (object, context) => cellOf(type, findJsonPath(path, object)[0], context),
  };
}

/** A value of another type than the column's leaves the cell empty. */
function cellOf(type: string, value: unknown, { now }: PrintContext): string {
  if (value === undefined || value === null) return "";
  switch (type) {
    case "string":
      return valueText(value);
    case "integer":
      return typeof value === "number" ? String(Math.trunc(value)) : "";
    case "number":
      return typeof value === "number" ? String(value) : "";
    case "boolean":
      return typeof value === "boolean" ? String(value) : "";
    case "date": {
      if (typeof value !== "string") return "";
      const time = parseTimestamp(value);
      return Number.isNaN(time) ? "<invalid>" : time === 0 ? unknown : humanDuration(now - time);
    }
    default:
      return "";
  }
}
