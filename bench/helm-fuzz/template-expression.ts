import type { Draw } from "./draw.ts";
import { givers, type Signature, signatures } from "./function-signatures.ts";

type Choices = readonly [string, ...string[]];

/** Literals and values by kind (see function-signatures.ts); the paths are those of fuzz-values.yaml. */
const ATOMS: Readonly<Record<string, Choices>> = {
  s: words(
    `"a" "" "hello" "Hello World" "  pad  " "a-b_c d" "a,b,,c" "x\\ty" "line\\nnext\\n" "héllo" "日本" "\\x00" "\\u00e9" "'" "\\"q\\"" \`raw\` \`a"b\` "%d" "<b>&" "true" "123" "1.5" "null" "~" "fooBarBaz" "HTTPServer" "$1x" "{{ . }}" .Values.s .Values.empty .Values.uni .Values.multi .Values.numstr .Values.long .Release.Name .Chart.Name .Chart.AppVersion .Template.Name .Values.html "a\\\\b" "\\r\\n" "😀x"`,
  ),
  i: words(
    "0 1 2 3 -1 5 10 100 -7 63 0x1F 0b101 0o17 017 1_000 'a' '\\n' '☃' .Values.int (int\u00a0.Values.int) (int64\u00a0.Values.big) 1e3",
  ),
  n: words(
    "0 1 -1 2.5 .5 1e3 1E-7 0x1p4 -0.0 .Values.f .Values.int .Values.big .Values.huge .Values.tiny 3.0 1e21 1i .Values.neg 100000 123456789 1_0.5 .Values.f2 'x'",
  ),
  b: words("true false .Values.t .Values.fl .Release.IsInstall"),
  l: words(
    `(list) (list\u00a01\u00a02\u00a03) (list\u00a0"b"\u00a0"a"\u00a0"b") .Values.list .Values.ints .Values.emptylist .Values.mixed .Values.objs .Values.matrix (list\u00a0nil\u00a0""\u00a00) (until\u00a04) (list\u00a0(dict\u00a0"a"\u00a01)) .Values.people`,
  ),
  w: words(`(list\u00a0"x"\u00a0"y") .Values.list (splitList\u00a0","\u00a0"a,b,,c")`),
  m: words(
    `(dict) (dict\u00a0"a"\u00a01\u00a0"b"\u00a0"x") (dict\u00a0"a"\u00a0(dict\u00a0"b"\u00a0nil)) .Values.map .Values.emptymap .Values.nested .Values.labels .Values.nested.a .Values.intkeys .Values.resources .Chart .Values.tree (dict\u00a0"k"\u00a0(list\u00a01\u00a0"2"\u00a03.5))`,
  ),
  a: words(
    "nil .Values.nul .Values.nosuch .Values.nested.nosuch . $ .Values .Files .Release .Capabilities.KubeVersion .Capabilities.APIVersions .Template",
  ),
  r: words(
    `"a" "[a-z]+" "^h" "o$" "(l+)(o?)" "\\\\d+" "\\\\s*" "." "" "[" "(?i)HELLO" "(?P<n>e)" "a|b" "x*" "\\\\bw" "[^a]" "\\\\pL+" "(" "a{2,}" "(?s).+" "(?m)^l" "[[:alpha:]]" "\\\\Q.\\\\E" "a**" "^[A-Za-z0-9][-A-Za-z0-9_.]*$" "\\\\w+@" "(?:a|b)+?" "[é☃]" "\\\\x41" "$" "\\\\z" "(?-i)a" "é+"`,
  ),
  v: words(
    `"1.2.3" "v1.2.3-beta.1+b1" "1" "1.2" "v2" "1.0.0-0" "x" "" "1.2.3.4" .Values.ver "01.2.3" "1.2.3-rc.01" .Capabilities.KubeVersion.Version .Chart.Version "1.2.3+a.b" "v1.30.1-gke.5"`,
  ),
  c: words(
    `">=1.2.3" "^1.2" "~1" "*" ">1.0 <2.0" "1.x || 2.x" "!=1.2.3" "1.2 - 1.4" ">=1.19-0" "" "=1" "=>1.0" "x" ">1" "<=1.2" "~>1.2.3" "^0.0.3" "^0.x" ">=1.2.3, <2" "1.2.3-beta.1" "> 1.2 || = 1" ">=1.2.3-0 <1.3" "^1.2.3-alpha"`,
  ),
  p: words(
    `"/a/b/c.tar.gz" "a/../b" "" "/" "." ".." "a//b/" "./x" "c.yaml" ".hidden" "../../x" "a.b/c" "/a/" .Template.BasePath`,
  ),
  u: words(
    `"http://u:p@h.example:8080/p/a?q=1&r=2#frag" "/just/path" "" "mailto:x@y" "http://[::1]:80/" "://bad" "http://a b/" "HTTP://X/%41" "a%zz" "//host/p" "?q" "http://h:port/" "ftp://h/a;b" "http://h/a b" "http://ü.example/é" "http:opaque" "#f"`,
  ),
  j: words(
    `"a: 1" "{\\"a\\": [1, 2.5, null]}" "[1, 2]" "" "a" "a: b: c" "- x\\n- y" "{" "a = 1\\n[b]\\nc = \\"d\\"" "null" "1" "true" "a: &x 1\\nb: *x" "yes: no" "a: |\\n  t\\n" "? a\\n: b" "1: 2" "a: 0x1F\\nb: 1e3\\nc: 012" "a: !!binary YQ==" "a: 2001-01-01" .Values.yamltext .Values.jsontext "a: [" "{a: b, c}" "\\t" "a: 'b" "<<: {a: 1}\\nb: 2" "a: ~" "[]" "\\"s\\"" "{\\"a\\":1}x" "a: 1\\na: 2" "a: 1_000" "a = 1979-05-27T07:32:00Z" "a: .inf"`,
  ),
  e: words(`"aGVsbG8=" "NBSWY3DP" "aGVsbG8" "!!" "" "aGVs bG8=" "YQ==" "ME======"`),
  d: words(
    `"2024-02-29" "2024-02-30" "2024-01-02T03:04:05Z" "" "x" "Mon, 02 Jan 2006 15:04:05 MST" "10:11" "2024-02-29 01:02:03 +0530"`,
  ),
  t: words(
    `(toDate\u00a0"2006-01-02"\u00a0"2024-02-29") (toDate\u00a0"2006-01-02T15:04:05Z07:00"\u00a0"2024-12-31T23:59:59+02:00") (toDate\u00a0"2006-01-02"\u00a0"1969-12-31") 0 1700000000 (int64\u00a01700000000) (toDate\u00a0"2006-01-02"\u00a0"x")`,
  ),
  y: words(
    `"2006-01-02" "Mon Jan _2 15:04:05 2006" "02/01/06 03:04PM" "2006-01-02T15:04:05Z07:00" "Monday January 2" "15:04:05.000" "" "__2 002" "MST -0700 Z0700 -07 -07:00:00" "3:4:5 pm" "Jan 2 06 .999" "xyz2006" "05.000000,000" "2006-01-02 15:04:05 -0700"`,
  ),
  z: words(`"UTC" "Europe/Berlin" "America/New_York" "" "Local" "Nope/Zone" "Asia/Kolkata"`),
  o: words(`"1h" "-24h" "90s" "1h30m" "" "x" "1.5h" "-1ms" "100000h" "1d"`),
  k: words(
    `"a" "b" "k" "x" "name" "" "z" "dash-key" "m" "demo.echo" "demo.fullname" "nosuch" "list" "n" "app.kubernetes.io/name" "demo.tree" "demo.fails" "c" "_0" "demo.badfield"`,
  ),
  f: words(
    `"%s" "%d" "%v" "%+v" "%#v" "%q" "%x" "%X" "%t" "%T" "%5d|%-5d|%05d" "%.2f" "%8.3f" "%e" "%g" "%G" "%c" "%U" "%#x" "%%" "%s %s" "%[2]v %[1]v" "%*d" "%!" "%" "%z" "%6.2f%%" "%-10s|" "%+d" "% d" "%b" "%o" "%#o" "%O" "%p" "%x" "% x" "%#q" "%+q" "%05s" "%.1s" "%08.3f" "%+.2e" "%v:%v" "%[3]d" "%[1" "%-5t" "%#U" "%s-%d-%v" "%w" "%.*f" "%6v" "%03d" "%.3v" "%#g" "%+q" "% X" "%#+v" "%.0f" "%-8q" "%x"`,
  ),
};

/** The words of a text, parted by spaces outside quotes; a no-break space stands for one inside a word. */
function words(text: string): Choices {
  const [first = "", ...rest] = text.match(/(?:"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])*'|[^ ])+/g) ?? [];
  return [first, ...rest].map((word) => word.replaceAll("\u00a0", " ")) as unknown as Choices;
}

const KINDS = [..."sinblwmarvcpujedtyzok"] as unknown as Choices;

/** Makes expressions of some kind, most of them well typed. */
export class ExpressionMaker {
  constructor(
    private readonly draw: Draw,
    /** Variables that may be used. */
    private readonly variables: readonly string[] = [],
  ) {}

  /** An operand: as an argument, in parentheses where it needs them. */
  operand(kind: string, depth: number): string {
    const { draw } = this;
    if (draw.chance(0.06)) return this.operand(draw.one(KINDS), depth);
    if (depth <= 0 || draw.chance(0.55)) return this.atom(kind);
    const text = `(${this.pipeline(kind, depth - 1)})`;
    return draw.chance(0.02) ? `${text}.${draw.one(["a", "b", "name", "Nope", "x.y"])}` : text;
  }

  pipeline(kind: string, depth: number): string {
    const { draw } = this;
    if (depth <= 0 && draw.chance(0.3)) return this.atom(kind);
    const signature = this.giver(kind);
    const args = this.arguments(signature, depth);
    if (args.length > 0 && draw.chance(0.45)) {
      const kinds = [
        ...signature.takes,
        ...args.slice(signature.takes.length).map(() => signature.takes.at(-1)),
      ];
      const last = draw.chance(0.5)
        ? this.pipeline(kinds[args.length - 1] ?? "a", depth - 1)
        : (args.at(-1) ?? "");
      return `${last}${draw.one([" | ", " | ", "|"])}${[signature.name, ...args.slice(0, -1)].join(" ")}`;
    }
    return [signature.name, ...args].join(" ");
  }

  private arguments({ takes, more }: Signature, depth: number): string[] {
    const { draw } = this;
    const last = takes.at(-1) ?? "a";
    const kinds = [...takes, ...(more ? draw.some(0, 2, () => last) : [])];
    if (draw.chance(0.01)) kinds.pop();
    if (draw.chance(0.01)) kinds.push("a");
    return kinds.map((kind) => this.operand(kind, depth));
  }

  private atom(kind: string): string {
    const { draw, variables } = this;
    const [first, ...rest] = variables;
    if (first !== undefined && draw.chance(0.15)) return draw.one([first, ...rest]);
    if (kind === "a" && draw.chance(0.7)) return this.atom(draw.one([..."sinblmsm"] as unknown as Choices));
    return draw.one(ATOMS[kind] ?? ["nil"]);
  }

  private giver(kind: string): Signature {
    const { draw } = this;
    const fitting = draw.chance(0.08) ? signatures : (givers.get(kind) ?? signatures);
    const choices = kind === "a" ? signatures : fitting.length === 0 ? signatures : fitting;
    return choices[draw.below(choices.length)] ?? { name: "list", takes: [], more: false, gives: "l" };
  }
}
