import {
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
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
  /** of ASCII */
  readonly text: string;
  /** what V8 made of it */
  readonly code: Buffer;
}

/** Where a chunk lies in the file. */
interface Place {
  readonly start: number;
  /** bytes */
  readonly text: number;
  readonly code: number;
}

/** What a file of the cache tells. */
interface Kept {
  /** how many runs it comes from */
  readonly runs: number;
  readonly places: ReadonlyMap<string, Place>;
}

const NOTHING: Kept = { runs: 0, places: new Map() };

/**
 * V8's compiled code of chunks, kept between runs in a file of the user's: without it most of a short run goes into
 * compiling. Nothing depends on it: what cannot be read or written is compiled again.
 *
 * Memory that is touched for the first time costs more than what is read into it, so all parts are read into one place.
 */
export class CodeCache {
  private readonly folder: string | undefined;
  private readonly file: string;
  private readonly fd: number | undefined;
  private readonly known: Kept = NOTHING;
  private readonly place: Buffer | undefined;

  /** `build` tells builds of the program apart, `purpose` runs that load other chunks and compile other functions. */
  constructor(build: string, purpose: string) {
    const root = cacheRoot();
    this.folder = root && join(root, "seatrial", `${build}-${process.version}-${process.arch}`);
    this.file = join(this.folder ?? "", `${purpose}.code`);
    try {
      if (this.folder === undefined || !isOwn(this.folder)) return;
      // It stays open, and what is read stays one version, also where another run replaces the file.
      this.fd = openSync(this.file, "r");
      this.known = contentsOf(this.fd);
      const sizes = [...this.known.places.values()].map(({ text, code }) => Math.max(text, code));
      this.place = Buffer.allocUnsafeSlow(Math.max(0, ...sizes));
    } catch {
      // nothing kept yet, or not by this program
    }
  }

  /** Whether enough runs have added their code, so that another one has little to add. */
  get isSettled(): boolean {
    return this.known.runs >= RUNS;
  }

  /** The code of what is given stands only until the next call. */
  get(chunk: string): CompiledChunk | undefined {
    const found = this.known.places.get(chunk);
    const { fd, place } = this;
    if (found === undefined || fd === undefined || place === undefined) return undefined;
    const { start, text, code } = found;
    readSync(fd, place, 0, text, start);
    const kept = place.toString("latin1", 0, text);
    readSync(fd, place, 0, code, start + aligned(text));
    return { text: kept, code: place.subarray(0, code) };
  }

  /** Keeps the code of the chunks of a run, beside that of others. Another run never sees half of a file. */
  keep(compiled: () => ReadonlyMap<string, CompiledChunk>): void {
    if (this.folder === undefined) return;
    try {
      const isFirst = makeFolder(this.folder);
      if (isFirst) forgetOldBuilds(dirname(this.folder));
      if (!isOwn(this.folder)) return;
      // loaded here, for few runs come this far
      const { threadId } = process.getBuiltinModule("node:worker_threads");
      const unfinished = `${this.file}.${process.pid}.${threadId}`;
      const all = new Map([...this.all(), ...compiled()]);
      writeFileSync(unfinished, pack(this.known.runs + 1, all), { mode: 0o600 });
      renameSync(unfinished, this.file);
    } catch {
      // a home that is read-only or full
    }
  }

  private *all(): Generator<[string, CompiledChunk]> {
    for (const name of this.known.places.keys()) {
      const chunk = this.get(name);
      if (chunk !== undefined) yield [name, { ...chunk, code: Buffer.from(chunk.code) }];
    }
  }
}

/** Makes a folder and those above it; whether it was not there. (Node's own way never ends below /proc.) */
function makeFolder(path: string): boolean {
  if (existsSync(path)) return false;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
  return true;
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
function pack(runs: number, chunks: ReadonlyMap<string, CompiledChunk>): Buffer {
  const sizes = [...chunks].map(([name, { text, code }]) => [name, text.length, code.length] as const);
  const table = JSON.stringify({ runs, sizes } satisfies Contents);
  const head = Buffer.alloc(LENGTH_BYTES);
  head.writeUInt32LE(table.length);
  const parts = [...chunks.values()].flatMap(({ text, code }) => [Buffer.from(text, "latin1"), code]);
  return Buffer.concat([padded(Buffer.concat([head, Buffer.from(table, "latin1")])), ...parts.map(padded)]);
}

const padded = (part: Buffer): Buffer =>
  Buffer.concat([part, Buffer.alloc(aligned(part.length) - part.length)]);

/** What a file holds; nothing if it is cut off. */
function contentsOf(fd: number): Kept {
  const head = Buffer.alloc(LENGTH_BYTES);
  readSync(fd, head, 0, LENGTH_BYTES, 0);
  const table = Buffer.alloc(head.readUInt32LE());
  readSync(fd, table, 0, table.length, LENGTH_BYTES);
  const { runs, sizes }: Contents = JSON.parse(table.toString("latin1"));
  let at = aligned(LENGTH_BYTES + table.length);
  const places = new Map<string, Place>();
  for (const [name, text, code] of sizes) {
    places.set(name, { start: at, text, code });
    at += aligned(text) + aligned(code);
  }
  return at === fstatSync(fd).size ? { runs, places } : NOTHING;
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
