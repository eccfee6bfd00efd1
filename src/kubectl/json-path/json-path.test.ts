import { expect, test } from "vitest";
import { parseJsonPath } from "./parse-json-path.ts";
import { printJsonPath } from "./print-json-path.ts";

const pods = {
  items: [
    {
      metadata: { name: "a", labels: { app: "web", "app.kubernetes.io/name": "w" } },
      spec: {
        containers: [
          { name: "c", image: "i:1" },
          { name: "s", image: "j:2" },
        ],
      },
      status: { phase: "Running", ready: true, restarts: 2 },
    },
    {
      metadata: { name: "b" },
      spec: { containers: [{ name: "c", image: "i:1" }] },
      status: { phase: "Failed", restarts: 0 },
    },
  ],
};

test.each([
  ["{.items[0].metadata.name}", "a"],
  ["{$.items[0].metadata.name}", "a"],
  ["{.items[*].metadata.name}", "a b"],
  ["{.items[-1].metadata.name}", "b"],
  ["{.items[-1:].metadata.name}", "b"],
  ["{.items[0:1].metadata.name}", "a"],
  ["{.items[:].status.phase}", "Running Failed"],
  ["{.items[0].metadata.labels.app\\.kubernetes\\.io/name}", "w"],
  ["{.items[0].metadata.labels['app\\.kubernetes\\.io/name']}", "w"],
  ["{.items[0].metadata['name','labels']}", 'a {"app":"web","app.kubernetes.io/name":"w"}'],
  ["{..image}", "i:1 j:2 i:1"],
  ["{.items[*].status.*}", "Running true 2 Failed 0"],
  ['{.items[?(@.status.phase=="Failed")].metadata.name}', "b"],
  ["{.items[?(@.status.restarts>1)].metadata.name}", "a"],
  ["{.items[?(@.status.restarts>=0)].metadata.name}", "a b"],
  ["{.items[?(@.metadata.labels)].metadata.name}", "a"],
  ["{.items[?(@.status.ready==true)].metadata.name}", "a"],
  ['{range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\n"}{end}', "a\tRunning\nb\tFailed\n"],
  ["{range .items[*]}[{range .spec.containers[*]}{.name},{end}]{end}", "[c,s,][c,]"],
  ["{.items[0].missing.field}", ""],
  ["name: {.items[0].metadata.name}!", "name: a!"],
  ["{.items[0].spec.containers[0]}", '{"image":"i:1","name":"c"}'],
  ['{"{"}{.items[0].status.restarts}{"}"}', "{2}"],
])("%s", (template, text) => {
  expect(printJsonPath(parseJsonPath(template), pods)).toBe(text);
});

test("a range without an end goes on until the end", () => {
  expect(printJsonPath(parseJsonPath("{range .items[*]}{.metadata.name},"), pods)).toBe("a,b,");
});

test.each([
  ["{.items[5]}", "array index out of bounds: index 5, length 2"],
  ["{.items", "unclosed action"],
  ["{.items[0}", "unterminated array"],
  ["{.items[a]}", "invalid array index a"],
  ["{end}", "not in range, nothing to end"],
  ["{metadata}", "unrecognized identifier metadata"],
  ["{.metadata.a b}", "unrecognized identifier b"],
  ["{!}", "unrecognized character in action: U+0021 '!'"],
])("%s is refused: %s", (template, message) => {
  expect(() => printJsonPath(parseJsonPath(template), pods)).toThrow(message);
});
