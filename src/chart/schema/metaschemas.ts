import type { Json, JsonObject } from "./json.ts";

/** Shorthands for the specifications' own schemas, of which only what asserts something is kept. */
const ref = (to: string): JsonObject => ({ $ref: to });
const self = ref("#");
const any: JsonObject = {};
const text: JsonObject = { type: "string" };
const number: JsonObject = { type: "number" };
const flag: JsonObject = { type: "boolean" };
const reference: JsonObject = { type: "string", format: "uri-reference" };
const uri: JsonObject = { type: "string", format: "uri" };
const regex: JsonObject = { type: "string", format: "regex" };
const anyList: JsonObject = { type: "array", items: true };
const mapOf = (schema: Json, more: JsonObject = {}): JsonObject => ({
  type: "object",
  additionalProperties: schema,
  ...more,
});
const branches = (schema: Json): JsonObject =>
  Object.fromEntries(["if", "then", "else"].map((keyword) => [keyword, schema]));
const typeNames: Json = ["array", "boolean", "integer", "null", "number", "object", "string"];
const simpleTypes: JsonObject = { enum: typeNames };
const count: JsonObject = { type: "integer", minimum: 0 };

function draft4(): JsonObject {
  const positive = ref("#/definitions/positiveInteger");
  const positiveDefault0 = ref("#/definitions/positiveIntegerDefault0");
  const schemas = ref("#/definitions/schemaArray");
  const strings = ref("#/definitions/stringArray");
  return {
    id: "http://json-schema.org/draft-04/schema#",
    $schema: "http://json-schema.org/draft-04/schema#",
    definitions: {
      schemaArray: { type: "array", minItems: 1, items: self },
      positiveInteger: count,
      positiveIntegerDefault0: { allOf: [positive, { default: 0 }] },
      simpleTypes,
      stringArray: { type: "array", items: text, minItems: 1, uniqueItems: true },
    },
    type: "object",
    properties: {
      id: reference,
      $schema: uri,
      title: text,
      description: text,
      default: any,
      multipleOf: { type: "number", minimum: 0, exclusiveMinimum: true },
      maximum: number,
      exclusiveMaximum: flag,
      minimum: number,
      exclusiveMinimum: flag,
      maxLength: positive,
      minLength: positiveDefault0,
      pattern: regex,
      additionalItems: { anyOf: [flag, self] },
      items: { anyOf: [self, schemas] },
      maxItems: positive,
      minItems: positiveDefault0,
      uniqueItems: flag,
      maxProperties: positive,
      minProperties: positiveDefault0,
      required: strings,
      additionalProperties: { anyOf: [flag, self] },
      definitions: mapOf(self),
      properties: mapOf(self),
      patternProperties: mapOf(self),
      dependencies: mapOf({ anyOf: [self, strings] }),
      enum: { type: "array", minItems: 1, uniqueItems: true },
      type: {
        anyOf: [
          ref("#/definitions/simpleTypes"),
          { type: "array", items: ref("#/definitions/simpleTypes"), minItems: 1, uniqueItems: true },
        ],
      },
      format: text,
      allOf: schemas,
      anyOf: schemas,
      oneOf: schemas,
      not: self,
    },
    dependencies: { exclusiveMaximum: ["maximum"], exclusiveMinimum: ["minimum"] },
  };
}

function draft6or7(draft: 6 | 7): JsonObject {
  const counted = ref("#/definitions/nonNegativeInteger");
  const countedDefault0 = ref("#/definitions/nonNegativeIntegerDefault0");
  const schemas = ref("#/definitions/schemaArray");
  const strings = ref("#/definitions/stringArray");
  const types = ref("#/definitions/simpleTypes");
  const seven = draft === 7;
  return {
    $schema: `http://json-schema.org/draft-0${draft}/schema#`,
    $id: `http://json-schema.org/draft-0${draft}/schema#`,
    definitions: {
      schemaArray: { type: "array", minItems: 1, items: self },
      nonNegativeInteger: count,
      nonNegativeIntegerDefault0: { allOf: [counted, { default: 0 }] },
      simpleTypes,
      stringArray: { type: "array", items: text, uniqueItems: true },
    },
    type: ["object", "boolean"],
    properties: {
      $id: reference,
      $schema: uri,
      $ref: reference,
      ...(seven ? { $comment: text } : {}),
      title: text,
      description: text,
      default: any,
      ...(seven ? { readOnly: flag, writeOnly: flag } : {}),
      examples: { type: "array", items: seven ? true : any },
      multipleOf: { type: "number", exclusiveMinimum: 0 },
      maximum: number,
      exclusiveMaximum: number,
      minimum: number,
      exclusiveMinimum: number,
      maxLength: counted,
      minLength: countedDefault0,
      pattern: regex,
      additionalItems: self,
      items: { anyOf: [self, schemas] },
      maxItems: counted,
      minItems: countedDefault0,
      uniqueItems: flag,
      contains: self,
      maxProperties: counted,
      minProperties: countedDefault0,
      required: strings,
      additionalProperties: self,
      definitions: mapOf(self),
      properties: mapOf(self),
      patternProperties: mapOf(self, { propertyNames: { format: "regex" } }),
      dependencies: mapOf({ anyOf: [self, strings] }),
      propertyNames: self,
      const: any,
      enum: { type: "array", minItems: 1, uniqueItems: true },
      type: { anyOf: [types, { type: "array", items: types, minItems: 1, uniqueItems: true }] },
      format: text,
      ...(seven ? { contentMediaType: text, contentEncoding: text, ...branches(self) } : {}),
      allOf: schemas,
      anyOf: schemas,
      oneOf: schemas,
      not: self,
    },
  };
}

/** From 2019-09 on the schema of schemas is in parts, each of which has the whole for its subschemas. */
function modern(year: "2019-09" | "2020-12"): { url: string; document: JsonObject }[] {
  const home = `https://json-schema.org/draft/${year}`;
  const $schema = `${home}/schema`;
  const new2020 = year === "2020-12";
  const whole = ref(`${home}/schema`);
  const schemas: JsonObject = { type: "array", minItems: 1, items: whole };
  const strings: JsonObject = { type: "array", items: text, uniqueItems: true };
  const anchor: JsonObject = { type: "string", pattern: "^[A-Za-z_][-A-Za-z0-9._]*$" };
  const part = (name: string, properties: JsonObject) => ({
    url: `${home}/meta/${name}`,
    document: { $schema, $id: `${home}/meta/${name}`, type: ["object", "boolean"], properties },
  });
  const unevaluated = { unevaluatedItems: whole, unevaluatedProperties: whole };
  const itemKeywords = new2020
    ? { prefixItems: schemas, items: whole }
    : { additionalItems: whole, ...unevaluated, items: { anyOf: [whole, schemas] } };
  const dynamic = new2020
    ? { $anchor: anchor, $dynamicRef: reference, $dynamicAnchor: anchor }
    : {
        $anchor: { type: "string", pattern: "^[A-Za-z][-A-Za-z0-9.:_]*$" },
        $recursiveRef: reference,
        $recursiveAnchor: flag,
      };
  const parts = [
    part("core", {
      $id: { type: "string", format: "uri-reference", pattern: "^[^#]*#?$" },
      $schema: uri,
      $ref: reference,
      ...dynamic,
      $vocabulary: { type: "object", propertyNames: uri, additionalProperties: flag },
      $comment: text,
      $defs: mapOf(whole),
    }),
    part("applicator", {
      ...itemKeywords,
      contains: whole,
      additionalProperties: whole,
      properties: mapOf(whole),
      patternProperties: mapOf(whole, { propertyNames: { format: "regex" } }),
      dependentSchemas: mapOf(whole),
      propertyNames: whole,
      ...branches(whole),
      allOf: schemas,
      anyOf: schemas,
      oneOf: schemas,
      not: whole,
    }),
    ...(new2020 ? [part("unevaluated", unevaluated)] : []),
    part("validation", {
      type: { anyOf: [simpleTypes, { type: "array", items: simpleTypes, minItems: 1, uniqueItems: true }] },
      const: true,
      enum: anyList,
      multipleOf: { type: "number", exclusiveMinimum: 0 },
      maximum: number,
      exclusiveMaximum: number,
      minimum: number,
      exclusiveMinimum: number,
      maxLength: count,
      minLength: count,
      pattern: regex,
      maxItems: count,
      minItems: count,
      uniqueItems: flag,
      maxContains: count,
      minContains: count,
      maxProperties: count,
      minProperties: count,
      required: strings,
      dependentRequired: mapOf(strings),
    }),
    part("meta-data", {
      title: text,
      description: text,
      default: true,
      deprecated: flag,
      readOnly: flag,
      writeOnly: flag,
      examples: anyList,
    }),
    part(new2020 ? "format-annotation" : "format", { format: text }),
    part("content", { contentMediaType: text, contentEncoding: text, contentSchema: whole }),
  ];
  const compatibility = {
    definitions: mapOf(whole),
    dependencies: mapOf({ anyOf: [whole, strings] }),
    ...(new2020 ? { $recursiveAnchor: text, $recursiveRef: reference } : {}),
  };
  const document = {
    $schema,
    $id: $schema,
    type: ["object", "boolean"],
    allOf: parts.map(({ url }) => ref(url)),
    properties: compatibility,
  };
  return [{ url: $schema, document }, ...parts];
}

/** The schemas of schemas by URL: drafts 4, 6, 7, 2019-09 and 2020-12. */
export const metaschemas: readonly { readonly url: string; readonly document: JsonObject }[] = [
  { url: "http://json-schema.org/draft-04/schema", document: draft4() },
  { url: "http://json-schema.org/draft-06/schema", document: draft6or7(6) },
  { url: "http://json-schema.org/draft-07/schema", document: draft6or7(7) },
  ...modern("2019-09"),
  ...modern("2020-12"),
];
