#!/usr/bin/env node
import { exitCode } from "./exit-code.ts";
import { ChunkLoader } from "./launch/chunk-loader.ts";
import { CodeCache } from "./launch/code-cache.ts";
import { optimizeFor } from "./launch/optimize-for.ts";

/** What the chunk `main.js` gives. */
interface Program {
  main(args: readonly string[]): Promise<number>;
}

/** Names this build; the build script puts it in. */
declare const BUILD: string;

void launch(process.argv.slice(2));

async function launch(args: readonly string[]): Promise<void> {
  if (process.env["SEATRIAL_DEBUG"] !== undefined) {
    // Node's own loader knows source maps.
    process.setSourceMapsEnabled(true);
    const { main }: Program = require("./main.js");
    process.exitCode = await main(args);
    return;
  }
  optimizeFor("one run");
  const loader = new ChunkLoader(
    __dirname,
    require,
    new CodeCache(BUILD, args[0]?.replace(/[^a-z]/g, "") ?? ""),
  );
  const { main } = loader.load("main.js") as Program;
  const code = await main(args);
  // a command that is none has nothing worth keeping
  if (code !== exitCode.usage) loader.keepCompiled();
  // All is written. To end unasked, Node would first give back its memory, page by page.
  process.exit(code);
}
