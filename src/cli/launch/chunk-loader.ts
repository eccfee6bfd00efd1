import { readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, Script } from "node:vm";
import type { CodeCache, CompiledChunk } from "./code-cache.ts";

interface Chunk {
  exports: object;
}

type ChunkCode = (
  module: Chunk,
  exports: unknown,
  require: (name: string) => unknown,
  filename: string,
  folder: string,
) => void;

interface LoadedScript {
  readonly text: string;
  readonly script: Script;
}

/** Loads the program's chunks, CommonJS modules in one folder, with code that an earlier run has compiled. */
export class ChunkLoader {
  private readonly chunks = new Map<string, Chunk>();
  private readonly scripts = new Map<string, LoadedScript>();
  private isComplete = true;

  /** @param requireOther what chunks get for modules of Node, and those that are none of the chunks */
  constructor(
    private readonly folder: string,
    private readonly requireOther: (name: string) => unknown,
    private readonly cache: CodeCache,
  ) {}

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
    const compiled = ([name, { text, script }]: [string, LoadedScript]): [string, CompiledChunk] => [
      name,
      { text, code: script.createCachedData() },
    ];
    this.cache.keep(() => new Map([...this.scripts].map(compiled)));
  }

  private require(name: string): unknown {
    // what is called .cjs is none of the chunks
    return name.startsWith("./") && !name.endsWith(".cjs")
      ? this.load(name.slice(2))
      : this.requireOther(name);
  }

  private compile(name: string, filename: string): ChunkCode {
    const known = this.cache.get(name);
    // The build writes nothing but ASCII; read like this, a text takes one byte a character in memory too.
    const text =
      known?.text ??
      `(function(module,exports,require,__filename,__dirname){${readFileSync(filename, "latin1")}\n})`;
    const script = new Script(text, {
      filename,
      ...(known && { cachedData: known.code }),
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    this.scripts.set(name, { text, script });
    if (known === undefined || script.cachedDataRejected) this.isComplete = false;
    return script.runInThisContext();
  }
}
