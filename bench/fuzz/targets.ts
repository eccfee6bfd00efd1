import type { FuzzTarget } from "./target.ts";

const targets: Readonly<Record<string, () => Promise<FuzzTarget>>> = {
  template: async () => (await import("./targets/template.ts")).template,
  yaml: async () => (await import("./targets/yaml.ts")).yaml,
  values: async () => (await import("./targets/values.ts")).values,
  schema: async () => (await import("./targets/schema.ts")).schema,
  archive: async () => (await import("./targets/archive.ts")).archive,
  scenario: async () => (await import("./targets/scenario.ts")).scenario,
  recording: async () => (await import("./targets/recording.ts")).recording,
  "command-line": async () => (await import("./targets/command-line.ts")).commandLine,
  model: async () => (await import("./targets/model.ts")).model,
  objects: async () => (await import("./targets/objects.ts")).objects,
};

export const targetNames = Object.keys(targets);

export async function loadTarget(name: string): Promise<FuzzTarget> {
  const load = targets[name];
  if (load === undefined) throw new Error(`there is no target ${name}: ${targetNames.join(", ")}`);
  return load();
}
