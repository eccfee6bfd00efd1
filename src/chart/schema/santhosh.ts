import type { CompilePattern } from "./compile-pattern.ts";
import { referenceKeywords } from "./compiled-parts.ts";
import { isArray, isObject, type Json, member } from "./json.ts";
import { checkArray } from "./santhosh-array.ts";
import { checkCombinations, checkUnevaluated } from "./santhosh-combinations.ts";
import { type Finding, quoted } from "./santhosh-error.ts";
import { santhoshFormats } from "./santhosh-formats.ts";
import { checkObject } from "./santhosh-object.ts";
import { checkNumber, checkString, valueProblem } from "./santhosh-scalars.ts";
import { type DraftVersion, type Hold, plain, Visit } from "./santhosh-visit.ts";
import type { Located, SchemaStore } from "./schema-store.ts";
import { Unevaluated } from "./unevaluated.ts";

/** santhosh-tekuri/jsonschema 6, validator.go. */
export class SanthoshValidator {
  private readonly formats: ReturnType<typeof santhoshFormats>;

  /** `draftAt` tells which draft a resource is written in; `assertFormats` makes `format` count in every draft. */
  constructor(
    private readonly store: SchemaStore,
    private readonly compile: CompilePattern,
    private readonly draftAt: (base: string) => DraftVersion,
    private readonly assertFormats: boolean,
  ) {
    this.formats = santhoshFormats(compile);
  }

  /** What is wrong with a value; a group where it is more than one thing. */
  validate(schema: Located, value: Json): Finding | undefined {
    return this.hold(schema, value, [], false, []).finding;
  }

  private readonly hold: Hold = (located, value, path, asked, trail) => {
    const { schema } = located;
    const base = this.store.baseOf(located);
    if (!isObject(schema)) {
      const finding = schema === false ? plain(path, "false schema") : undefined;
      return { finding, open: Unevaluated.none };
    }
    const open = Unevaluated.of(value, schema, asked);
    const visit = new Visit(
      schema,
      base,
      this.draftAt(base),
      path,
      open,
      [...trail, located],
      this.compile,
      this.hold,
    );
    const cycle = trail.find((earlier) => earlier.schema === schema);
    const blocking = cycle === undefined ? this.blocking(visit, value) : cycleFinding(path, located);
    if (blocking !== undefined) return { finding: blocking, open };
    this.references(visit, value);
    if (visit.draft >= 2019 || member(schema, "$ref") === undefined) checkKeywords(visit, value);
    const { found } = visit;
    const finding =
      found.length > 1 ? { ...plain(path, "validation failed", found), role: "group" as const } : found[0];
    return { finding, open };
  };

  /** Type, const, enum and format: nothing else is looked at after one of these. */
  private blocking(visit: Visit, value: Json): Finding | undefined {
    if (visit.draft < 2019 && typeof visit.keyword("$ref") === "string") return undefined;
    const problem = valueProblem(visit, value) ?? this.formatProblem(visit, value);
    return problem === undefined ? undefined : plain(visit.path, problem);
  }

  private formatProblem(visit: Visit, value: Json): string | undefined {
    const name = visit.keyword("format");
    if (typeof name !== "string" || typeof value !== "string") return undefined;
    if (!this.assertFormats && visit.draft >= 2019) return undefined;
    const problem = Object.hasOwn(this.formats, name) ? this.formats[name]?.(value) : undefined;
    return problem === undefined ? undefined : `${quoted(value)} is not valid ${name}: ${problem}`;
  }

  private references(visit: Visit, value: Json): void {
    const { draft, base, path } = visit;
    for (const keyword of referenceKeywords(draft)) {
      const reference = visit.keyword(keyword);
      if (typeof reference !== "string") continue;
      const finding = visit.follow(this.store.resolve(base, reference), value);
      if (finding === undefined) continue;
      const causes = finding.role === "group" ? finding.causes : [finding];
      visit.found.push({ path, text: "validation failed", role: "reference", causes });
    }
  }
}

function checkKeywords(visit: Visit, value: Json): void {
  if (isObject(value)) checkObject(visit, value);
  else if (isArray(value)) checkArray(visit, value);
  else if (typeof value === "string") checkString(visit, value);
  else if (typeof value === "number") checkNumber(visit, value);
  checkCombinations(visit, value);
  if (visit.draft >= 2019) checkUnevaluated(visit, value);
}

const cycleFinding = (path: readonly string[], { url }: Located): Finding =>
  plain(path, `the schema refers to itself: "${url}" causing reference cycle`);
