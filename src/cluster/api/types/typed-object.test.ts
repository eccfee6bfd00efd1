import { expect, test } from "vitest";
import { typedObject, typedPodSpec } from "./typed-object.ts";

const job = (spec: unknown) => ({ apiVersion: "batch/v1", kind: "Job", metadata: { name: "j" }, spec });

test("an object that fits stays the same one", () => {
  const object = job({
    template: { spec: { containers: [{ name: "c", args: ["a"], env: [{ name: "A", value: "1" }] }] } },
  });
  expect(typedObject(object)).toBe(object);
  const custom = { apiVersion: "example.com/v1", kind: "Job", metadata: { name: "j" }, spec: 5 };
  expect(typedObject(custom)).toBe(custom);
});

test("what does not fit is left out, and null in lists and maps is Go's zero value", () => {
  const object = job({
    backoffLimit: "6",
    retries: 2,
    template: {
      metadata: { labels: { a: null, b: 1 } },
      spec: { containers: [{ name: "c", args: ["a", null], ports: [null], command: null, tty: "yes" }, 5] },
    },
  });
  expect(typedObject(object)).toEqual(
    job({
      template: {
        metadata: { labels: { a: "" } },
        spec: { containers: [{ name: "c", args: ["a", ""], ports: [{}] }, {}] },
      },
    }),
  );
});

test("the pods of custom kinds are looked at alike", () => {
  expect(typedPodSpec({ containers: [{ name: "c", env: 1.5 }], volumes: 0 })).toEqual({
    containers: [{ name: "c" }],
  });
});
