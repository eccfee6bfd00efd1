import { readFileSync } from "node:fs";

interface Field {
  /** its doc comment; of fields that share one, each has it */
  readonly doc: string;
  /** its type in TypeScript */
  readonly type: string;
}

export interface Interface {
  readonly doc: string;
  readonly fields: ReadonlyMap<string, Field>;
}

/** The interfaces of some files, each with the fields of those before it that it extends. */
export function interfacesIn(files: readonly string[]): ReadonlyMap<string, Interface> {
  const source = files.map((file) => readFileSync(file, "utf8")).join("\n");
  const found = new Map<string, Interface>();
  const pattern =
    /((?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?)export interface (\w+)(?: extends ([^{]+))? \{([\s\S]*?)\n\}/g;
  for (const [, comment = "", name = "", parents = "", body = ""] of source.matchAll(pattern)) {
    const inherited = [...parents.matchAll(/\b[A-Z]\w+/g)].flatMap(([parent]) => [
      ...(found.get(parent)?.fields ?? []),
    ]);
    found.set(name, { doc: textOf(comment), fields: new Map([...inherited, ...fieldsOf(body)]) });
  }
  return found;
}

function fieldsOf(body: string): [string, Field][] {
  let doc = "";
  return [...body.matchAll(/(\/\*\*[\s\S]*?\*\/)|readonly (\w+)\??: ([^;{]*)/g)].flatMap(
    ([, comment, name, type = ""]): [string, Field][] => {
      if (comment !== undefined) doc = textOf(comment);
      return name === undefined ? [] : [[name, { doc, type }]];
    },
  );
}

const textOf = (comment: string): string =>
  comment
    .replace(/^\/\*\*|\*\/\s*$/g, "")
    .replace(/\n \* ?|\n {3}\* ?/g, " ")
    .replaceAll("|", "\\|")
    .trim();
