import { checkDependencies } from "../../src/chart/check-dependencies.ts";
import { renderChart } from "../../src/chart/render-chart.ts";
import { renderProfile } from "../../src/chart/render-profile.ts";
import { templateOutput } from "../../src/chart/template-output.ts";
import { userValues } from "../../src/chart/user-values.ts";
import { readChart } from "../../src/node/read-chart.ts";
import { readValuesFile } from "../../src/node/read-values-file.ts";
import { templateFunctions } from "../../src/node/template-functions.ts";
import { validateSchema } from "../../src/node/validate-schema.ts";
import type { Rendering, TemplateCall } from "./rendering.ts";

/** What `seatrial template` gives, without a process of its own. */
export function renderOwn({ chart, files, set, skipSchema }: TemplateCall, version: string): Rendering {
  const profile = renderProfile(version);
  try {
    const values = userValues(
      { files, set, setJson: [], setString: [], setFile: [], setLiteral: [] },
      (path) => readValuesFile(path, "."),
      profile,
    );
    const loaded = readChart(chart, ".", profile, () => {});
    checkDependencies(loaded, profile);
    const release = { name: "demo", namespace: "demo", revision: 1, isInstall: true, isUpgrade: false };
    const rendered = renderChart(loaded, values, release, {
      profile,
      functions: (template) => templateFunctions(profile, { template }),
      validateSchema: skipSchema ? undefined : validateSchema,
    });
    return {
      text: templateOutput(rendered, { crds: false, hooks: true, tests: true, showOnly: [] }, profile),
    };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
