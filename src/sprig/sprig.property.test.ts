import fc from "fast-check";
import { expect, test } from "vitest";
import { sprint } from "../gotemplate/fmt/sprint.ts";
import { type GoMap, int, type Value } from "../gotemplate/value.ts";
import { jsonToValue } from "../goyaml/json-decode.ts";
import { valueToJson } from "../goyaml/json-encode.ts";
import { templateFunctions } from "../node/template-functions.ts";

const functions = templateFunctions({ version: "v4.1.4" });

function call(name: string, ...args: Value[]): Value {
  const func = functions.get(name);
  if (func === undefined) throw new Error(`no function ${name}`);
  return func.call(...args);
}

const text = fc.string({ unit: "grapheme", maxLength: 20 });
const json = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.jsonValue({ maxDepth: 2 }), {
  noNullPrototype: true,
});
const scalars = fc.dictionary(
  fc.constantFrom("a", "b", "c"),
  fc.oneof(fc.integer({ min: 1 }), fc.string({ minLength: 1 })),
  {
    noNullPrototype: true,
  },
);
const map = (value: unknown): GoMap => jsonToValue(JSON.stringify(value)) as GoMap;

test.each([
  ["b64enc", "b64dec"],
  ["b32enc", "b32dec"],
])("what %s writes %s reads", (encode, decode) => {
  fc.assert(
    fc.property(text, (source) => {
      expect(call(decode, call(encode, source))).toBe(source);
    }),
  );
});

test("base64 is Node's", () => {
  fc.assert(
    fc.property(text, (source) => {
      expect(call("b64enc", source)).toBe(Buffer.from(source).toString("base64"));
    }),
  );
});

test("what was encrypted is decrypted", () => {
  fc.assert(
    fc.property(text, text, (password, source) => {
      expect(call("decryptAES", password, call("encryptAES", password, source))).toBe(source);
    }),
    { numRuns: 30 },
  );
});

test.each([
  ["merge", "its own"],
  ["mergeOverwrite", "the other's"],
])("%s prefers %s, and takes what only one has", (name) => {
  fc.assert(
    fc.property(scalars, scalars, (ours, theirs) => {
      const merged = call(name, map(ours), map(theirs));
      const expected = name === "merge" ? { ...theirs, ...ours } : { ...ours, ...theirs };
      expect(valueToJson(merged)).toBe(valueToJson(map(expected)));
    }),
  );
});

test("deepCopy makes an equal value of its own", () => {
  fc.assert(
    fc.property(json, (value) => {
      const original = map(value);
      const copy = call("deepCopy", original) as GoMap;
      expect(call("deepEqual", original, copy)).toBe(true);
      copy.set("new", null);
      expect(original.has("new")).toBe(false);
    }),
  );
});

test("lists are reversed, chunked and joined without loss", () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), fc.integer({ min: 1, max: 5 }), (items, size) => {
      const list = jsonToValue(JSON.stringify(items));
      expect(valueToJson(call("reverse", call("reverse", list)))).toBe(valueToJson(list));
      const chunks = call("chunk", int(size), list);
      expect(sprint([chunks]).replace(/[[\]]/g, "")).toBe(sprint([list]).replace(/[[\]]/g, ""));
    }),
  );
});
