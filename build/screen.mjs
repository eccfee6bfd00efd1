// Bundles what draws on the terminal, with ink and react. It is an ES module: yoga, which lays ink's boxes out, awaits at
// its top.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Tools for developers of ink, which are meant to be there only where it is developed. */
const noDevelopersTools = {
  name: "no-developers-tools",
  setup: (building) =>
    building.onLoad({ filter: /ink[\\/]build[\\/]devtools\.js$/ }, () => ({ contents: "" })),
};

const ours = (name) => fileURLToPath(new URL(`../src/tui/terminal/${name}.ts`, import.meta.url));

/** What ink does anew for each character of each frame is done by line; see the modules. */
const fasterFrames = {
  name: "faster-frames",
  setup(building) {
    building.onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      importer.endsWith("string-width-cache.ts") ? undefined : { path: ours("string-width-cache") },
    );
    building.onResolve({ filter: /^\.\/output\.js$/ }, ({ importer }) =>
      /ink[\\/]build[\\/]renderer\.js$/.test(importer) ? { path: ours("line-output") } : undefined,
    );
  },
};

/** @param options more for esbuild */
export const buildScreen = (entryPoint, outfile, options) =>
  build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    jsx: "automatic",
    legalComments: "none",
    plugins: [noDevelopersTools, fasterFrames],
    // yoga carries its WebAssembly with it, and would know how to fetch it: nothing here reaches a network
    define: { "process.env.NODE_ENV": '"production"', fetch: "undefined" },
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    ...options,
  });
