import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { constants, Script } from "node:vm";
import type { CodeCache } from "./code-cache.ts";

interface Chunk {
  exports: unknown;
}

type ChunkCode = (
  module: Chunk,
  exports: unknown,
  require: (name: string) => unknown,
  filename: string,
  folder: string,
) => void;

/** Loads the program's chunks, CommonJS modules in one folder, with code that an earlier run has compiled. */
export class ChunkLoader {
  private readonly chunks = new Map<string, Chunk>();
  private readonly scripts = new Map<string, Script>();
  private isComplete = true;
  private readonly requireOther: NodeJS.Require;

  constructor(
    private readonly folder: string,
    private readonly cache: CodeCache,
  ) {
    this.requireOther = createRequire(join(folder, "index.js"));
  }

  load(name: string): unknown {
    const known = this.chunks.get(name);
    if (known !== undefined) return known.exports;
    const chunk: Chunk = { exports: {} };
    this.chunks.set(name, chunk);
    const filename = join(this.folder, name);
    const code = this.compile(name, filename);
    code(chunk, chunk.exports, (other) => this.require(other), filename, this.folder);
    return chunk.exports;
  }

  /** Keeps the code of this run, if there may be more in it than is kept. Functions that were called by now are in it. */
  keepCompiled(): void {
    if (this.isComplete && this.cache.isSettled) return;
    this.cache.keep(
      () => new Map([...this.scripts].map(([name, script]) => [name, script.createCachedData()])),
    );
  }

  private require(name: string): unknown {
    // what is called .cjs is none of the chunks
    return name.startsWith("./") && !name.endsWith(".cjs")
      ? this.load(name.slice(2))
      : this.requireOther(name);
  }

  private compile(name: string, filename: string): ChunkCode {
    // The build writes nothing but ASCII; read like this, a text takes one byte a character in memory too.
    const text = readFileSync(filename, "latin1");
    const cachedData = this.cache.get(name);
    const script = new Script(`(function(module,exports,require,__filename,__dirname){${text}\n})`, {
      filename,
      ...(cachedData && { cachedData }),
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    this.scripts.set(name, script);
    if (cachedData === undefined || script.cachedDataRejected) this.isComplete = false;
    return script.runInThisContext();
  }
}
