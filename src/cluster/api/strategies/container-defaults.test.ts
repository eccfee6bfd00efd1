import { expect, test } from "vitest";
import type { Container } from "../pod.ts";
import { defaultContainers } from "./container-defaults.ts";

test("numbers of a probe that are zero get their defaults, too", () => {
  const readinessProbe = {
    httpGet: { port: 80 },
    periodSeconds: 0,
    failureThreshold: 5,
    initialDelaySeconds: 0,
  };
  const [container] = defaultContainers([{ name: "c", image: "a:1", readinessProbe } as Container]);
  expect(container?.readinessProbe).toEqual({
    httpGet: { port: 80, path: "/", scheme: "HTTP" },
    ...{
      timeoutSeconds: 1,
      periodSeconds: 10,
      successThreshold: 1,
      failureThreshold: 5,
      initialDelaySeconds: 0,
    },
  });
});
