import { spawnSync } from "node:child_process";
import type { Rendering, TemplateCall } from "./rendering.ts";

/** A real `helm` on this machine. */
export class RealHelm {
  readonly version: string;

  constructor(private readonly path: string) {
    this.version = this.run(["version", "--template", "{{ .Version }}"]).stdout.replace(/^v/, "");
    if (this.version === "") throw new Error(`${path} is no Helm`);
  }

  template({ chart, files, set, skipSchema }: TemplateCall): Rendering {
    const args = ["template", "demo", chart, "-n", "demo", ...files.flatMap((file) => ["-f", file])];
    for (const line of set) args.push("--set", line);
    if (skipSchema) args.push("--skip-schema-validation");
    const { stdout, stderr, status } = this.run(args);
    return status === 0 ? { text: stdout } : { error: errorIn(stderr) };
  }

  /** What Helm says of each chart, by its folder; undefined where its templates render. One process for all. */
  lintErrors(charts: readonly string[]): Map<string, string> {
    const { stdout } = this.run(["lint", "--namespace", "default", ...charts]);
    const found = new Map<string, string>();
    for (const part of stdout.split(/^==> Linting /m).slice(1)) {
      const [folder = "", ...lines] = part.split("\n");
      const text = lines.join("\n");
      const from = text.indexOf("[ERROR] templates/: ");
      if (from < 0) continue;
      const error = text.slice(from + "[ERROR] templates/: ".length);
      found.set(folder, error.replace(/\n(?:\[(?:INFO|WARNING|ERROR)\] [\s\S]*|\nError: [\s\S]*)?\n*$/, ""));
    }
    return found;
  }

  private run(args: readonly string[]): { stdout: string; stderr: string; status: number | null } {
    const { stdout, stderr, status } = spawnSync(this.path, args, {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      timeout: 20_000,
    });
    return { stdout: stdout ?? "", stderr: stderr ?? "", status };
  }
}

/** The error that Helm tells; warnings come before it, advice after it. "" where it died without one. */
export function errorIn(stderr: string): string {
  const from = /^Error: /m.exec(stderr);
  return (from === null ? "" : stderr.slice(from.index + 7))
    .replace(/\n\nUse --debug flag to render out invalid YAML\n$/, "")
    .replace(/\n$/, "");
}
