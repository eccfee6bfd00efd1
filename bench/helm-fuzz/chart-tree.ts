import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Draw } from "./draw.ts";
import { renderOwn } from "./own-helm.ts";
import type { RealHelm } from "./real-helm.ts";
import { difference, type TemplateCall } from "./rendering.ts";
import type { Report } from "./report.ts";

type Choices = readonly [string, ...string[]];

const KEYS: Choices = ["a", "b", "c", "d"];
const SCALARS: readonly [unknown, ...unknown[]] = [
  null,
  null,
  1,
  "x",
  true,
  false,
  "",
  0,
  1.5,
  [],
  [1, { a: 1 }],
  {},
];

/** Renders `count` seeded charts with subcharts, whose templates show their values. */
export function chartTrees(
  helms: readonly RealHelm[],
  { seed, count, work }: { seed: number; count: number; work: string },
  report: Report,
): void {
  for (let i = 0; i < count; i++) {
    const draw = Draw.of(seed, "tree", i);
    const chart = join(work, "tree");
    rmSync(chart, { recursive: true, force: true });
    const names = new TreeWriter(draw).write(chart, "root", 2);
    const file = join(work, "user.json");
    writeFileSync(file, JSON.stringify(values(draw, names, 3)));
    const set = draw.some(0, 2, () => assignment(draw, names));
    const call: TemplateCall = { chart, files: draw.chance(0.8) ? [file] : [], set, skipSchema: false };
    for (const helm of helms) {
      const found = difference(helm.template(call), renderOwn(call, helm.version));
      report.add(`tree ${i}: ${JSON.stringify(set)}`, helm.version, found);
    }
  }
}

class TreeWriter {
  constructor(private readonly draw: Draw) {}

  /** Writes a chart and gives the names of its subcharts. */
  write(folder: string, name: string, depth: number): string[] {
    const { draw } = this;
    const children = depth > 0 ? ["s1", "s2", "s3"].filter(() => draw.chance(0.5)) : [];
    for (const child of children) this.write(join(folder, "charts", child), child, depth - 1);
    const dependencies = children.flatMap((child) =>
      draw.chance(0.15) ? [] : draw.some(1, 2, () => this.dependency(child)),
    );
    const names = [...children, ...dependencies.flatMap(({ alias }) => alias ?? [])];
    const isLibrary = depth < 2 && draw.chance(0.1);
    const metadata = {
      apiVersion: draw.chance(0.9) ? "v2" : "v1",
      name,
      version: "1.2.3",
      ...(isLibrary ? { type: "library" } : {}),
      ...(dependencies.length > 0 ? { dependencies } : {}),
    };
    this.file(join(folder, "Chart.yaml"), JSON.stringify(metadata));
    this.file(join(folder, "values.yaml"), JSON.stringify(values(draw, [...names, "exports"], 3)));
    const show = `{{ define "show" }}{{ toJson .Values }}{{ end }}`;
    this.file(join(folder, "templates/_show.tpl"), show);
    const shown = `n: {{ .Template.Name | quote }}\nv: {{ include "show" . | quote }}\ns: {{ keys .Subcharts | sortAlpha | join "," | quote }}\n`;
    this.file(join(folder, "templates/show.yaml"), shown);
    return names;
  }

  private dependency(name: string): { name: string; alias?: string } & Record<string, unknown> {
    const { draw } = this;
    const alias = draw.chance(0.3) ? { alias: draw.one(["x1", "x2", "a"]) } : {};
    const condition = draw.chance(0.4)
      ? {
          condition: draw.one([
            `${name}.a`,
            "a",
            "a.b",
            `${name}.enabled,b`,
            "global.a",
            `${name}.a,${name}.b`,
          ]),
        }
      : {};
    const tags = draw.chance(0.3) ? { tags: draw.some(1, 2, () => draw.one(["t", "u"])) } : {};
    const imported = (): unknown =>
      draw.one<unknown>([
        "a",
        "b",
        { child: "exports.a", parent: "c" },
        { child: "a", parent: "." },
        { child: "b.c", parent: "d.a" },
      ]);
    const imports = draw.chance(0.3) ? { "import-values": draw.some(1, 2, imported) } : {};
    const version = draw.one([">=1.0.0", "1.2.3", "*", "^1.2", "~2", "1.x"]);
    return { name, version, repository: "", ...alias, ...condition, ...tags, ...imports };
  }

  private file(path: string, text: string): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

function values(draw: Draw, names: readonly string[], depth: number): Record<string, unknown> {
  const tree: Record<string, unknown> = {};
  for (const key of draw.some(0, 4, () => draw.one(KEYS))) tree[key] = value(draw, depth - 1);
  for (const name of names)
    if (draw.chance(0.5))
      tree[name] = draw.chance(0.93) ? values(draw, ["s1", "global"], depth - 1) : value(draw, 0);
  if (draw.chance(0.4)) tree["global"] = draw.chance(0.95) ? values(draw, [], depth - 1) : value(draw, 0);
  if (draw.chance(0.2)) tree["tags"] = { t: draw.chance(0.5), u: draw.chance(0.5) };
  if (draw.chance(0.1)) tree["enabled"] = draw.chance(0.5);
  return tree;
}

function value(draw: Draw, depth: number): unknown {
  return depth > 0 && draw.chance(0.5) ? values(draw, [], depth) : draw.one(SCALARS);
}

/** A `--set` argument, some of them odd. */
function assignment(draw: Draw, names: readonly string[]): string {
  const key = (): string =>
    draw.one(["a", "b", "c.d", "global", "a[0]", "a[1].b", "a\\.b", "tags.t", "x1", ...names]);
  const path = draw.some(1, 3, key).join(".");
  const text = draw.one([
    "1",
    "null",
    "true",
    "x",
    "",
    "{a,b}",
    "{}",
    "1.5",
    "010",
    "a\\,b",
    "{1,{2}}",
    "a=b",
    "[1]",
    "0",
    "-3",
    "NULL",
    "1e3",
    "a b",
    "{a\\,b,c}",
    "{",
  ]);
  return draw.one([
    `${path}=${text}`,
    `${path}=${text}`,
    `${path}=${text},${key()}=2`,
    path,
    `${path}=${text},`,
    `=${text}`,
    `${path}[`,
    `${path}[-1]=1`,
    `${path}[x]=1`,
    `${path}.=1`,
  ]);
}
