import { compareStrings } from "../../../util/compare-strings.ts";
import { remembering } from "../../../util/remembering.ts";
import { isMap } from "../apply/json.ts";
import type { ObjectInput } from "../object.ts";
import { type FieldType, fieldsOf, isScalar, structOf } from "./field-types.ts";

/** A field that an object should not have, or not with this value. */
export interface TypeProblem {
  /** names of fields and keys of maps from the root, and positions in lists */
  readonly path: readonly (string | number)[];
  /** names of fields alone, as Go's decoder tells them: `spec.template.spec.containers.env.value` */
  readonly fields: string;
  /** the struct whose field it is */
  readonly owner: string;
  readonly value: unknown;
  /** what the value should be; undefined: there is no such field */
  readonly type: FieldType | undefined;
}

/**
 * What is wrong with the fields of an object of a built-in kind, in the order of their names, in which clients send them.
 * Of versions other than the preferred one nothing is known, and what null stands for is absent.
 */
export const typeProblems = remembering((object: ObjectInput): readonly TypeProblem[] => {
  const struct = structOf(object);
  const problems: TypeProblem[] = [];
  if (struct !== undefined) new Walk(problems).visit(object, struct, struct);
  return problems;
});

/** The problems of the metadata alone, which every client reads, of whatever kind an object is. */
export function metadataProblems(metadata: unknown): readonly TypeProblem[] {
  const problems: TypeProblem[] = [];
  new Walk(problems, ["metadata"], ["metadata"]).visit(metadata, "ObjectMeta", "ObjectMeta");
  return problems;
}

/** Goes through a value; where it is now is known by the names on the way. */
class Walk {
  constructor(
    private readonly problems: TypeProblem[],
    private readonly path: (string | number)[] = [],
    private readonly fields: string[] = [],
  ) {}

  visit(value: unknown, type: FieldType, owner: string): void {
    if (value === null || value === undefined) return;
    if (type.startsWith("[")) this.visitList(value, type, owner);
    else if (type.startsWith("{")) this.visitMap(value, type, owner);
    else if (fieldsOf(type) !== undefined) this.visitStruct(value, type, owner);
    else if (!isScalar(value, type)) this.report(value, type, owner);
  }

  private visitList(value: unknown, type: FieldType, owner: string): void {
    if (!isList(value)) {
      this.report(value, type, owner);
      return;
    }
    for (const [i, item] of value.entries()) this.below(i, () => this.visit(item, type.slice(1), owner));
  }

  private visitMap(value: unknown, type: FieldType, owner: string): void {
    if (!isMap(value)) {
      this.report(value, type, owner);
      return;
    }
    for (const key of Object.keys(value).sort(compareStrings))
      this.below(key, () => this.visit(value[key], type.slice(1), owner));
  }

  private visitStruct(value: unknown, struct: string, owner: string): void {
    const known = fieldsOf(struct);
    if (!isMap(value)) {
      this.report(value, struct, owner);
      return;
    }
    for (const name of Object.keys(value).sort(compareStrings)) {
      if (value[name] === null || value[name] === undefined) continue;
      this.fields.push(name);
      const type = known?.get(name);
      this.below(name, () =>
        type === undefined
          ? this.report(value[name], undefined, struct)
          : this.visit(value[name], type, struct),
      );
      this.fields.pop();
    }
  }

  private below(segment: string | number, visit: () => void): void {
    this.path.push(segment);
    visit();
    this.path.pop();
  }

  private report(value: unknown, type: FieldType | undefined, owner: string): void {
    this.problems.push({ path: [...this.path], fields: this.fields.join("."), owner, value, type });
  }
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
