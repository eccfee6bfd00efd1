import { expect, test } from "vitest";
import { helmVersionsText, helmVersionText } from "./explain-helm-versions.ts";

test("every rule is told with its values, each since which version, and its source", () => {
  expect(helmVersionsText()).toContain(`awaitsHookDeletions
  Deletions by a hook's policy wait until the object is gone. (Helm 4 does so with --wait alone.) [pkg/action/hooks.go]
  3.0.0     no
  3.14.0    yes
`);
});

test("of one version the rules and flags are told that differ from the newest", () => {
  const text = helmVersionText("3.17.3");
  expect(text).toMatch(/^In what Helm 3\.17\.3 differs from 4\.\d+\.\d+\.\n/);
  expect(text).toMatch(/\nserverSideApply\n.*\n {2}3\.17\.3 {4}no\n {2}4\.\d+\.\d+ +yes\n/);
  expect(text).toMatch(/\n {2}helm upgrade: only 3\.17\.3 has --recreate-pods\n/);
  expect(text).not.toContain("adoptsObjects");
});

test("a version that differs in nothing is said to", () => {
  expect(helmVersionText("4.2.3")).toMatch(/^Helm 4\.2\.3 follows the same rules as 4\.\d+\.\d+\.\n$/);
  expect(() => helmVersionText("2.17.0")).toThrow(/not a Helm version/);
});
