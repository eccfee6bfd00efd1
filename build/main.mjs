// Bundles the program into dist/: the command, which is small and loads the chunks; the library, a chunk itself; and the
// JSON schema of scenario files. All of it is CommonJS: only such code can be kept compiled between runs.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { commonJs } from "./common-js.mjs";
import { pageScript } from "./page-script.mjs";
import { buildScreen } from "./screen.mjs";
import { thirdPartyLicences } from "./third-party-licences.mjs";

const out = resolve(process.argv[2] ?? "dist");
const forNode = { outdir: out, platform: "node", target: "node20.19", minify: true };
/** What went into which bundle. */
const metafiles = [];
// read only when SEATRIAL_DEBUG asks for stack traces
const maps = { sourcemap: "linked", sourcesContent: false };

/** Few charts need it, and it is loaded in the middle of a synchronous render: a chunk of its own, by `require`. */
const regexChunk = {
  name: "regex-chunk",
  setup: (building) =>
    building.onResolve({ filter: /^re2js$/ }, ({ kind }) =>
      kind === "require-call" ? { path: "./re2js.js", external: true } : undefined,
    ),
};

/**
 * Few charts need these functions, and a module costs time though nobody calls it. Each is a chunk that the first call
 * loads.
 */
const onDemand = {
  "src/chart/schema/validate-values.ts": ["validateValues"],
  "src/goyaml/toml-decode.ts": ["tomlToValue"],
  "src/sprig/crypto/certificate.ts": ["createCertificate", "readAuthority"],
  "src/sprig/crypto/generate-key.ts": [
    "generateDsaKey",
    "generateEcKey",
    "generateEd25519Key",
    "generateRsaKey",
  ],
  "src/sprig/crypto/key-encoding.ts": [
    "decodePrivateKey",
    "encodePrivateKey",
    "inverse",
    "publicKeyInfo",
    "rsaDer",
  ],
  "src/sprig/time/zone-beginnings.ts": ["zoneBeginnings"],
  "src/sprig/time/zone-data.ts": ["zoneData"],
};
const chunkOf = (path) => basename(path, ".ts");

const onDemandChunks = {
  name: "on-demand-chunks",
  setup: (building) => {
    const namespace = "on-demand";
    building.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, resolveDir, kind }) => {
      const file = relative("", join(resolveDir, path)).replaceAll("\\", "/");
      return kind === "import-statement" && Object.hasOwn(onDemand, file)
        ? { path: file, namespace }
        : undefined;
    });
    building.onResolve({ filter: /^\.\/.*\.js$/, namespace }, ({ path }) => ({ path, external: true }));
    building.onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents: onDemand[path]
        .map(
          (name) => `export const ${name} = (...args) => require("./${chunkOf(path)}.js").${name}(...args);`,
        )
        .join("\n"),
    }));
  },
};

/** What draws on the terminal is a module of its own, which is loaded when there is one to draw on. */
const screenModule = {
  name: "screen-module",
  setup: (building) =>
    building.onResolve({ filter: /\/play-on-screen\.tsx$/ }, () => ({
      path: "./screen.cjs",
      external: true,
    })),
};

// esbuild cuts only ES modules into chunks.
const { outputFiles } = await bundle({
  ...maps,
  entryPoints: {
    main: "src/cli/main.ts",
    "check-worker": "src/check/check-worker.ts",
    "explore-worker": "src/explore/mishaps/explore-worker.ts",
    "estimate-worker": "src/explore/estimate/estimate-worker.ts",
    index: "src/index.ts",
    re2js: "re2js",
    ...Object.fromEntries(Object.keys(onDemand).map((path) => [chunkOf(path), path])),
  },
  splitting: true,
  format: "esm",
  write: false,
  plugins: [regexChunk, onDemandChunks, screenModule],
  // its ES modules are meant for browsers, but only they can be cut down to what is used
  alias: { yaml: fileURLToPath(new URL("../node_modules/yaml/browser/dist/index.js", import.meta.url)) },
  define: {
    "process.env.NODE_ENV": '"production"',
    "import.meta.url": '""',
    PAGE_SCRIPT: JSON.stringify(pageScript()),
  },
});

/** esbuild leaves patterns and tagged templates as they are, but chunks are read as ASCII. */
const ascii = (text) =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
writeFileSync(join(out, "package.json"), '{ "type": "commonjs" }\n');
// names the build: the code that is kept between runs is that of these chunks, in the form that this module gives it
const hash = createHash("sha256").update(readFileSync("src/cli/launch/code-cache.ts"));
for (const { contents } of outputFiles) hash.update(contents);
for (const { path, text } of outputFiles.filter(({ path }) => path.endsWith(".js"))) {
  const map = outputFiles.find((file) => file.path === `${path}.map`);
  const chunk = commonJs(ascii(text), map.text);
  writeFileSync(path, chunk.text);
  writeFileSync(`${path}.map`, chunk.map);
}

await bundle({
  entryPoints: {
    cli: "src/cli/launch.ts",
    worker: "src/cli/launch-worker.ts",
    "post-comment": "src/action/post-comment.ts",
  },
  format: "cjs",
  external: ["./main.js"],
  define: { BUILD: JSON.stringify(hash.digest("hex").slice(0, 12)) },
});

// vitest can only be imported, so what extends it is an ES module.
await bundle({
  ...maps,
  entryPoints: { vitest: "src/testing/vitest.ts" },
  format: "esm",
  outExtension: { ".js": ".mjs" },
  external: ["vitest"],
});

// jest gives its own modules to what is required while it runs.
await bundle({
  ...maps,
  entryPoints: { jest: "src/testing/jest.ts" },
  format: "cjs",
  external: ["@jest/globals", "jest-snapshot"],
});

// a promise of the module, which code outside of modules can only have like this
writeFileSync(join(out, "screen.cjs"), 'module.exports = import("./screen.mjs");\n');
const screenOptions = { ...maps, minify: true, metafile: true };
const screen = await buildScreen("src/tui/play-on-screen.tsx", join(out, "screen.mjs"), screenOptions);
writeFileSync(join(out, "third-party-licences.txt"), thirdPartyLicences([...metafiles, screen.metafile]));

const { scenarioJsonSchema, recordingJsonSchema } = createRequire(import.meta.url)(join(out, "index.js"));
const schemas = { scenario: scenarioJsonSchema, recording: recordingJsonSchema };
for (const [name, schema] of Object.entries(schemas))
  writeFileSync(join(out, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);

async function bundle(options) {
  const result = await build({ ...forNode, bundle: true, legalComments: "none", metafile: true, ...options });
  metafiles.push(result.metafile);
  return result;
}
