import { Budget } from "../gotemplate/budget.ts";
import { TemplateSet } from "../gotemplate/template-set.ts";
import type { TemplateFunctions } from "./engine.ts";
import { helmError } from "./render-error.ts";
import type { RenderProfile } from "./render-profile.ts";

/** The release name that `--name-template` makes (pkg/action/install.go, TemplateName). Throws RenderError. */
export function renderName(template: string, functions: TemplateFunctions, profile: RenderProfile): string {
  const goVersion = profile.build.go.replace(/^go/, "");
  const set = new TemplateSet({ name: "name-template", funcs: functions(() => "name-template"), goVersion });
  return helmError("name-template", "", {}, () =>
    set.execute(set.parse("name-template", template), null, new Budget()),
  );
}
