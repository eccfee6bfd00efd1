import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Something that an entry of the package exports. */
interface Declaration {
  readonly kind: "function" | "const" | "class" | "interface" | "type";
  readonly name: string;
  /** the text of its doc comment, or "" */
  readonly doc: string;
  /** the declaration as TypeScript, without bodies */
  readonly code: string;
}

const titles = [
  ["function", "Functions"],
  ["const", "Constants"],
  ["class", "Errors"],
  ["interface", "Types"],
] as const;

/** An entry as a section of the page: what it exports, by kind and in the order of the entry. */
export function apiSection(title: string, entry: string): string {
  const found = declarationsOf(entry);
  const parts = titles.flatMap(([kind, heading]) => {
    const group = found.filter(
      (each) => each.kind === kind || (kind === "interface" && each.kind === "type"),
    );
    return group.length === 0 ? [] : [`### ${heading}`, ...group.map(declarationText)];
  });
  return [`## ${title}`, ...parts].join("\n\n");
}

function declarationText({ name, doc, code }: Declaration): string {
  const about = doc === "" ? [] : [docText(doc)];
  return [`#### ${name}`, ...about, `\`\`\`ts\n${code}\n\`\`\``].join("\n\n");
}

/** `@param x a thing` becomes an entry of a list, `@throws` a sentence. */
const docText = (doc: string): string =>
  doc
    .replace(/^@param (\w+) +/gm, "- `$1`: ")
    .replace(/ ?@throws +/g, "\n\nThrows: ")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

/** What a declaration file exports, re-exports of others included. */
function declarationsOf(file: string): Declaration[] {
  return statementsOf(readFileSync(file, "utf8")).flatMap(({ doc, code }) => {
    const target = / from "(\.[^"]+)\.ts";$/.exec(code)?.[1];
    if (target !== undefined) return reExported(code, join(dirname(file), `${target}.d.ts`));
    const match = /^export (?:declare )?(function|const|class|interface|type) (\w+)/.exec(code);
    if (match === null) return [];
    const [, word, name = ""] = match;
    const kind = / const \w+: \(/.test(code) ? "function" : (word as Declaration["kind"]);
    return [{ kind, name, doc, code: code.replace(/^export (declare )?/, "") }];
  });
}

/** `export { a, type B, c as d } from "…"`, `export type * from "…"` */
function reExported(code: string, file: string): Declaration[] {
  const all = declarationsOf(file);
  const list = /^export (?:type )?\{([^}]*)\}/.exec(code)?.[1];
  if (list === undefined)
    return code.startsWith("export type *") ? all.filter(({ kind }) => kind !== "const") : all;
  const items = list.split(",").filter((item) => item.trim() !== "");
  return items.flatMap((item) => {
    const [from = "", to = from] = item
      .trim()
      .replace(/^type /, "")
      .split(" as ");
    const found = all.filter(({ name }) => name === from);
    if (found.length === 0) throw new Error(`${file} exports no ${from}`);
    return found.map((each) => ({
      ...each,
      name: to,
      code: each.code.replace(new RegExp(`\\b${from}\\b`), to),
    }));
  });
}

/** The statements of a declaration file as the compiler prints it, each with its doc comment. */
function statementsOf(text: string): { readonly doc: string; readonly code: string }[] {
  const found: { doc: string; code: string }[] = [];
  let comment: string[] = [];
  let statement: string[] = [];
  for (const line of text.split("\n")) {
    if (statement.length === 0 && /^(\/\*\*| \*)/.test(line)) {
      if (line.startsWith("/**")) comment = [];
      comment.push(line.replace(/^\/\*\*|\*\/$/g, "").replace(/^ ?\* ?/, ""));
      continue;
    }
    statement.push(line);
    // what goes on is indented, but for its last line
    if (/^\s/.test(line) || !/[;}]$/.test(line)) continue;
    const code = statement.join("\n").replace(/^( {4})+/gm, (indent) => indent.slice(indent.length / 2));
    if (code.startsWith("export ")) found.push({ doc: comment.join("\n").trim(), code });
    comment = [];
    statement = [];
  }
  return found;
}
