import { expect, test } from "vitest";
import { podObject, podTemplate, testCluster } from "../../cluster/testing/test-cluster.ts";
import { eventObjects } from "./event-objects.ts";

test("one event object stands for many similar events, with the latest message", () => {
  const { context, api } = testCluster();
  const { events, clock } = context;
  const pod = api.create(podObject("web", podTemplate("web", [{}])));
  for (let nth = 1; nth <= 12; nth++) events.record("test", pod, "Warning", "Odd", `number ${nth}`);
  const odd = eventObjects(events.log, clock.startedAt).filter((each) => each["reason"] === "Odd");
  expect(odd).toHaveLength(10);
  expect(odd.at(-1)).toMatchObject({ message: "(combined from similar events): number 12", count: 3 });
});
