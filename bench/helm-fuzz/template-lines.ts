import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ChartFile } from "../../src/chart/chart.ts";
import { loadChart } from "../../src/chart/load-chart.ts";
import { processDependencies } from "../../src/chart/process-dependencies.ts";
import { renderTexts } from "../../src/chart/render-chart.ts";
import { renderProfile } from "../../src/chart/render-profile.ts";
import { GoMap } from "../../src/gotemplate/value.ts";
import { gunzip } from "../../src/node/gunzip.ts";
import { templateFunctions } from "../../src/node/template-functions.ts";
import { stringToBytes } from "../../src/util/byte-string.ts";
import { Draw } from "./draw.ts";
import type { RealHelm } from "./real-helm.ts";
import { apart, difference, type Rendering, withoutAddresses } from "./rendering.ts";
import type { Report } from "./report.ts";
import { templateLine } from "./template-line.ts";

interface Line {
  readonly id: number;
  readonly text: string;
}

const together = 250;

/**
 * Holds seeded lines of template against a real Helm. Lines that seatrial renders share a chart, each in a define of its
 * own; those that it refuses get a chart each, and `helm lint` takes many of these at once.
 */
export class TemplateLines {
  constructor(
    private readonly base: readonly ChartFile[],
    private readonly helm: RealHelm,
    private readonly work: string,
    private readonly report: Report,
  ) {}

  run(seed: number, count: number): void {
    for (let from = 0; from < count; from += together) {
      const rendered: Line[] = [];
      const refused: { line: Line; error: string }[] = [];
      for (let id = from; id < Math.min(count, from + together); id++) {
        const line = { id, text: templateLine(Draw.of(seed, "line", id)) };
        const own = this.own(alone(line), linted);
        if ("text" in own) rendered.push(line);
        else refused.push({ line, error: own.error });
      }
      this.compareRendered(rendered);
      this.compareRefused(refused);
    }
  }

  private compareRendered(lines: readonly Line[]): void {
    if (lines.length === 0) return;
    const files = batch(lines);
    const own = this.own(files, installed);
    const culprit = "error" in own ? nameIn(own.error, lines) : undefined;
    if ("error" in own) {
      // what an earlier line did to the values breaks it
      if (culprit === undefined) throw new Error(`no line is to blame for ${own.error}`);
      this.compareRendered(lines.filter((line) => line !== culprit));
      return;
    }
    const real = this.real(files);
    if ("error" in real) {
      const line = lines.length === 1 ? lines[0] : nameIn(real.error, lines);
      if (line === undefined) {
        // It died without a word: look for the culprit in each half.
        const half = lines.length >> 1;
        this.compareRendered(lines.slice(0, half));
        this.compareRendered(lines.slice(half));
        return;
      }
      this.add(line, `helm refuses: ${real.error}\n  seatrial renders`);
      this.compareRendered(lines.filter((each) => each !== line));
      return;
    }
    const want = texts(real.text);
    const got = texts(own.text);
    for (const line of lines) {
      const [a, b] = [want.get(line.id), got.get(line.id)].map((text) => withoutAddresses(text ?? ""));
      this.add(line, a === b ? undefined : apart(a ?? "", b ?? ""));
    }
  }

  private compareRefused(refused: readonly { line: Line; error: string }[]): void {
    const folders = refused.map(({ line }) => {
      const folder = join(this.work, `line${line.id}`);
      this.write(folder, alone(line));
      return folder;
    });
    if (folders.length === 0) return;
    const errors = this.helm.lintErrors(folders);
    refused.forEach(({ line, error }, i) => {
      const said = errors.get(folders[i] ?? "");
      // linting lets `fail` and `required` pass, and one line that kills Helm takes all with it
      if (/fail|required/.test(line.text) || said === undefined) {
        this.add(line, difference(this.real(alone(line)), this.own(alone(line), installed)));
        return;
      }
      this.add(line, difference({ error: said }, { error }));
    });
  }

  private add(line: Line, found: string | undefined): void {
    this.report.add(`line ${line.id}: ${line.text}`, this.helm.version, found);
  }

  private real(files: readonly ChartFile[]): Rendering {
    const folder = join(this.work, "batch");
    this.write(folder, files);
    return this.helm.template({ chart: folder, files: [], set: [], skipSchema: false });
  }

  private own(files: readonly ChartFile[], release: typeof installed): Rendering {
    const profile = renderProfile(this.helm.version);
    const log = (): void => {};
    try {
      const chart = processDependencies(
        loadChart([...this.base, ...files], { profile, log, gunzip }),
        new GoMap(),
        profile,
        log,
      );
      const functions = () => templateFunctions(profile, { clock: { now: () => Date.now() } });
      const rendered = renderTexts(chart, new GoMap(), release, { profile, functions }, log);
      return { text: rendered.get("demo/templates/t.yaml") ?? "" };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  private write(folder: string, files: readonly ChartFile[]): void {
    rmSync(folder, { recursive: true, force: true });
    for (const { name, data } of [...this.base, ...files]) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, data);
    }
  }
}

const installed = { name: "demo", namespace: "demo", revision: 1, isInstall: true, isUpgrade: false };
/** What `helm lint` renders with. */
const linted = {
  name: "test-release",
  namespace: "default",
  revision: 0,
  isInstall: false,
  isUpgrade: false,
};

const file = (name: string, text: string): ChartFile => ({ name, data: stringToBytes(text) });

const alone = ({ text }: Line): ChartFile[] => [file("templates/t.yaml", text)];

function batch(lines: readonly Line[]): ChartFile[] {
  const defines = lines.map(({ id, text }) =>
    file(`templates/_line${id}.tpl`, `{{ define "line${id}" }}${text}\n{{ end }}`),
  );
  const dot =
    '(dict "Values" (deepCopy .Values) "Files" .Files "Chart" .Chart "Release" .Release "Capabilities" .Capabilities "Template" .Template)';
  const calls = lines.map(({ id }) => `# ${id} {{ include "line${id}" ${dot} | b64enc }}\n`);
  return [...defines, file("templates/t.yaml", calls.join(""))];
}

/** The text of each line of a batch, by its number. */
function texts(output: string): Map<number, string> {
  return new Map(
    [...output.matchAll(/^# (\d+) (\S*)$/gm)].map(([, id, text = ""]) => [
      Number(id),
      Buffer.from(text, "base64").toString("latin1"),
    ]),
  );
}

function nameIn(error: string, lines: readonly Line[]): Line | undefined {
  const found = /\bline(\d+)"|_line(\d+)\.tpl/.exec(error);
  const id = found?.[1] ?? found?.[2];
  return lines.find((line) => String(line.id) === id);
}

/** The files of a chart's folder. */
export function chartFiles(folder: string): ChartFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => ({ name: path.slice(folder.length + 1), data: readFileSync(path) }));
}
