// Bundles the command and the library into dist/: one file each for start-up, and chunks that load when needed. Beside
// them goes the JSON schema of scenario files.
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

rmSync("dist", { recursive: true, force: true });
await build({
  entryPoints: { cli: "src/cli/main.ts", index: "src/index.ts" },
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  minify: true,
  // read only when SEATRIAL_DEBUG asks for stack traces
  sourcemap: "linked",
  sourcesContent: false,
  legalComments: "linked",
  outdir: "dist",
  chunkNames: "chunks/[name]-[hash]",
  // few charts need it, and as it is loaded in the middle of a synchronous render it could not have a chunk of its own
  external: ["re2js"],
  // its ES modules are meant for browsers, but only they can be cut down to what is used
  alias: { yaml: fileURLToPath(new URL("node_modules/yaml/browser/dist/index.js", import.meta.url)) },
  define: { "process.env.NODE_ENV": '"production"' },
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
});

const { scenarioJsonSchema } = await import("./dist/index.js");
writeFileSync("dist/scenario.schema.json", `${JSON.stringify(scenarioJsonSchema, null, 2)}\n`);
