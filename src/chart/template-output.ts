import { didYouMean } from "../util/nearest-word.ts";
import { BadPattern, compilePathPattern } from "./path-match.ts";
import { RenderError } from "./render-error.ts";
import type { RenderProfile } from "./render-profile.ts";
import type { CrdFile, Hook, RenderedChart } from "./rendered-chart.ts";
import { splitManifests, trimSpace } from "./split-manifests.ts";

export interface TemplateOutputOptions {
  /** `--include-crds` */
  readonly crds: boolean;
  /** without `--no-hooks` */
  readonly hooks: boolean;
  /** without `--skip-tests` */
  readonly tests: boolean;
  /** `--show-only`: patterns of template paths below the chart; empty shows all. */
  readonly showOnly: readonly string[];
}

/** What `helm template` prints (cmd/helm/template.go). Throws RenderError where `--show-only` matches nothing. */
export function templateOutput(
  rendered: RenderedChart,
  options: TemplateOutputOptions,
  profile: Pick<RenderProfile, "split">,
): string {
  const crds = options.crds ? rendered.crds.map(crdSection).join("") : "";
  const hooks = shownHooks(rendered, options).map(
    ({ path, content }) => `---\n# Source: ${path}\n${content}\n`,
  );
  const text = `${trimSpace(crds + rendered.manifestText)}\n${hooks.join("")}`;
  return options.showOnly.length === 0 ? text : select(text, options.showOnly, profile);
}

/** The hooks that are part of the output, in stored order. */
export function shownHooks({ hooks }: RenderedChart, options: TemplateOutputOptions): readonly Hook[] {
  if (!options.hooks) return [];
  return options.tests ? hooks : hooks.filter(({ events }) => !events.includes("test"));
}

const crdSection = ({ path, content }: CrdFile): string => `---\n# Source: ${path}\n${content}\n`;

/** Helm looks for the source comments in its own output, so that a document without one is never shown. */
function select(text: string, patterns: readonly string[], { split }: Pick<RenderProfile, "split">): string {
  const documents = splitManifests(text, split).map((document) => ({
    text: document.text,
    source: /# Source: [^/]+\/(.+)/.exec(document.text)?.[1],
  }));
  return patterns
    .map((pattern) => {
      const matches = compiled(pattern);
      const found = documents.filter(({ source }) => source !== undefined && matches(source));
      if (found.length > 0) return found.map((document) => `---\n${document.text}\n`).join("");
      throw new RenderError("template-not-found", `could not find template ${pattern} in chart`, {
        hint: hint(
          pattern,
          documents.flatMap(({ source }) => source ?? []),
        ),
      });
    })
    .join("");
}

/** A pattern that does not parse matches nothing. */
function compiled(pattern: string): (source: string) => boolean {
  const matches = compilePathPattern(pattern);
  return (source) => {
    try {
      return matches(source);
    } catch (error) {
      if (error instanceof BadPattern) return false;
      throw error;
    }
  };
}

function hint(pattern: string, sources: readonly string[]): string {
  const near = didYouMean(pattern, new Set(sources)).trim();
  return near === ""
    ? "Give the path below the chart's folder of a template that renders to something."
    : near;
}
