import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { withHelmsOwnFlags } from "./helm-plugin.ts";

const root = new URL("../../", import.meta.url);

describe("as a plugin of Helm", () => {
  const called = { HELM_PLUGIN_NAME: "seatrial", HELM_NAMESPACE: "shop", HELM_DEBUG: "true" };

  test.each([
    [["install", "demo", "."], called, ["install", "demo", ".", "--namespace=shop", "--debug"]],
    [["run", "x.yaml"], called, ["run", "x.yaml", "--namespace=shop"]],
    [["template", "--", "demo", "."], called, ["template", "--namespace=shop", "--debug", "--", "demo", "."]],
    [["play", "run", "x.yaml"], called, ["play", "run", "x.yaml", "--namespace=shop"]],
    [["check"], called, ["check"]],
    [[], called, []],
    [["install", "."], { ...called, HELM_NAMESPACE: "default", HELM_DEBUG: "false" }, ["install", "."]],
    [["install", "."], { ...called, HELM_PLUGIN_NAME: "other" }, ["install", "."]],
    [["install", "."], {}, ["install", "."]],
  ])("%j gets back what Helm took", (args, env, expected) => {
    expect(withHelmsOwnFlags(args, env)).toEqual(expected);
  });

  test("has the version of the program", () => {
    const read = (file: string): string => readFileSync(new URL(file, root), "utf8");
    const plugin = parse(read("plugin.yaml")) as { name: string; version: string };
    const { version } = JSON.parse(read("package.json")) as { version: string };
    expect(plugin).toMatchObject({ name: "seatrial", version });
  });
});
