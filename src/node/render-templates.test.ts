import { describe, expect, test } from "vitest";
import { renderTemplates } from "./render-templates.ts";

const chart = {
  "Chart.yaml": "apiVersion: v2\nname: demo\nversion: 0.1.0\nkeywords: [x]\nmaintainers: [{ name: ann }]\n",
};

/** What the one template of a chart gives. */
function render(template: string, helmVersion: string): string {
  const files = { ...chart, "templates/t.yaml": template };
  const out = renderTemplates({ files }, { releaseName: "rel", namespace: "default", helmVersion });
  return out["demo/templates/t.yaml"] ?? "";
}

describe("what Helm's own structs show of themselves", () => {
  test.each([
    ["{{ (toToml .Chart) | trunc 53 }}", 'Name = "demo"\nHome = ""\nVersion = "0.1.0"\nDescription'],
    ["{{ toYamlPretty .Chart | trunc 34 }}", 'metadata:\n  name: demo\n  home: ""\n'],
    ["{{ .Chart.Metadata.Name }} {{ .Chart.Name }} {{ (deepCopy .Chart).Name }}", "demo demo demo"],
    ['{{ regexFind "Maintainer=.{5}" (printf "%s" .Chart) }}', "Maintainer=&{ann"],
    ["{{ deepCopy .Capabilities.KubeVersion }}", "{v1.32.0 1 32}"],
    ["{{ typeOf .Template }}", "chartutil.Values"],
    [
      '{{ ternary .Capabilities.KubeVersion "" true }} {{ .Capabilities.KubeVersion }}',
      "{v1.32.0 1 32} v1.32.0",
    ],
    ["{{ with .Capabilities.KubeVersion }}{{ . }}{{ .String }}{{ end }}", "v1.32.0v1.32.0"],
    ["{{ $v := .Capabilities.KubeVersion }}{{ $v }} {{ and true $v }}", "v1.32.0 v1.32.0"],
    ['{{ toDate "2006-01-02" "2024-02-29" | toYamlPretty }}', "2024-02-29T00:00:00Z"],
  ])("in Helm 3: %s", (template, output) => {
    expect(render(template, "3.17.3")).toBe(output);
  });

  test.each([
    ["{{ toToml .Capabilities.KubeVersion }}", 'Version = "v1.35.0"\nMajor = "1"\nMinor = "35"\n'],
    ["{{ toYamlPretty .Capabilities.KubeVersion }}", 'version: v1.35.0\nmajor: "1"\nminor: "35"'],
    ["{{ deepCopy .Capabilities.KubeVersion }}", "{v1.35.0  1 35}"],
    ["{{ (deepCopy .Capabilities).KubeVersion }}", "v1.35.0"],
    ["{{ typeOf .Template }}", "common.Values"],
  ])("in Helm 4: %s", (template, output) => {
    expect(render(template, "4.1.4")).toBe(output);
  });

  test("unexported fields are refused", () => {
    expect(() => render("{{ .Capabilities.KubeVersion.normalizedVersion }}", "4.1.4")).toThrow(
      "normalizedVersion is an unexported field of struct type common.KubeVersion",
    );
  });
});

test("a file that is not there is null as YAML and as JSON", () => {
  expect(render("{{ toYaml .Files.Nope }} {{ deepCopy .Files.Nope | toJson }}", "4.1.4")).toBe("null null");
});

test.each([
  ['{{ range until 1000 }}{{ $x := repeat 15000000 "x" }}{{ end }}', "takes too many steps"],
  ['{{ repeat 40000000 "x" }}', "builds a string that is too long"],
  ["{{ randAlphaNum 1000000000 }}", "draws a string that is too long"],
  ["{{ randBytes 1000000000 }}", "draws a string that is too long"],
  ['{{ repeat 1000000 "x" | shuffle }}', "draws a string that is too long"],
  ['{{ regexMatch (repeat 100000 "(a?)") "a" }}', "compiles a regular expression that is too long"],
  ['{{ printf "%999999d" 1 | repeat 100 }}', "builds a string that is too long"],
  ["{{ until 1000000000 }}", "a list of 1000000000 numbers is too long"],
  ...[
    "toYaml",
    "toYamlPretty",
    "toJson",
    "mustToRawJson",
    "toToml",
    "toString",
    "deepCopy",
    "deepEqual (list $a)",
  ].map((name) => [
    `{{ $a := list 1 }}{{ range until 60 }}{{ $a = list $a $a }}{{ end }}{{ $a | ${name} }}`,
    "makes a value with too many parts",
  ]),
  ['{{ $d := dict }}{{ $_ := set $d "a" $d }}{{ $d }}', "prints a value that contains itself"],
])("a hostile template ends: %s", (template, message) => {
  expect(() => render(template, "4.1.4")).toThrow(message);
});
