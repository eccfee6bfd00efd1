import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** V8 reads code where it lies if that is a multiple of so many bytes. */
const ALIGNMENT = 8;
const LENGTH_BYTES = 4;

/**
 * So many runs add what they have compiled. One is not enough: a first run is often `--help` or a mistake, and without
 * the functions that it did not call each later run would compile these anew.
 */
const RUNS = 5;

/** The code of so many builds is kept: projects may have different ones, and what is older has been replaced. */
const BUILDS = 5;

/** A chunk as it is kept: its text too, so that all chunks of a run come out of one file. */
export interface CompiledChunk {
  /** Latin-1 */
  readonly text: Buffer;
  /** what V8 made of it */
  readonly code: Buffer;
}

/** What a file of the cache tells. */
interface Kept {
  /** how many runs it comes from */
  readonly runs: number;
  readonly chunks: ReadonlyMap<string, CompiledChunk>;
}

const NOTHING: Kept = { runs: 0, chunks: new Map() };

/**
 * V8's compiled code of chunks, kept between runs in a file of the user's: without it most of a short run goes into
 * compiling. Nothing depends on it: what cannot be read or written is compiled again.
 */
export class CodeCache {
  private readonly folder: string | undefined;
  private readonly file: string;
  private readonly known: Kept;

  /** `build` tells builds of the program apart, `purpose` runs that load other chunks and compile other functions. */
  constructor(build: string, purpose: string) {
    const root = cacheRoot();
    this.folder = root && join(root, "seatrial", `${build}-${process.version}-${process.arch}`);
    this.file = join(this.folder ?? "", `${purpose}.code`);
    this.known = this.folder === undefined ? NOTHING : read(this.folder, this.file);
  }

  /** Whether enough runs have added their code, so that another one has little to add. */
  get isSettled(): boolean {
    return this.known.runs >= RUNS;
  }

  get(chunk: string): CompiledChunk | undefined {
    return this.known.chunks.get(chunk);
  }

  /** Keeps the code of the chunks of a run, beside that of others. Another run never sees half of a file. */
  keep(compiled: () => ReadonlyMap<string, CompiledChunk>): void {
    if (this.folder === undefined) return;
    try {
      const isFirst = mkdirSync(this.folder, { recursive: true, mode: 0o700 }) !== undefined;
      if (isFirst) forgetOldBuilds(dirname(this.folder));
      if (!isOwn(this.folder)) return;
      // loaded here, for few runs come this far
      const { threadId } = process.getBuiltinModule("node:worker_threads");
      const unfinished = `${this.file}.${process.pid}.${threadId}`;
      const all = new Map([...this.known.chunks, ...compiled()]);
      writeFileSync(unfinished, pack({ runs: this.known.runs + 1, chunks: all }), { mode: 0o600 });
      renameSync(unfinished, this.file);
    } catch {
      // a home that is read-only or full
    }
  }
}

/** Removes all but the newest folders of builds. */
function forgetOldBuilds(root: string): void {
  const builds = readdirSync(root)
    .filter((name) => /^[0-9a-f]+-v[\d.]+-\w+$/.test(name))
    .map((name) => ({ path: join(root, name), time: statSync(join(root, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { path } of builds.slice(BUILDS)) rmSync(path, { recursive: true, force: true });
}

interface Contents {
  readonly runs: number;
  /** of each chunk the name, and the bytes of its text and of its code */
  readonly sizes: readonly (readonly [name: string, text: number, code: number])[];
}

/** A length, a table of contents of that length, and the chunks. */
function pack({ runs, chunks }: Kept): Buffer {
  const sizes = [...chunks].map(([name, { text, code }]) => [name, text.length, code.length] as const);
  const table = JSON.stringify({ runs, sizes } satisfies Contents);
  const head = Buffer.alloc(aligned(LENGTH_BYTES + table.length));
  head.writeUInt32LE(table.length);
  head.write(table, LENGTH_BYTES, "latin1");
  const padded = [...chunks.values()].flatMap(({ text, code }) =>
    [text, code].flatMap((part) => [part, Buffer.alloc(aligned(part.length) - part.length)]),
  );
  return Buffer.concat([head, ...padded]);
}

function read(folder: string, file: string): Kept {
  try {
    if (!isOwn(folder)) return NOTHING;
    const packed = readFileSync(file);
    const headEnd = LENGTH_BYTES + packed.readUInt32LE();
    let at = aligned(headEnd);
    const { runs, sizes }: Contents = JSON.parse(packed.toString("latin1", LENGTH_BYTES, headEnd));
    const part = (size: number): Buffer => {
      const start = at;
      at += aligned(size);
      return packed.subarray(start, start + size);
    };
    const chunks = new Map<string, CompiledChunk>();
    for (const [name, text, code] of sizes) chunks.set(name, { text: part(text), code: part(code) });
    return at === packed.length ? { runs, chunks } : NOTHING;
  } catch {
    // nothing kept yet, or not by this program
    return NOTHING;
  }
}

const aligned = (size: number): number => Math.ceil(size / ALIGNMENT) * ALIGNMENT;

/** The folder for caches, undefined where there is to be none. */
function cacheRoot(): string | undefined {
  const { env } = process;
  // Node's own switches: for its cache of the same kind, and for coverage, which such code would spoil.
  if (env["NODE_DISABLE_COMPILE_CACHE"] || env["NODE_V8_COVERAGE"]) return undefined;
  if (env["XDG_CACHE_HOME"]) return env["XDG_CACHE_HOME"];
  if (process.platform === "win32") return env["LOCALAPPDATA"];
  const home = env["HOME"] || process.getBuiltinModule("node:os").homedir();
  return process.platform === "darwin" ? join(home, "Library", "Caches") : join(home, ".cache");
}

/** Whether nobody else can have put something there: what is read is executed. */
function isOwn(folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  const user = process.getuid?.();
  return user === undefined || (uid === user && (mode & 0o022) === 0);
}
